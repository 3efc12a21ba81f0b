import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SummaryKeyType } from '@aws-sdk/client-iam';
import { awsError } from '../../domain/iam/test-support.ts';
import type { Principal } from '../../domain/principal.ts';
import { iamAccess, iamOperations } from './index.ts';
import { type ApiAccount, openTestApi, type TestApi } from './test-support.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(async () => await api.close());

const iam = (account: ApiAccount, caller: Principal = account.root) =>
  account.client(caller, iamOperations, iamAccess);

test('the alias is listed, replaced and deleted', async () => {
  const account = await api.account();
  const root = iam(account);
  assert.deepEqual(await root.ListAccountAliases({}), { AccountAliases: [], IsTruncated: false });
  await root.CreateAccountAlias({ AccountAlias: 'example-one' });
  await root.CreateAccountAlias({ AccountAlias: 'example-two' });
  assert.deepEqual((await root.ListAccountAliases({})).AccountAliases, ['example-two']);
  await assert.rejects(
    root.DeleteAccountAlias({ AccountAlias: 'example-one' }),
    awsError('NoSuchEntity', 'The account alias example-one cannot be found.'),
  );
  await root.DeleteAccountAlias({ AccountAlias: 'example-two' });
  assert.deepEqual((await root.ListAccountAliases({})).AccountAliases, []);
});

test('the password policy is put, shown with what follows from it, and deleted', async () => {
  const account = await api.account();
  const root = iam(account);
  const missing = awsError(
    'NoSuchEntity',
    `The Password Policy with domain name ${account.id} cannot be found.`,
  );
  await assert.rejects(root.GetAccountPasswordPolicy({}), missing);
  await root.UpdateAccountPasswordPolicy({ MaxPasswordAge: 90, RequireSymbols: true });
  assert.deepEqual((await root.GetAccountPasswordPolicy({})).PasswordPolicy, {
    MinimumPasswordLength: 6,
    RequireSymbols: true,
    RequireNumbers: false,
    RequireUppercaseCharacters: false,
    RequireLowercaseCharacters: false,
    AllowUsersToChangePassword: false,
    ExpirePasswords: true,
    MaxPasswordAge: 90,
  });
  await root.UpdateAccountPasswordPolicy({});
  const { PasswordPolicy } = await root.GetAccountPasswordPolicy({});
  assert.equal(PasswordPolicy.ExpirePasswords, false);
  assert.equal(PasswordPolicy.MaxPasswordAge, undefined);
  await root.DeleteAccountPasswordPolicy({});
  await assert.rejects(root.DeleteAccountPasswordPolicy({}), missing);
});

test('the summary has every key of the model', async () => {
  const account = await api.account();
  const { SummaryMap } = await iam(account).GetAccountSummary({});
  assert.deepEqual(Object.keys(SummaryMap ?? {}).sort(), Object.keys(SummaryKeyType).sort());
});

test('operations on the account are decided on everything', async () => {
  const account = await api.account();
  await iam(account).CreateUser({ UserName: 'alice' });
  const alice = iam(account, await account.user('alice'));
  const refused = (action: string) => ({
    code: 'AccessDenied',
    message: new RegExp(`^User: \\S+/alice is not authorized to perform: iam:${action} `),
  });
  const alias = { AccountAlias: 'example' };
  await assert.rejects(alice.CreateAccountAlias(alias), refused('CreateAccountAlias'));
  await assert.rejects(alice.DeleteAccountAlias(alias), refused('DeleteAccountAlias'));
  await assert.rejects(alice.ListAccountAliases({}), refused('ListAccountAliases'));
  await assert.rejects(
    alice.UpdateAccountPasswordPolicy({}),
    refused('UpdateAccountPasswordPolicy'),
  );
  await assert.rejects(alice.GetAccountPasswordPolicy({}), refused('GetAccountPasswordPolicy'));
  await assert.rejects(
    alice.DeleteAccountPasswordPolicy({}),
    refused('DeleteAccountPasswordPolicy'),
  );
  await assert.rejects(alice.GetAccountSummary({}), refused('GetAccountSummary'));
  await assert.rejects(
    alice.GetAccountAuthorizationDetails({}),
    refused('GetAccountAuthorizationDetails'),
  );
});
