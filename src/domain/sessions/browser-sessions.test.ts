import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemRandom } from '../../base/bytes.ts';
import { GuardFailed } from '../../store/index.ts';
import { openTestStore, TEST_TIME, type TestAccount, type TestStore } from '../iam/test-support.ts';
import {
  activateBrowserSession,
  beginBrowserSession,
  CODE_LIFETIME,
  endSession,
  endSessionsOf,
  findBrowserSession,
  findPendingSession,
  type NewBrowserSession,
  openBrowserSession,
  renewSecret,
  type SignInCode,
  sessionsOf,
} from './browser-sessions.ts';
import { browserSessionId } from './session-id.ts';

const EXPIRES_AT = TEST_TIME + 3_600_000;
const OWNER = {
  ownerId: 'AROAEXAMPLE',
  principalArn: 'arn:aws:sts::111122223333:assumed-role/Admin/ann',
  kind: 'assumed-role',
} as const;

const sessionOf = (sessionId: string): NewBrowserSession => ({
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
});

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
    const code = await account.run((work) => beginBrowserSession(work, sessionOf(sessionId)));
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

  it('stay closed to another code in their own browser', async () => {
    const begun = await begin();
    const guessed = { code: 'x'.repeat(43), binding: begun.binding };
    assert.equal(await account.run((work) => findPendingSession(work, guessed)), undefined);
    await assert.rejects(
      account.run((work) => activateBrowserSession(work, guessed)),
      GuardFailed,
    );
    await account.run((work) => activateBrowserSession(work, begun));
  });

  it('do not become active once they have ended, nor get a cookie before they are active', async () => {
    const begun = await begin();
    const pending = await account.run((work) => findPendingSession(work, begun));
    assert.ok(pending);
    await assert.rejects(
      account.run((work) => renewSecret(work, pending)),
      GuardFailed,
    );
    await account.run((work) => endSession(work, begun.sessionId));
    await assert.rejects(
      account.run((work) => activateBrowserSession(work, begun)),
      GuardFailed,
    );
  });

  it('end once: the first end stays', async () => {
    const { sessionId } = await begin();
    for (const now of [TEST_TIME, TEST_TIME + 1000]) {
      await account.run((work) => endSession(work, sessionId), { now });
    }
    const row = await tested.store.read
      .selectFrom('browser_sessions')
      .select('ended_at')
      .where('session_id', '=', sessionId)
      .executeTakeFirstOrThrow();
    assert.equal(Number(row.ended_at), TEST_TIME);
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

  it('are opened at once from another one, and end with it', async () => {
    const parent = await begin();
    const secret = await account.run((work) => activateBrowserSession(work, parent));
    const sessionId = browserSessionId(account.id, systemRandom);
    const child = { ...sessionOf(sessionId), parentId: parent.sessionId };
    const opened = await account.run((work) => openBrowserSession(work, child));
    const find = (of: string) => account.run((work) => findBrowserSession(work, of));
    assert.equal((await find(opened))?.parentId, parent.sessionId);
    const found = (await find(secret)) ?? assert.fail('the parent is live');
    const renewed = await account.run((work) => renewSecret(work, found));
    assert.equal(await find(secret), undefined);
    assert.equal((await find(renewed))?.sessionId, parent.sessionId);
    await account.run((work) => endSession(work, parent.sessionId));
    assert.equal(await find(opened), undefined);
    await assert.rejects(account.run((work) => renewSecret(work, found)));
  });

  it('of one owner are ended together, but for one, those that wait for their code as well', async () => {
    const owner = { ...OWNER, ownerId: 'AROAOTHER' };
    const ids = [1, 2, 3].map(() => browserSessionId(account.id, systemRandom));
    for (const id of ids) {
      await account.run((work) => openBrowserSession(work, { ...sessionOf(id), ...owner }));
    }
    const pending = browserSessionId(account.id, systemRandom);
    const code = await account.run((work) =>
      beginBrowserSession(work, { ...sessionOf(pending), ...owner }),
    );
    const live = async () =>
      (await account.run((work) => sessionsOf(work, owner))).map(({ sessionId }) => sessionId);
    assert.equal((await live()).length, 3);
    const except = ids[1] ?? '';
    const plan = await account.plan((work) => endSessionsOf(work, owner.ownerId, { except }));
    assert.deepEqual(
      plan.changes.map(({ entity }) => entity).sort(),
      [...ids.filter((id) => id !== except), pending].map((id) => `session:${id}`).sort(),
    );
    const ended = await account.run((work) => endSessionsOf(work, owner.ownerId, { except }));
    assert.equal(ended, 3);
    assert.deepEqual(await live(), [except]);
    assert.equal(await account.run((work) => findPendingSession(work, code)), undefined);
    assert.equal(await account.run((work) => endSessionsOf(work, owner.ownerId)), 1);
    assert.equal(await account.run((work) => endSessionsOf(work, owner.ownerId)), 0);
  });

  it('of one principal of a role are ended together, however many: lists are cut, this is not', async () => {
    const owner = { ...OWNER, ownerId: 'AROAMANY' };
    const other = { ...owner, principalArn: 'arn:aws:sts::111122223333:assumed-role/Admin/bob' };
    const most = 210;
    await account.run((work) => {
      for (const { count, whose } of [
        { count: most, whose: owner },
        { count: 1, whose: other },
      ]) {
        for (let made = 0; made < count; made += 1) {
          const id = browserSessionId(account.id, systemRandom);
          openBrowserSession(work, { ...sessionOf(id), ...whose });
        }
      }
    });
    const { ownerId, principalArn } = owner;
    assert.equal(await account.run((work) => endSessionsOf(work, ownerId, { principalArn })), most);
    const left = await account.run((work) => sessionsOf(work, { ownerId }));
    assert.deepEqual(
      left.map((session) => session.principalArn),
      [other.principalArn],
    );
  });

  it('are not ended by a plan that did not see the newest', async () => {
    const owner = { ...OWNER, ownerId: 'AROARACE' };
    const plan = await account.plan((work) => endSessionsOf(work, owner.ownerId));
    const id = browserSessionId(account.id, systemRandom);
    await account.run((work) => openBrowserSession(work, { ...sessionOf(id), ...owner }));
    await assert.rejects(tested.store.commit(plan));
  });
});
