import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testPostgres } from '../../../tools/postgres.ts';
import { systemRandom } from '../../base/bytes.ts';
import { openStore, type Store } from '../../store/index.ts';
import { createAccount } from '../accounts/accounts.ts';
import { beginWork, type Work } from '../work.ts';
import { findAttempt, startCapture, stopCapture } from './index.ts';
import { attemptOf, attemptTests, recorderOver } from './testing.ts';

const postgres = await testPostgres();
after(() => postgres?.stop());

async function openAt(url: string): Promise<Store> {
  return await openStore({
    kind: 'postgres',
    url,
    report: (error) => {
      throw error;
    },
  });
}

if (postgres) {
  attemptTests('PostgreSQL', async () => {
    const store = await openAt(await postgres.createDatabase());
    return { store, close: () => store.close() };
  });

  test('what one node turns on or off, another obeys with its next attempt', async () => {
    const url = await postgres.createDatabase();
    const [here, there] = [await openAt(url), await openAt(url)];
    const { account, time } = attemptOf();
    const change = async (body: (work: Work) => void) => {
      const work = beginWork({ account, now: time, random: systemRandom, read: here.read });
      body(work);
      await here.commit(work.plan);
    };
    const record = recorderOver(there);
    const isCaptured = async (requestId: string) => {
      const statements = [...(await record(attemptOf({ requestId }), 'body'))];
      await there.commit({ statements, changes: [] });
      return (await findAttempt(here.read, account, { request: requestId }))?.bodyCaptured;
    };
    try {
      await change((work) =>
        createAccount(work, { accountId: account, name: 'a', email: 'a@example.com' }),
      );
      assert.equal(await isCaptured('r-1'), false);
      await change((work) => startCapture(work, 'me', time + 1000));
      assert.equal(await isCaptured('r-2'), true);
      await change(stopCapture);
      assert.equal(await isCaptured('r-3'), false);
    } finally {
      await here.close();
      await there.close();
    }
  });
} else {
  test('PostgreSQL', { skip: 'install postgresql or set GATEHOUSE_TEST_POSTGRES_URL' });
}
