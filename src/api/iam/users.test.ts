import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { awsError, refusalOn, TEST_TIME } from '../../domain/iam/test-support.ts';
import type { Principal } from '../../domain/principal.ts';
import { attachmentAccess, attachmentOperations } from './attachments.ts';
import { inlinePolicyAccess, inlinePolicyOperations } from './inline-policies.ts';
import {
  ADMINISTRATOR_ACCESS,
  type ApiAccount,
  openTestApi,
  type TestApi,
} from './test-support.ts';
import { userAccess, userOperations } from './users.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(async () => await api.close());

const users = (account: ApiAccount, caller: Principal = account.root) =>
  account.client(caller, userOperations, userAccess);

test('a user is created with path, boundary and tags, and read back the same', async () => {
  const account = await api.account();
  const { User: created } = await users(account).CreateUser({
    UserName: 'alice',
    Path: '/staff/',
    PermissionsBoundary: ADMINISTRATOR_ACCESS,
    Tags: [{ Key: 'Team', Value: 'blue' }],
  });
  assert.deepEqual(created, {
    Path: '/staff/',
    UserName: 'alice',
    UserId: created?.UserId,
    Arn: `arn:aws:iam::${account.id}:user/staff/alice`,
    CreateDate: new Date(TEST_TIME),
    PermissionsBoundary: {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: ADMINISTRATOR_ACCESS,
    },
    Tags: [{ Key: 'Team', Value: 'blue' }],
  });
  const { User: read } = await users(account).GetUser({ UserName: 'ALICE' });
  assert.deepEqual(read, created);
  const { Users } = await users(account).ListUsers({});
  const { PermissionsBoundary: _, Tags: __, ...listed } = created;
  assert.deepEqual(Users, [listed]);
});

test('a user whose tags or boundary are refused is not created', async () => {
  const account = await api.account();
  const tag = { Key: 'k', Value: 'v' };
  await assert.rejects(
    users(account).CreateUser({ UserName: 'alice', Tags: [tag, { Key: 'K', Value: 'w' }] }),
    awsError(
      'InvalidInput',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ),
  );
  const missing = `arn:aws:iam::${account.id}:policy/missing`;
  await assert.rejects(
    users(account).CreateUser({ UserName: 'alice', PermissionsBoundary: missing }),
    { code: 'NoSuchEntity' },
  );
  assert.deepEqual((await users(account).ListUsers({})).Users, []);
  await users(account).CreateUser({ UserName: 'alice', Tags: [tag] });
});

test('without a name the root user and a user see themselves', async () => {
  const account = await api.account();
  const { User: root } = await users(account).GetUser({});
  assert.deepEqual(root, {
    Path: undefined,
    UserName: undefined,
    UserId: account.id,
    Arn: `arn:aws:iam::${account.id}:root`,
    CreateDate: new Date(TEST_TIME),
  });
  await users(account).CreateUser({ UserName: 'alice' });
  await allow(
    account,
    'alice',
    ['iam:GetUser'],
    [`arn:aws:iam::${account.id}:user/\${aws:username}`],
  );
  const { User: alice } = await users(account, await account.user('alice')).GetUser({});
  assert.equal(alice?.UserName, 'alice');
});

