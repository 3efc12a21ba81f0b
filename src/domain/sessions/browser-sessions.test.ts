import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestStore, TEST_TIME, type TestAccount, type TestStore } from '../iam/test-support.ts';
import {
  activateBrowserSession,
  beginBrowserSession,
  CODE_LIFETIME,
  endSession,
  findBrowserSession,
  findPendingSession,
  type SignInCode,
} from './browser-sessions.ts';

const EXPIRES_AT = TEST_TIME + 3_600_000;
const OWNER = {
  ownerId: 'AROAEXAMPLE',
  principalArn: 'arn:aws:sts::111122223333:assumed-role/Admin/ann',
  kind: 'assumed-role',
} as const;

describe('browser sessions', () => {
  let tested: TestStore;
  let account: TestAccount;
  let sessions = 0;
  before(async () => {
    tested = await openTestStore();
    account = await tested.account();
  });
  after(() => tested.close());

  async function begin(): Promise<SignInCode & { sessionId: string }> {
    sessions += 1;
    const sessionId = `${account.id}-00000000-0000-4000-8000-${String(sessions).padStart(12, '0')}`;
    const code = await account.run((work) =>
      beginBrowserSession(work, {
        sessionId,
        audience: 'console',
        accessKeyId: 'ASIAEXAMPLE',
        sessionToken: 'sealed',
        expiresAt: EXPIRES_AT,
        destination: '/console/home',
        issuerUrl: undefined,
        provider: undefined,
        ...OWNER,
        sourceAddress: '127.0.0.1',
        userAgent: 'test',
      }),
    );
    return { ...code, sessionId };
  }

  it('become active once, under another secret', async () => {
    const begun = await begin();
    const pending = await account.run((work) => findPendingSession(work, begun));
    assert.equal(pending?.sessionToken, 'sealed');
    const secret = await account.run((work) => activateBrowserSession(work, begun));
    assert.notEqual(secret, begun.code);
    const found = await account.run((work) => findBrowserSession(work, secret));
    assert.deepEqual(found, {
      account: account.id,
      sessionId: begun.sessionId,
      accessKeyId: 'ASIAEXAMPLE',
      sessionToken: 'sealed',
      expiresAt: EXPIRES_AT,
      destination: '/console/home',
      issuerUrl: undefined,
      provider: undefined,
      parentId: undefined,
      shown: { name: undefined, color: undefined },
      device: 'test',
      sourceAddress: '127.0.0.1',
      createdAt: TEST_TIME,
      lastUsedAt: TEST_TIME,
      ...OWNER,
    });
    assert.equal(await account.run((work) => findPendingSession(work, begun)), undefined);
    await assert.rejects(account.run((work) => activateBrowserSession(work, begun)));
    assert.equal(await account.run((work) => findBrowserSession(work, begun.code)), undefined);
  });

  it('stay closed to a code in another browser', async () => {
    const begun = await begin();
    const stolen = { code: begun.code, binding: 'x'.repeat(43) };
    assert.equal(await account.run((work) => findPendingSession(work, stolen)), undefined);
    await assert.rejects(account.run((work) => activateBrowserSession(work, stolen)));
    assert.ok(await account.run((work) => findPendingSession(work, begun)));
  });

  it('wait a minute for their code and no longer', async () => {
    const begun = await begin();
    const find = (now: number) => account.run((work) => findPendingSession(work, begun), { now });
    assert.ok(await find(TEST_TIME + CODE_LIFETIME - 1));
    assert.equal(await find(TEST_TIME + CODE_LIFETIME), undefined);
    await assert.rejects(
      account.run((work) => activateBrowserSession(work, begun), {
        now: TEST_TIME + CODE_LIFETIME,
      }),
    );
  });

  it('end when they are ended and when their credentials end', async () => {
    const begun = await begin();
    const secret = await account.run((work) => activateBrowserSession(work, begun));
    const find = (now: number) => account.run((work) => findBrowserSession(work, secret), { now });
    assert.ok(await find(EXPIRES_AT - 1));
    assert.equal(await find(EXPIRES_AT), undefined);
    const stranger = await tested.account();
    await stranger.run((work) => endSession(work, begun.sessionId));
    assert.ok(await find(TEST_TIME), 'another account does not end it');
    await account.run((work) => endSession(work, begun.sessionId));
    assert.equal(await find(TEST_TIME), undefined);
  });
});
