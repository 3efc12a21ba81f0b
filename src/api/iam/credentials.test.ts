import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { awsError, refusalOn, TEST_TIME } from '../../domain/iam/test-support.ts';
import type { Principal } from '../../domain/principal.ts';
import { iamAccess, iamOperations } from './index.ts';
import {
  ADMINISTRATOR_ACCESS,
  type ApiAccount,
  openTestApi,
  type TestApi,
} from './test-support.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(async () => await api.close());

const iam = (account: ApiAccount, caller: Principal = account.root) =>
  account.client(caller, iamOperations, iamAccess);

/** An account with the administrator `admin` and the user `alice`, who may nothing. */
async function accountWithUsers(): Promise<ApiAccount> {
  const account = await api.account();
  const root = iam(account);
  for (const UserName of ['admin', 'alice']) await root.CreateUser({ UserName });
  await root.AttachUserPolicy({ UserName: 'admin', PolicyArn: ADMINISTRATOR_ACCESS });
  return account;
}

test('a new key shows its secret once', async () => {
  const account = await accountWithUsers();
  const root = iam(account);
  const { AccessKey: key } = await root.CreateAccessKey({ UserName: 'alice' });
  assert.deepEqual(key, {
    UserName: 'alice',
    AccessKeyId: key.AccessKeyId,
    Status: 'Active',
    SecretAccessKey: key.SecretAccessKey,
    CreateDate: new Date(TEST_TIME),
  });
  assert.equal(key.SecretAccessKey?.length, 40);
  const { SecretAccessKey: _, ...metadata } = key;
  const listed = await root.ListAccessKeys({ UserName: 'alice' });
  assert.deepEqual(listed, { AccessKeyMetadata: [metadata], IsTruncated: false });
});

test('a key is turned off by Inactive; Expired cannot be set', async () => {
  const account = await accountWithUsers();
  const root = iam(account);
  const { AccessKey } = await root.CreateAccessKey({ UserName: 'alice' });
  const key = { UserName: 'alice', AccessKeyId: AccessKey.AccessKeyId ?? '' };
  await assert.rejects(
    root.UpdateAccessKey({ ...key, Status: 'Expired' }),
    awsError('InvalidInput', 'The status Expired cannot be set for an access key.'),
  );
  await root.UpdateAccessKey({ ...key, Status: 'Inactive' });
  const { AccessKeyMetadata } = await root.ListAccessKeys({ UserName: 'alice' });
  assert.equal(AccessKeyMetadata[0]?.Status, 'Inactive');
  await root.DeleteAccessKey(key);
  await assert.rejects(
    root.DeleteAccessKey(key),
    awsError('NoSuchEntity', `The Access Key with id ${key.AccessKeyId} cannot be found.`),
  );
});

test('the keys of the root user are for the root user only', async () => {
  const account = await accountWithUsers();
  const root = iam(account);
  const { AccessKey } = await root.CreateAccessKey({});
  assert.equal(AccessKey.UserName, undefined);
  const AccessKeyId = AccessKey.AccessKeyId ?? '';
  const admin = iam(account, await account.user('admin'));
  assert.deepEqual((await admin.ListAccessKeys({})).AccessKeyMetadata, []);
  await assert.rejects(
    admin.DeleteAccessKey({ AccessKeyId }),
    awsError('NoSuchEntity', `The Access Key with id ${AccessKeyId} cannot be found.`),
  );
  await assert.rejects(admin.UpdateAccessKey({ AccessKeyId, Status: 'Inactive' }), {
    code: 'NoSuchEntity',
  });
  await root.DeleteAccessKey({ AccessKeyId });
});

test('without a name a user manages its own keys, where a policy lets it', async () => {
  const account = await accountWithUsers();
  const alice = iam(account, await account.user('alice'));
  const self = `arn:aws:iam::${account.id}:user/alice`;
  await assert.rejects(
    alice.CreateAccessKey({}),
    awsError(
      'AccessDenied',
      `User: ${self} is not authorized to perform: iam:CreateAccessKey on resource: ${self} because no identity-based policy allows the iam:CreateAccessKey action`,
    ),
  );
  await iam(account).PutUserPolicy({
    UserName: 'alice',
    PolicyName: 'own-keys',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'iam:*AccessKey*', Resource: self }],
    }),
  });
  const { AccessKey } = await alice.CreateAccessKey({});
  assert.equal(AccessKey.UserName, 'alice');
  await assert.rejects(alice.CreateAccessKey({ UserName: 'admin' }), { code: 'AccessDenied' });
  const AccessKeyId = AccessKey.AccessKeyId ?? '';
  const used = await alice.GetAccessKeyLastUsed({ AccessKeyId });
  assert.equal(used.UserName, 'alice');
});

