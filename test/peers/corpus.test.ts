/**
 * The whole corpus against a running server: the answer on the wire, the verdict, and every row of
 * the stored attempt against what the check tables say of the same material.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type CorpusSettings, defaultSettings } from '../corpus/case.ts';
import { type CorpusCase, corpus } from '../corpus/index.ts';
import { judge } from '../corpus/judge.ts';
import { rowsOfAttempt, rowsOfTables } from '../corpus/rows.ts';
import { type CorpusServer, openCorpusServer } from '../corpus/server.ts';

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
    const { status: _, ...told } = verdict.refusal ?? {};
    assert.deepEqual(told, { code: expected.wire.code, text });
    assert.equal(verdict.attempt.Outcome, 'refused');
    assert.equal(verdict.attempt.Failure.Code, expected.code);
    assert.notEqual(verdict.attempt.Failure.Fix, '');
  }
  const tables = judge(material, server.namedWorld(material), settings);
  assert.deepEqual(rowsOfAttempt(verdict.attempt), rowsOfTables(tables.traces));
}
