import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Work } from '../work.ts';
import { readAccount } from './account.ts';
import {
  createLoginProfile,
  deleteLoginProfile,
  findLoginProfile,
  getLoginProfile,
  updateLoginProfile,
} from './login-profiles.ts';
import { putPasswordPolicy } from './password-policy.ts';
import {
  awsError,
  openTestStore,
  plainPasswords,
  TEST_TIME,
  type TestAccount,
  type TestStore,
} from './test-support.ts';
import { createUser, getUser } from './users.ts';

let store: TestStore;
before(async () => {
  store = await openTestStore();
});
after(async () => await store.close());

/** An account with the user alice. */
async function accountWithAlice(): Promise<TestAccount> {
  const account = await store.account();
  await account.run((work) => createUser(work, { name: 'alice', path: '/', boundaryArn: null }));
  return account;
}

const alice = async (work: Work) => await getUser(work, 'alice');
const create = async (account: TestAccount, password: string, resetRequired = false) =>
  await account.run(async (work) =>
    createLoginProfile(
      work,
      await readAccount(work),
      await alice(work),
      { password, resetRequired },
      plainPasswords,
    ),
  );
const update = async (
  account: TestAccount,
  input: { password?: string; resetRequired?: boolean },
  now = TEST_TIME,
) =>
  await account.run(
    async (work) =>
      updateLoginProfile(work, await readAccount(work), await alice(work), input, plainPasswords),
    { now },
  );
const read = async (account: TestAccount) =>
  await account.run(async (work) => getLoginProfile(work, await alice(work)));

test('a user gets one login profile', async () => {
  const account = await accountWithAlice();
  await create(account, 'Correct horse 1', true);
  assert.deepEqual(await read(account), {
    password: '$plain$Correct horse 1',
    history: [],
    resetRequired: true,
    createdAt: TEST_TIME,
  });
  await assert.rejects(
    create(account, 'Correct horse 2'),
    awsError('EntityAlreadyExists', 'Login Profile for user alice already exists.'),
  );
});

test('a user without a login profile has none to read, change or delete', async () => {
  const account = await accountWithAlice();
  const missing = awsError('NoSuchEntity', 'Login Profile for User alice cannot be found.');
  await assert.rejects(read(account), missing);
  await assert.rejects(update(account, { resetRequired: true }), missing);
  await assert.rejects(
    account.run(async (work) => deleteLoginProfile(work, await alice(work))),
    missing,
  );
});

test('R239: a change of the password remembers the earlier one and keeps the rest', async () => {
  const account = await accountWithAlice();
  await create(account, 'Correct horse 1', true);
  await update(account, { password: 'Correct horse 2' }, TEST_TIME + 1000);
  assert.deepEqual(await read(account), {
    password: '$plain$Correct horse 2',
    history: ['$plain$Correct horse 1'],
    resetRequired: true,
    createdAt: TEST_TIME,
  });
  const changed = await store.store.read
    .selectFrom('iam_users')
    .select('password_changed_at')
    .where('account_id', '=', account.id)
    .executeTakeFirstOrThrow();
  assert.equal(changed.password_changed_at, TEST_TIME + 1000);
});

test('requiring a reset leaves the password as it is', async () => {
  const account = await accountWithAlice();
  await create(account, 'Correct horse 1');
  await update(account, { resetRequired: true });
  const profile = await read(account);
  assert.equal(profile.resetRequired, true);
  assert.equal(profile.password, '$plain$Correct horse 1');
  assert.deepEqual(profile.history, []);
});

test('passwords are refused by the policy when they are set and when they are changed', async () => {
  const account = await accountWithAlice();
  const short = awsError('PasswordPolicyViolation', 'Password should have a minimum length of 8');
  await assert.rejects(create(account, 'Short 1'), short);
  await create(account, 'Longer 1');
  await assert.rejects(update(account, { password: 'Short 2' }), short);
  await update(account, { password: 'Longer 2' });
});

test('with reuse prevention 2 the last two passwords are refused and the third is not', async () => {
  const account = await accountWithAlice();
  await account.run(async (work) =>
    putPasswordPolicy(work, await readAccount(work), { PasswordReusePrevention: 2 }),
  );
  await create(account, 'first password');
  await update(account, { password: 'second password' });
  await update(account, { password: 'third password' });
  const refused = awsError(
    'PasswordPolicyViolation',
    'Password does not conform to the account password policy.',
  );
  await assert.rejects(update(account, { password: 'third password' }), refused);
  await assert.rejects(update(account, { password: 'second password' }), refused);
  await update(account, { password: 'first password' });
});

test('at most 24 earlier passwords are kept', async () => {
  const account = await accountWithAlice();
  await create(account, 'Password no 0');
  for (let i = 1; i <= 26; i++) await update(account, { password: `Password no ${i}` });
  const { history } = await read(account);
  assert.equal(history.length, 24);
  assert.equal(history[0], '$plain$Password no 25');
});

test('a deleted login profile leaves nothing of the password behind', async () => {
  const account = await accountWithAlice();
  await create(account, 'Correct horse 1');
  await account.run(async (work) => deleteLoginProfile(work, await alice(work)));
  assert.equal(
    await account.run(async (work) => findLoginProfile(work, await alice(work))),
    undefined,
  );
  await create(account, 'Correct horse 1');
  assert.deepEqual((await read(account)).history, []);
});
