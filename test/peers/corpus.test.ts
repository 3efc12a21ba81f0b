/**
 * The whole corpus against a running server: the answer on the wire, the verdict, and every row of
 * the stored attempt against what the check tables say of the same material.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { attemptChecks } from '../../src/failures/attempt.ts';
import { type CorpusSettings, defaultSettings } from '../corpus/case.ts';
import { type CorpusCase, corpus } from '../corpus/index.ts';
import { type Judgement, judge } from '../corpus/judge.ts';
import { type CorpusServer, openCorpusServer, type ServerVerdict } from '../corpus/server.ts';

interface Row {
  readonly name: string;
  readonly outcome: string;
  readonly expected: string | undefined;
  readonly received: string | undefined;
  readonly code: string | undefined;
}

function rowsOfAttempt({ attempt }: ServerVerdict): Row[] {
  const checks: Record<string, string | undefined | Record<string, string>>[] = attempt.Checks;
  return checks.map(({ Name, Outcome, Expected, Received, Failure }) => ({
    name: String(Name),
    outcome: String(Outcome),
    expected: Expected as string | undefined,
    received: Received as string | undefined,
    code: (Failure as Record<string, string> | undefined)?.Code,
  }));
}

function rowsOfTables({ traces }: Judgement): Row[] {
  return attemptChecks(traces).map(({ name, outcome, expected, received, failure }) => ({
    name,
    outcome,
    expected,
    received,
    code: failure?.code,
  }));
}

/** Longer responses are refused by the constraints of the API; browsers can post them. */
const MOST_CHARACTERS = 100_000;
const TOO_LONG =
  /at 'sAMLAssertion' failed to satisfy constraint: Member must have length less than or equal to 100000$/;

const bySettings = Map.groupBy(corpus, ({ settings = defaultSettings }) =>
  JSON.stringify(settings),
);

for (const [text, cases] of bySettings) {
  const settings: CorpusSettings = JSON.parse(text);
  describe(`R063–R087: the corpus at a running server (${text})`, () => {
    let server: CorpusServer;

    before(async () => {
      server = await openCorpusServer(settings);
    });

    after(async () => {
      await server?.stop();
    });

    for (const each of cases) {
      const { name, requirement } = each;
      it(requirement === undefined ? name : `${requirement}: ${name}`, async () => {
        await assertCase(server, each, settings);
      });
    }
  });
}

async function assertCase(
  server: CorpusServer,
  { build, expected }: CorpusCase,
  settings: CorpusSettings,
): Promise<void> {
  const material = build(server.world);
  const verdict = await server.run(material);
  if (material.response.length > MOST_CHARACTERS) {
    assert.equal(verdict.refusal?.code, 'ValidationError');
    assert.match(verdict.refusal.text, TOO_LONG);
    return;
  }
  if (expected === 'accepted') {
    assert.equal(verdict.refusal, undefined);
    assert.match(verdict.session ?? '', /:assumed-role\/developer\//);
    assert.equal(verdict.attempt.Outcome, 'succeeded');
  } else {
    const text = expected.wire.text.replace('{requestId}', verdict.requestId);
    assert.deepEqual(verdict.refusal, { code: expected.wire.code, text });
    assert.equal(verdict.attempt.Outcome, 'refused');
    assert.equal(verdict.attempt.Failure.Code, expected.code);
    assert.notEqual(verdict.attempt.Failure.Fix, '');
  }
  const tables = judge(material, server.namedWorld(material), settings);
  assert.deepEqual(rowsOfAttempt(verdict), rowsOfTables(tables));
}