/** Gives the user an inline policy that allows these actions on these resources. */
async function allow(
  account: ApiAccount,
  UserName: string,
  Action: readonly string[],
  Resource: readonly string[],
): Promise<void> {
  const Statement = [{ Effect: 'Allow', Action, Resource }];
  await account.client(account.root, inlinePolicyOperations, inlinePolicyAccess).PutUserPolicy({
    UserName,
    PolicyName: 'allowed',
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
}

const refusal = (account: ApiAccount, action: string, resource: string, asked = resource) =>
  refusalOn(`arn:aws:iam::${account.id}:user/alice`, action, resource, asked);

test('a refused caller does not learn whether a user exists', async () => {
  const account = await api.account();
  for (const UserName of ['alice', 'bob']) await users(account).CreateUser({ UserName });
  const alice = users(account, await account.user('alice'));
  for (const name of ['bob', 'nobody']) {
    const arn = `arn:aws:iam::${account.id}:user/${name}`;
    await assert.rejects(alice.GetUser({ UserName: name }), refusal(account, 'iam:GetUser', arn));
    await assert.rejects(
      alice.DeleteUser({ UserName: name }),
      refusal(account, 'iam:DeleteUser', arn),
    );
  }
});

test('a user is judged by its stored path and letters, and refused by the name asked for', async () => {
  const account = await api.account();
  await users(account).CreateUser({ UserName: 'alice' });
  await users(account).CreateUser({ UserName: 'Bob', Path: '/ops/' });
  const alice = users(account, await account.user('alice'));
  const arn = `arn:aws:iam::${account.id}:user/ops/Bob`;
  const asked = `arn:aws:iam::${account.id}:user/bOB`;
  await assert.rejects(
    alice.GetUser({ UserName: 'bOB' }),
    refusal(account, 'iam:GetUser', arn, asked),
  );
  await allow(account, 'alice', ['iam:GetUser'], [arn]);
  assert.equal((await alice.GetUser({ UserName: 'bOB' })).User.UserName, 'Bob');
});

test('renaming needs the permission for the old and for the new name', async () => {
  const account = await api.account();
  for (const UserName of ['alice', 'bob']) await users(account).CreateUser({ UserName });
  const alice = users(account, await account.user('alice'));
  const named = (name: string) => `arn:aws:iam::${account.id}:user/${name}`;
  await allow(account, 'alice', ['iam:UpdateUser'], [named('bob')]);
  await assert.rejects(
    alice.UpdateUser({ UserName: 'bob', NewUserName: 'bill' }),
    refusal(account, 'iam:UpdateUser', named('bill')),
  );
  await allow(account, 'alice', ['iam:UpdateUser'], [named('bob'), named('b*')]);
  await alice.UpdateUser({ UserName: 'bob', NewUserName: 'bill' });
  assert.equal((await users(account).GetUser({ UserName: 'bill' })).User.UserName, 'bill');
});

test('policies that name the old ARN of a renamed user no longer match', async () => {
  const account = await api.account();
  for (const UserName of ['alice', 'bob']) await users(account).CreateUser({ UserName });
  const bob = `arn:aws:iam::${account.id}:user/bob`;
  await allow(account, 'alice', ['iam:GetUser'], [bob]);
  const alice = users(account, await account.user('alice'));
  await alice.GetUser({ UserName: 'bob' });
  await users(account).UpdateUser({ UserName: 'bob', NewPath: '/moved/' });
  await assert.rejects(
    alice.GetUser({ UserName: 'bob' }),
    refusal(account, 'iam:GetUser', `arn:aws:iam::${account.id}:user/moved/bob`, bob),
  );
});

test('creating a user with tags needs iam:TagUser as well', async () => {
  const account = await api.account();
  await users(account).CreateUser({ UserName: 'alice' });
  const alice = users(account, await account.user('alice'));
  await allow(account, 'alice', ['iam:CreateUser'], ['*']);
  const tagged = { UserName: 'bob', Tags: [{ Key: 'k', Value: 'v' }] };
  await assert.rejects(
    alice.CreateUser(tagged),
    refusal(account, 'iam:TagUser', `arn:aws:iam::${account.id}:user/bob`),
  );
  await alice.CreateUser({ UserName: 'bob' });
  await allow(account, 'alice', ['iam:CreateUser', 'iam:TagUser'], ['*']);
  await alice.CreateUser({ ...tagged, UserName: 'carl' });
});

test('a policy can demand a boundary and tags of new users', async () => {
  const account = await api.account();
  await users(account).CreateUser({ UserName: 'alice' });
  const alice = users(account, await account.user('alice'));
  const condition = {
    StringEquals: {
      'iam:PermissionsBoundary': ADMINISTRATOR_ACCESS,
      'aws:RequestTag/team': 'blue',
    },
    'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] },
  };
  const Statement = [
    { Effect: 'Allow', Action: 'iam:CreateUser', Resource: '*', Condition: condition },
    { Effect: 'Allow', Action: 'iam:TagUser', Resource: '*' },
  ];
  await account.client(account.root, inlinePolicyOperations, inlinePolicyAccess).PutUserPolicy({
    UserName: 'alice',
    PolicyName: 'p',
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
  const good = {
    UserName: 'bob',
    PermissionsBoundary: ADMINISTRATOR_ACCESS,
    Tags: [{ Key: 'team', Value: 'blue' }],
  };
  const refused = refusal(account, 'iam:CreateUser', `arn:aws:iam::${account.id}:user/bob`);
  const { PermissionsBoundary: _, ...unbound } = good;
  await assert.rejects(alice.CreateUser(unbound), refused);
  await assert.rejects(alice.CreateUser({ ...good, Tags: [] }), refused);
  const more = [...good.Tags, { Key: 'other', Value: 'x' }];
  await assert.rejects(alice.CreateUser({ ...good, Tags: more }), refused);
  await alice.CreateUser(good);
});

test('listing is decided on the path that is listed', async () => {
  const account = await api.account();
  await users(account).CreateUser({ UserName: 'alice' });
  await users(account).CreateUser({ UserName: 'bob', Path: '/ops/' });
  const alice = users(account, await account.user('alice'));
  const at = (path: string) => `arn:aws:iam::${account.id}:user${path}`;
  await allow(account, 'alice', ['iam:ListUsers'], [at('/ops/*')]);
  await assert.rejects(alice.ListUsers({}), refusal(account, 'iam:ListUsers', at('/')));
  const { Users } = await alice.ListUsers({ PathPrefix: '/ops/' });
  assert.deepEqual(
    Users?.map((user) => user.UserName),
    ['bob'],
  );
});

test('an attached policy keeps a user from being deleted until it is detached', async () => {
  const account = await api.account();
  const attachments = account.client(account.root, attachmentOperations, attachmentAccess);
  await users(account).CreateUser({ UserName: 'alice' });
  const attachment = { UserName: 'alice', PolicyArn: ADMINISTRATOR_ACCESS };
  await attachments.AttachUserPolicy(attachment);
  await assert.rejects(
    users(account).DeleteUser({ UserName: 'alice' }),
    awsError('DeleteConflict', 'Cannot delete entity, must detach all policies first.'),
  );
  await attachments.DetachUserPolicy(attachment);
  await users(account).DeleteUser({ UserName: 'alice' });
  await assert.rejects(
    users(account).GetUser({ UserName: 'alice' }),
    awsError('NoSuchEntity', 'The user with name alice cannot be found.'),
  );
});
