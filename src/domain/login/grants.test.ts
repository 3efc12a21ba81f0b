import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { GuardFailed } from '../../store/index.ts';
import { openTestStore, TEST_TIME } from '../iam/test-support.ts';
import {
  beginGrant,
  endLoginGrant,
  exchangeCode,
  grantOfCode,
  grantOfId,
  type LoginGrant,
  rotateToken,
} from './grants.ts';

const { account: newAccount, close } = await openTestStore();
after(close);
const account = await newAccount();

const use = { sourceAddress: '203.0.113.5', userAgent: 'aws-cli/2.32.0' };
const exchange = { ...use, keyThumbprint: 'thumbprint', expiresAt: TEST_TIME + 3_600_000 };

/** A grant whose code waits. */
async function begin(): Promise<LoginGrant> {
  const code = await account.run((work) =>
    beginGrant(work, {
      sessionId: 'session',
      ownerId: account.id,
      principalArn: `arn:aws:iam::${account.id}:root`,
      clientId: 'arn:aws:signin:::devtools/same-device',
      redirectUri: 'http://127.0.0.1:8020/oauth/callback',
      codeChallenge: 'challenge',
      codeExpiresAt: TEST_TIME + 60_000,
      ...use,
    }),
  );
  const grant = await account.run((work) => grantOfCode(work, code));
  assert.ok(grant);
  return grant;
}

async function again({ grantId }: LoginGrant): Promise<LoginGrant> {
  const grant = await account.run((work) => grantOfId(work, grantId));
  assert.ok(grant);
  return grant;
}

const exchanged = (grant: LoginGrant) => account.run((work) => exchangeCode(work, grant, exchange));
const rotated = (grant: LoginGrant) => account.run((work) => rotateToken(work, grant, use));
const ended = (grant: LoginGrant, now = TEST_TIME) =>
  account.run((work) => endLoginGrant(work, grant.grantId), { now });

describe('grants of aws login', () => {
  it('give their code once, also when two are as fast', async () => {
    const grant = await begin();
    await exchanged(grant);
    assert.equal((await again(grant)).generation, 1);
    await assert.rejects(exchanged(grant), GuardFailed);
    assert.equal((await again(grant)).generation, 1);
  });

  it('give nothing for a code once they have ended', async () => {
    const grant = await begin();
    await ended(grant);
    await assert.rejects(exchanged(grant), GuardFailed);
  });

  it('take each refresh token once, also when two are as fast', async () => {
    await exchanged(await begin());
    const grant = await begin();
    await exchanged(grant);
    const first = await again(grant);
    await rotated(first);
    assert.equal((await again(grant)).generation, 2);
    await assert.rejects(rotated(first), GuardFailed);
    await rotated(await again(grant));
    assert.equal((await again(grant)).generation, 3);
  });

  it('take no refresh token once they have ended', async () => {
    const grant = await begin();
    await exchanged(grant);
    const read = await again(grant);
    await ended(grant);
    await assert.rejects(rotated(read), GuardFailed);
  });

  it('end once: the first end stays', async () => {
    const grant = await begin();
    const endOf = () =>
      account.run(({ read }) =>
        read
          .selectFrom('login_grants')
          .select('ended_at')
          .where('grant_id', '=', grant.grantId)
          .executeTakeFirstOrThrow(),
      );
    await ended(grant);
    await ended(grant, TEST_TIME + 1000);
    assert.equal(Number((await endOf()).ended_at), TEST_TIME);
  });
});
