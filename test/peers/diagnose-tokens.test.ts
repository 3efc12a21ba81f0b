/**
 * Every token that a running server judged is judged again by `gatehouse diagnose` (the first ones by a
 * process of its own), which fetches the issuer's keys itself and knows providers and roles from files alone. Rows,
 * verdict and text are the same.
 */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Diagnosis, rowsOfAttempt, rowsOfDiagnosis } from '../corpus/rows.ts';
import { SESSION_NAME } from '../corpus/token-judge.ts';
import {
  openTokenServer,
  reachesChecks,
  type TokenServer,
  type TokenVerdict,
} from '../corpus/token-server.ts';
import { tokenCorpus } from '../corpus/tokens.ts';
import { diagnose, diagnoseInPlace } from './diagnose.ts';

/** A case as the server judged it, and the file of its token. */
interface Judged {
  readonly name: string;
  readonly verdict: TokenVerdict;
  readonly file: string;
}

/** Cases that are judged by the same providers and roles. */
interface Group {
  readonly roleArn: string;
  readonly printed: Awaited<ReturnType<TokenServer['print']>>;
  readonly judged: Judged[];
}

describe('R106, R134: gatehouse diagnose token says what the server said', () => {
  let server: TokenServer;
  let folder: string;

  before(async () => {
    server = await openTokenServer();
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-diagnose-'));
  });

  after(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('in every row, in the verdict and in the text', async () => {
    const groups = await judgeAll(server, folder);
    for (const [index, group] of [...groups.values()].entries()) {
      const words = await wordsFor(join(folder, `group-${index}`), group, server);
      const run = index === 0 ? diagnose : diagnoseInPlace;
      const diagnoses = await run(folder, words, server.environment);
      assert.equal(diagnoses.length, group.judged.length);
      for (const { name, verdict, file } of group.judged) {
        const found = diagnoses.find((each) => each.file === file);
        assert.ok(found, name);
        assertSame(name, verdict, found);
      }
    }
  });
});

async function judgeAll(server: TokenServer, folder: string): Promise<Map<string, Group>> {
  const groups = new Map<string, Group>();
  for (const [index, { name, build }] of tokenCorpus.entries()) {
    const material = build(server.world);
    // What the constraints of the API leave out reaches no check.
    if (!reachesChecks(material)) continue;
    const verdict = await server.run(material);
    const file = join(folder, `token-${index}`);
    await writeFile(file, material.token);
    const { role, roleArn } = material;
    const key = JSON.stringify([role, roleArn]);
    const group = groups.get(key) ?? { roleArn, printed: await server.print(), judged: [] };
    groups.set(key, group);
    group.judged.push({ name, verdict, file });
  }
  return groups;
}

/** Writes the files of a group; answers the words of the command. */
async function wordsFor(
  folder: string,
  { roleArn, printed, judged }: Group,
  { world }: TokenServer,
): Promise<string[]> {
  await mkdir(folder);
  const option = async (word: string, content: string): Promise<string[]> => {
    const path = join(folder, `${word.slice(2)}.json`);
    await writeFile(path, content);
    return [word, path];
  };
  return [
    ...['token', ...judged.map(({ file }) => file), '--as-is', '--session-name', SESSION_NAME],
    ...['--at', new Date(world.now).toISOString(), '--role', roleArn],
    ...(await option('--oidc-provider', printed.provider)),
    ...(await option('--providers', printed.providers)),
    ...(await option('--roles', printed.roles)),
  ];
}

function assertSame(name: string, { attempt, refusal }: TokenVerdict, found: Diagnosis): void {
  assert.deepEqual(rowsOfDiagnosis(found), rowsOfAttempt(attempt), name);
  assert.equal(found.code, attempt.Failure?.Code, name);
  const answered = refusal && {
    code: refusal.code,
    status: refusal.status,
    message: refusal.text,
  };
  assert.deepEqual(found.answered, answered, name);
}
