/**
 * Tokens that a running server judged are judged again by processes of `gatehouse diagnose token`,
 * which fetch the issuer's keys themselves and know provider and role from files alone. Of hostile
 * tokens that are refused with the same code, one is judged.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { rowsOfAttempt, rowsOfDiagnosis } from '../corpus/rows.ts';
import type { TokenCase } from '../corpus/token-case.ts';
import { SESSION_NAME } from '../corpus/token-judge.ts';
import { openTokenServer, reachesChecks, type TokenServer } from '../corpus/token-server.ts';
import { tokenCorpus } from '../corpus/tokens.ts';
import { diagnose } from './diagnose.ts';

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

  for (const each of oneOfEach(tokenCorpus)) {
    const { name, requirement, build } = each;
    it(requirement === undefined ? name : `${requirement}: ${name}`, async () => {
      const material = build(server.world);
      const { refusal, attempt } = await server.run(material);
      if (!reachesChecks(material)) return;
      const { provider, providers, roles } = await server.print();
      const option = async (word: string, content: string): Promise<string[]> => {
        const path = join(folder, word.slice(2));
        await writeFile(path, content);
        return [word, path];
      };
      const [, token = ''] = await option('--token', material.token);
      const words = [
        ...['token', token, '--as-is', '--session-name', SESSION_NAME],
        ...['--at', new Date(server.world.now).toISOString(), '--role', material.roleArn],
        ...(await option('--oidc-provider', provider)),
        ...(await option('--providers', providers)),
        ...(await option('--roles', roles)),
      ];
      const [diagnosis] = await diagnose(folder, words, server.environment);
      assert.ok(diagnosis);
      assert.deepEqual(rowsOfDiagnosis(diagnosis), rowsOfAttempt(attempt));
      assert.equal(diagnosis.answered?.code, refusal?.code);
      assert.equal(diagnosis.answered?.message, refusal?.text);
    });
  }
});

/** Every case, but of hostile ones the first of each code. */
function oneOfEach(cases: readonly TokenCase[]): TokenCase[] {
  const seen = new Set<string>();
  return cases.filter(({ name, expected }) => {
    if (!name.startsWith('hostile') || expected === 'accepted') return true;
    if (seen.has(expected.code)) return false;
    seen.add(expected.code);
    return true;
  });
}
