/**
 * Every case that a running server judged is judged again by `gatehouse diagnose` (the first ones by
 * a process of its own), which has only files: a response, and what the AWS CLI prints of providers
 * and roles. Rows, verdict and text are the same.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type CorpusSettings, defaultSettings } from '../corpus/case.ts';
import { type Question, questionOf, writeQuestion } from '../corpus/export.ts';
import { type CorpusCase, corpus } from '../corpus/index.ts';
import { type Diagnosis, rowsOfAttempt, rowsOfDiagnosis } from '../corpus/rows.ts';
import { type CorpusServer, openCorpusServer, type ServerVerdict } from '../corpus/server.ts';
import { diagnose, diagnoseInPlace } from './diagnose.ts';

/** Stands in the texts of diagnosis for the id of a request. */
const NO_REQUEST = '00000000-0000-0000-0000-000000000000';
/** Longer responses never reach the checks of the API. */
const MOST_CHARACTERS = 100_000;

/** A case as the server judged it, and the file of its response. */
interface Judged {
  readonly name: string;
  readonly verdict: ServerVerdict;
  readonly file: string;
}

const bySettings = Map.groupBy(corpus, ({ settings = defaultSettings }) =>
  JSON.stringify(settings),
);

for (const [text, cases] of bySettings) {
  const settings: CorpusSettings = JSON.parse(text);
  describe(`R063–R087: gatehouse diagnose says what the server said (${text})`, () => {
    let server: CorpusServer;
    let folder: string;
    /** Cases that differ in the response alone, by their question. */
    let groups: Map<string, { readonly question: Question; readonly judged: Judged[] }>;

    before(async () => {
      server = await openCorpusServer(settings);
      folder = await mkdtemp(join(tmpdir(), 'gatehouse-diagnose-'));
      groups = await judgeAll(server, folder, cases);
    });

    after(async () => {
      await server?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    it('in every row, in the verdict and in the text', async () => {
      let compared = 0;
      for (const { question, judged } of groups.values()) {
        const words = await writeQuestion(
          join(folder, `${compared}`),
          question,
          server.world,
          settings,
        );
        const run = compared === 0 ? diagnose : diagnoseInPlace;
        const diagnoses = await run(folder, ['saml', ...judged.map(({ file }) => file), ...words]);
        for (const { name, verdict, file } of judged) {
          const found = diagnoses.find((each) => each.file === file);
          assert.ok(found, name);
          assertSame(name, verdict, found);
          compared += 1;
        }
      }
      assert.equal(compared, [...groups.values()].flatMap(({ judged }) => judged).length);
    });
  });
}

async function judgeAll(server: CorpusServer, folder: string, cases: readonly CorpusCase[]) {
  const groups = new Map<string, { readonly question: Question; readonly judged: Judged[] }>();
  for (const [index, { name, build }] of cases.entries()) {
    const material = build(server.world);
    if (material.response.length > MOST_CHARACTERS) continue;
    const verdict = await server.run(material);
    const file = join(folder, `response-${index}.form`);
    // As a browser posts it: of the field alone, diagnosis reads what its copyist meant.
    await writeFile(file, new URLSearchParams({ SAMLResponse: material.response }).toString());
    const question = questionOf(material, await server.print(material));
    const key = JSON.stringify(question);
    const group = groups.get(key) ?? { question, judged: [] };
    groups.set(key, group);
    group.judged.push({ name, verdict, file });
  }
  return groups;
}

function assertSame(name: string, verdict: ServerVerdict, diagnosis: Diagnosis): void {
  const { attempt, refusal, requestId } = verdict;
  assert.deepEqual(rowsOfDiagnosis(diagnosis), rowsOfAttempt(attempt), name);
  assert.equal(diagnosis.code, attempt.Failure?.Code, name);
  const answered = refusal && {
    code: refusal.code,
    status: refusal.status,
    message: refusal.text.replace(requestId, NO_REQUEST),
  };
  assert.deepEqual(diagnosis.answered, answered, name);
}
