import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createExpiredRemoval } from '../expired-rows.ts';
import { openTestStore, TEST_TIME, type TestStore } from '../iam/test-support.ts';
import {
  activateBrowserSession,
  beginBrowserSession,
  endSession,
  findBrowserSession,
} from './browser-sessions.ts';

let tested: TestStore;
before(async () => {
  tested = await openTestStore();
});
after(() => tested.close());

it('sessions are removed once their time is over, whatever became of them', async () => {
  const account = await tested.account();
  const { store } = tested;
  const begin = async (sessionId: string, expiresAt: number) => {
    const code = await account.run((work) =>
      beginBrowserSession(work, {
        sessionId,
        audience: 'console',
        accessKeyId: 'ASIAEXAMPLE',
        sessionToken: 'sealed',
        expiresAt,
        destination: '/console/home',
        issuerUrl: undefined,
        provider: undefined,
        ownerId: 'AROAEXAMPLE',
        principalArn: 'arn:aws:sts::111122223333:assumed-role/Admin/ann',
        kind: 'assumed-role',
        sourceAddress: '127.0.0.1',
        userAgent: 'test',
      }),
    );
    return await account.run((work) => activateBrowserSession(work, code));
  };
  for (let count = 0; count < 5; count += 1) await begin(`old-${count}`, TEST_TIME + count);
  await account.run((work) => endSession(work, 'old-0'));
  const secret = await begin('young', TEST_TIME + 100);
  const left = async () => {
    const rows = await store.read.selectFrom('browser_sessions').select('session_id').execute();
    return rows.map((row) => row.session_id).sort();
  };
  const remove = createExpiredRemoval(store, 'browser_sessions', 2);
  await remove(TEST_TIME);
  assert.equal((await left()).length, 6);
  await remove(TEST_TIME + 100, AbortSignal.abort());
  assert.equal((await left()).length, 6);
  await remove(TEST_TIME + 100);
  assert.deepEqual(await left(), ['young']);
  assert.ok(await account.run((work) => findBrowserSession(work, secret)));
});
