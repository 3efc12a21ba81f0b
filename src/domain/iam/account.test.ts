import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GuardFailed } from '../../store/index.ts';
import { rootPrincipal } from '../principal.ts';
import { createAccessKey } from './access-keys.ts';
import { type AccountRow, readAccount } from './account.ts';
import { createAlias, deleteAlias } from './account-alias.ts';
import { accountSummary } from './account-summary.ts';
import { createGroup } from './groups.ts';
import {
  deletePasswordPolicy,
  getPasswordPolicy,
  type PasswordPolicyInput,
  putPasswordPolicy,
} from './password-policy.ts';
import { subjectOf } from './subject.ts';
import {
  awsError,
  openTestStore,
  plainSecrets,
  type TestAccount,
  type TestStore,
} from './test-support.ts';
import { createUser } from './users.ts';

let store: TestStore;
before(async () => {
  store = await openTestStore();
});
after(async () => await store.close());

const setAlias = async (account: TestAccount, alias: string) =>
  await account.run(async (work) => createAlias(work, await readAccount(work), alias));
const dropAlias = async (account: TestAccount, alias: string) =>
  await account.run(async (work) => deleteAlias(work, await readAccount(work), alias));
const aliasOf = async (account: TestAccount) => (await account.run(readAccount)).alias;

test('a new alias takes the place of the old one, which others may then have', async () => {
  const [here, there] = [await store.account(), await store.account()];
  await setAlias(here, 'one');
  await setAlias(here, 'two');
  assert.equal(await aliasOf(here), 'two');
  await setAlias(there, 'one');
  assert.equal(await aliasOf(there), 'one');
});

test('R140: an alias belongs to one account in the installation', async () => {
  const [here, there] = [await store.account(), await store.account()];
  await setAlias(there, 'taken');
  const refused = awsError('EntityAlreadyExists', 'The account alias taken already exists.');
  await assert.rejects(setAlias(here, 'taken'), refused);
  await assert.rejects(setAlias(there, 'taken'), refused);
});

test('an alias cannot be mistaken for an account ID', async () => {
  const account = await store.account();
  await assert.rejects(
    setAlias(account, '123456789012'),
    awsError(
      'ValidationError',
      'The specified value for accountAlias is invalid. It must not be a 12-digit number.',
    ),
  );
  await setAlias(account, '12345678901');
  assert.equal(await aliasOf(account), '12345678901');
});

test('only the alias that the account has can be deleted', async () => {
  const account = await store.account();
  await setAlias(account, 'mine');
  await assert.rejects(
    dropAlias(account, 'other'),
    awsError('NoSuchEntity', 'The account alias other cannot be found.'),
  );
  await dropAlias(account, 'mine');
  assert.equal(await aliasOf(account), null);
});

test('of two aliases set at the same time only one is kept', async () => {
  const account = await store.account();
  const seen: AccountRow = await account.run(readAccount);
  await account.run((work) => createAlias(work, seen, 'early'));
  await assert.rejects(
    account.run((work) => createAlias(work, seen, 'late')),
    GuardFailed,
  );
});

const putPolicy = async (account: TestAccount, input: PasswordPolicyInput) =>
  await account.run(async (work) => putPasswordPolicy(work, await readAccount(work), input));
const policyOf = async (account: TestAccount) => getPasswordPolicy(await account.run(readAccount));

test('what an update of the password policy leaves out goes back to its default', async () => {
  const account = await store.account();
  await putPolicy(account, {
    MinimumPasswordLength: 14,
    RequireSymbols: true,
    RequireNumbers: true,
    RequireUppercaseCharacters: true,
    RequireLowercaseCharacters: true,
    AllowUsersToChangePassword: true,
    MaxPasswordAge: 90,
    PasswordReusePrevention: 5,
    HardExpiry: true,
  });
  assert.equal((await policyOf(account)).MaxPasswordAge, 90);
  await putPolicy(account, { RequireNumbers: true });
  assert.deepEqual(await policyOf(account), {
    MinimumPasswordLength: 6,
    RequireSymbols: false,
    RequireNumbers: true,
    RequireUppercaseCharacters: false,
    RequireLowercaseCharacters: false,
    AllowUsersToChangePassword: false,
  });
});

test('an account without a password policy of its own has none to show or delete', async () => {
  const account = await store.account();
  const missing = awsError(
    'NoSuchEntity',
    `The Password Policy with domain name ${account.id} cannot be found.`,
  );
  const remove = async () =>
    await account.run(async (work) => deletePasswordPolicy(work, await readAccount(work)));
  await assert.rejects(policyOf(account), missing);
  await assert.rejects(remove(), missing);
  await putPolicy(account, {});
  assert.equal((await policyOf(account)).MinimumPasswordLength, 6);
  await remove();
  await assert.rejects(policyOf(account), missing);
});

test('the summary counts what the account has and names every quota', async () => {
  const account = await store.account();
  const other = await store.account();
  await other.run((work) => createUser(work, { name: 'x', path: '/', boundaryArn: null }));
  const summarize = async () =>
    await account.run(async (work) => accountSummary(work, await readAccount(work)));
  const before = await summarize();
  assert.equal(before.Users, 0);
  assert.equal(before.AccountAccessKeysPresent, 0);
  assert.equal(before.UsersQuota, 5000);
  assert.equal(before.AssumeRolePolicySizeQuota, 2048);
  assert.equal(Object.keys(before).length, 34);
  await account.run((work) => createUser(work, { name: 'a', path: '/', boundaryArn: null }));
  await account.run((work) => createGroup(work, { name: 'g', path: '/' }));
  await account.run(async (work) => {
    const root = rootPrincipal(work.account, 'AKIA');
    await createAccessKey(work, await subjectOf(work, root, undefined), plainSecrets);
  });
  const after = await summarize();
  assert.equal(after.Users, 1);
  assert.equal(after.Groups, 1);
  assert.equal(after.AccountAccessKeysPresent, 1);
  assert.equal(after.AccountPasswordPresent, 0);
});