test('the last use of a key is told; of a key that nobody has, access is refused', async () => {
  const account = await accountWithUsers();
  const root = iam(account);
  const { AccessKey } = await root.CreateAccessKey({ UserName: 'alice' });
  const AccessKeyId = AccessKey.AccessKeyId ?? '';
  assert.deepEqual(await root.GetAccessKeyLastUsed({ AccessKeyId }), {
    UserName: 'alice',
    AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' },
  });
  await account.run((work) =>
    work.write(
      work.read
        .updateTable('access_keys')
        .set({ last_used_at: TEST_TIME, last_used_service: 'sts', last_used_region: 'us-east-1' })
        .where('access_key_id', '=', AccessKeyId),
    ),
  );
  assert.deepEqual((await root.GetAccessKeyLastUsed({ AccessKeyId })).AccessKeyLastUsed, {
    LastUsedDate: new Date(TEST_TIME),
    ServiceName: 'sts',
    Region: 'us-east-1',
  });
  const other = await accountWithUsers();
  const foreign = (await iam(other).CreateAccessKey({})).AccessKey.AccessKeyId ?? '';
  for (const id of ['AKIANOBODYHASTHISKEY', foreign]) {
    await assert.rejects(
      root.GetAccessKeyLastUsed({ AccessKeyId: id }),
      awsError(
        'AccessDenied',
        `User: arn:aws:iam::${account.id}:root is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key ${id}`,
      ),
    );
  }
  const rootKey = (await root.CreateAccessKey({})).AccessKey.AccessKeyId ?? '';
  assert.deepEqual(await root.GetAccessKeyLastUsed({ AccessKeyId: rootKey }), {
    AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' },
  });
});

test('a login profile is created, read, changed and deleted', async () => {
  const account = await accountWithUsers();
  const root = iam(account);
  const Password = 'Correct horse 1';
  const { LoginProfile } = await root.CreateLoginProfile({
    UserName: 'alice',
    Password,
    PasswordResetRequired: true,
  });
  assert.deepEqual(LoginProfile, {
    UserName: 'alice',
    CreateDate: new Date(TEST_TIME),
    PasswordResetRequired: true,
  });
  await root.UpdateLoginProfile({ UserName: 'alice', PasswordResetRequired: false });
  const read = await root.GetLoginProfile({ UserName: 'Alice' });
  assert.deepEqual(read.LoginProfile, { ...LoginProfile, PasswordResetRequired: false });
  await root.UpdateLoginProfile({ UserName: 'alice', Password: 'Correct horse 2' });
  await root.DeleteLoginProfile({ UserName: 'alice' });
  await assert.rejects(
    root.GetLoginProfile({ UserName: 'alice' }),
    awsError('NoSuchEntity', 'Login Profile for User alice cannot be found.'),
  );
});

test('a login profile needs a password and a user', async () => {
  const account = await accountWithUsers();
  const root = iam(account);
  await assert.rejects(
    root.CreateLoginProfile({ UserName: 'alice' }),
    awsError(
      'ValidationError',
      "1 validation error detected: Value null at 'password' failed to satisfy constraint: Member must not be null",
    ),
  );
  await assert.rejects(
    root.CreateLoginProfile({ Password: 'Correct horse 1' }),
    awsError('ValidationError', 'Must specify userName when calling with non-User credentials'),
  );
  const admin = iam(account, await account.user('admin'));
  const { LoginProfile } = await admin.CreateLoginProfile({ Password: 'Correct horse 1' });
  assert.equal(LoginProfile.UserName, 'admin');
});

test('operations on credentials are decided on their user, before it is looked for', async () => {
  const account = await accountWithUsers();
  const alice = iam(account, await account.user('alice'));
  const named = (resource: string) => `arn:aws:iam::${account.id}:${resource}`;
  const refused = (action: string, resource: string, asked = named(resource)) =>
    refusalOn(named('user/alice'), `iam:${action}`, named(resource), asked);
  for (const UserName of ['admin', 'none']) {
    const on = (action: string) => refused(action, `user/${UserName}`);
    const key = { UserName, AccessKeyId: 'AKIANOBODYHASTHISKEY' };
    const password = { UserName, Password: 'Correct horse 1' };
    await assert.rejects(alice.CreateAccessKey({ UserName }), on('CreateAccessKey'));
    await assert.rejects(alice.DeleteAccessKey(key), on('DeleteAccessKey'));
    await assert.rejects(
      alice.UpdateAccessKey({ ...key, Status: 'Active' }),
      on('UpdateAccessKey'),
    );
    await assert.rejects(alice.ListAccessKeys({ UserName }), on('ListAccessKeys'));
    await assert.rejects(alice.CreateLoginProfile(password), on('CreateLoginProfile'));
    await assert.rejects(alice.GetLoginProfile({ UserName }), on('GetLoginProfile'));
    await assert.rejects(alice.UpdateLoginProfile(password), on('UpdateLoginProfile'));
    await assert.rejects(alice.DeleteLoginProfile({ UserName }), on('DeleteLoginProfile'));
  }
  const { AccessKey } = await iam(account).CreateAccessKey({ UserName: 'admin' });
  await assert.rejects(
    alice.GetAccessKeyLastUsed({ AccessKeyId: AccessKey.AccessKeyId ?? '' }),
    refused('GetAccessKeyLastUsed', 'user/admin', '*'),
  );
});
