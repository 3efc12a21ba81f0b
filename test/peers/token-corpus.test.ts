/**
 * Every case about tokens against a running server that fetches the issuer's keys over TLS: the
 * answer on the wire, and every row of the stored attempt against what the check tables say.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rowsOfAttempt, rowsOfTables } from '../corpus/rows.ts';
import type { TokenCase } from '../corpus/token-case.ts';
import { judgeToken } from '../corpus/token-judge.ts';
import { openTokenServer, reachesChecks, type TokenServer } from '../corpus/token-server.ts';
import { tokenCorpus } from '../corpus/tokens.ts';

describe('R106, R134: tokens at a running server', () => {
  let server: TokenServer;

  before(async () => {
    server = await openTokenServer();
  });

  after(async () => {
    await server?.stop();
  });

  for (const each of tokenCorpus) {
    const { name, requirement } = each;
    it(requirement === undefined ? name : `${requirement}: ${name}`, async () => {
      await assertCase(server, each);
    });
  }
});

async function assertCase(server: TokenServer, { build, expected }: TokenCase): Promise<void> {
  const { world } = server;
  const material = build(world);
  const { refusal, session, attempt } = await server.run(material);
  if (!reachesChecks(material)) {
    assert.equal(refusal?.code, 'ValidationError');
    return;
  }
  const tables = judgeToken(material, world);
  if (expected === 'accepted') {
    assert.equal(refusal, undefined);
    assert.match(session ?? '', /:assumed-role\/developer\/corpus$/);
  } else {
    const details: Record<string, string> = {
      ...tables.failure?.details,
      now: String(world.now / 1000),
      expired: String(world.now / 1000 - 600),
    };
    const text = expected.wire.text.replace(/\{(\w+)\}/g, (_, key: string) => details[key] ?? '');
    const { code } = expected.wire;
    assert.deepEqual(refusal, { code, status: refusal?.status, text });
  }
  assert.deepEqual(rowsOfAttempt(attempt), rowsOfTables(tables.traces));
}
