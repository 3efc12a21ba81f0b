import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { GuardFailed } from '../../store/index.ts';
import { openTestStore, TEST_TIME } from '../iam/test-support.ts';
import {
  createSetupLink,
  endSetupLinks,
  findSetupLink,
  SETUP_LINK_LIFETIME,
  useSetupLink,
} from './setup-links.ts';

const { store, account: newAccount, close } = await openTestStore();
after(close);
const account = await newAccount();

const make = () => account.run((work) => createSetupLink(work));
const use = (token: string, now = TEST_TIME) =>
  account.run((work) => useSetupLink(work, token), { now });
const stateOf = async (token: string) =>
  (await account.run((work) => findSetupLink(work, token))).state;

describe('set-up links', () => {
  it('are used once, also when two are as fast, and alone', async () => {
    const [token, other] = [await make(), await make()];
    await use(token);
    await assert.rejects(use(token), GuardFailed);
    assert.deepEqual([await stateOf(token), await stateOf(other)], ['used', 'valid']);
    await assert.rejects(use('another'), GuardFailed);
  });

  it('are used within an hour', async () => {
    const token = await make();
    await assert.rejects(use(token, TEST_TIME + SETUP_LINK_LIFETIME), GuardFailed);
    await use(token, TEST_TIME + SETUP_LINK_LIFETIME - 1);
  });

  it('end together; when one was used stays known', async () => {
    const [used, open] = [await make(), await make()];
    await use(used);
    const now = TEST_TIME + 1000;
    await account.run((work) => endSetupLinks(work), { now });
    await assert.rejects(use(open), GuardFailed);
    const rows = await store.read.selectFrom('setup_links').select('used_at').execute();
    const times = new Set(rows.map((row) => Number(row.used_at)));
    assert.deepEqual(times, new Set([TEST_TIME, TEST_TIME + SETUP_LINK_LIFETIME - 1, now]));
  });
});
