import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { GuardFailed } from '../../../store/index.ts';
import { openTestStore, TEST_TIME } from '../../iam/test-support.ts';
import { browserSessionId } from '../../sessions/session-id.ts';
import {
  advanceGrant,
  beginGrant,
  endGrant,
  endGrantsOf,
  grantOfCode,
  grantOfId,
  type SsoGrant,
} from './grants.ts';

const { account: newAccount, close } = await openTestStore();
after(close);
const account = await newAccount();

/** A grant of a user that waits to be redeemed. */
async function begin(userId = 'user'): Promise<SsoGrant> {
  const { code } = await account.run((work) =>
    beginGrant(work, {
      userId,
      originSessionId: browserSessionId(account.id, work.random),
      clientKey: 'client',
      clientName: 'a client',
      scopes: ['sso:account:access'],
      code: { redirectUri: 'http://127.0.0.1/oauth/callback', challenge: 'challenge' },
      codeExpiresAt: TEST_TIME + 60_000,
      sessionExpiresAt: TEST_TIME + 3_600_000,
    }),
  );
  const grant = await account.run((work) => grantOfCode(work, code));
  assert.ok(grant);
  return grant;
}

async function again({ grantId }: SsoGrant): Promise<SsoGrant> {
  const grant = await account.run((work) => grantOfId(work, grantId));
  assert.ok(grant);
  return grant;
}

async function endOf({ grantId }: SsoGrant): Promise<number | undefined> {
  const row = await account.run(({ read }) =>
    read
      .selectFrom('sso_grants')
      .select('ended_at')
      .where('grant_id', '=', grantId)
      .executeTakeFirst(),
  );
  return row?.ended_at === null ? undefined : Number(row?.ended_at);
}

const advance = (grant: SsoGrant) => account.run((work) => advanceGrant(work, grant));

describe('grants of the sso-oidc service', () => {
  it('are redeemed once, and give each next refresh token once, also when two are as fast', async () => {
    const waiting = await begin();
    await advance(waiting);
    await assert.rejects(advance(waiting), GuardFailed);
    const redeemed = await again(waiting);
    assert.equal(redeemed.generation, 1);
    await advance(redeemed);
    await assert.rejects(advance(redeemed), GuardFailed);
    assert.equal((await again(waiting)).generation, 2);
  });

  it('give nothing once they have ended', async () => {
    const waiting = await begin();
    await account.run((work) => endGrant(work, waiting.grantId));
    await assert.rejects(advance(waiting), GuardFailed);
    assert.equal((await again(waiting)).generation, 0);
  });

  it('end once: the first end stays', async () => {
    const grant = await begin();
    const other = await begin();
    const end = (now: number) => account.run((work) => endGrant(work, grant.grantId), { now });
    await end(TEST_TIME);
    await end(TEST_TIME + 1000);
    assert.equal(await endOf(grant), TEST_TIME);
    assert.equal(await endOf(other), undefined);
  });

  it('of a user end together; of those that have ended the first end stays', async () => {
    const early = await begin('leaver');
    const late = await begin('leaver');
    const others = await begin('stayer');
    await account.run((work) => endGrant(work, early.grantId));
    const now = TEST_TIME + 1000;
    assert.equal(await account.run((work) => endGrantsOf(work, 'leaver'), { now }), 1);
    assert.deepEqual(
      [await endOf(early), await endOf(late), await endOf(others)],
      [TEST_TIME, now, undefined],
    );
  });

  it('of a user do not end when one was begun meanwhile: what was counted is no longer true', async () => {
    await begin('racer');
    const ending = account.run(async (work) => {
      await endGrantsOf(work, 'racer');
      await begin('racer');
    });
    await assert.rejects(ending, GuardFailed);
    assert.equal(await account.run((work) => endGrantsOf(work, 'racer')), 2);
  });
});
