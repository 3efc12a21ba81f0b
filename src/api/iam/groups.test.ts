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

test('a group is shown with its members, page by page', async () => {
  const account = await api.account();
  const root = iam(account);
  const { Group: group } = await root.CreateGroup({ GroupName: 'ops', Path: '/it/' });
  assert.deepEqual(group, {
    Path: '/it/',
    GroupName: 'ops',
    GroupId: group.GroupId,
    Arn: `arn:aws:iam::${account.id}:group/it/ops`,
    CreateDate: new Date(TEST_TIME),
  });
  for (const UserName of ['bob', 'alice']) {
    await root.CreateUser({ UserName });
    await root.AddUserToGroup({ GroupName: 'ops', UserName });
  }
  const first = await root.GetGroup({ GroupName: 'OPS', MaxItems: 1 });
  assert.deepEqual(first.Group, group);
  assert.equal(first.Users[0]?.UserName, 'alice');
  assert.equal(first.IsTruncated, true);
  const second = await root.GetGroup({ GroupName: 'ops', Marker: first.Marker });
  assert.equal(second.Users[0]?.UserName, 'bob');
  assert.deepEqual([second.IsTruncated, second.Marker], [false, undefined]);
  assert.deepEqual((await root.ListGroupsForUser({ UserName: 'bob' })).Groups, [group]);
  assert.deepEqual((await root.ListGroups({ PathPrefix: '/it/' })).Groups, [group]);
});

test('a user may what its groups may, as soon as it is in them and as long', async () => {
  const account = await api.account();
  const root = iam(account);
  await root.CreateUser({ UserName: 'alice' });
  await root.CreateGroup({ GroupName: 'admins' });
  await root.AttachGroupPolicy({ GroupName: 'admins', PolicyArn: ADMINISTRATOR_ACCESS });
  const alice = iam(account, await account.user('alice'));
  await assert.rejects(alice.ListGroups({}), { code: 'AccessDenied' });
  const membership = { GroupName: 'admins', UserName: 'alice' };
  await root.AddUserToGroup(membership);
  await alice.ListGroups({});
  await root.UpdateGroup({ GroupName: 'admins', NewGroupName: 'owners' });
  await alice.ListGroups({});
  await root.RemoveUserFromGroup({ ...membership, GroupName: 'owners' });
  await assert.rejects(alice.ListGroups({}), { code: 'AccessDenied' });
});

test('groups and users that are not there are refused by name', async () => {
  const account = await api.account();
  const root = iam(account);
  await root.CreateGroup({ GroupName: 'ops' });
  const noGroup = awsError('NoSuchEntity', 'The group with name none cannot be found.');
  await assert.rejects(root.GetGroup({ GroupName: 'none' }), noGroup);
  await assert.rejects(root.DeleteGroup({ GroupName: 'none' }), noGroup);
  await assert.rejects(root.UpdateGroup({ GroupName: 'none' }), noGroup);
  await assert.rejects(root.AddUserToGroup({ GroupName: 'none', UserName: 'x' }), noGroup);
  const noUser = awsError('NoSuchEntity', 'The user with name x cannot be found.');
  await assert.rejects(root.AddUserToGroup({ GroupName: 'ops', UserName: 'x' }), noUser);
  await assert.rejects(root.RemoveUserFromGroup({ GroupName: 'ops', UserName: 'x' }), noUser);
  await assert.rejects(root.ListGroupsForUser({ UserName: 'x' }), noUser);
  await root.DeleteGroup({ GroupName: 'ops' });
});

test('each operation on a group is decided on the group, before it is looked for', async () => {
  const account = await api.account();
  const root = iam(account);
  await root.CreateUser({ UserName: 'alice' });
  await root.CreateGroup({ GroupName: 'Ops', Path: '/it/' });
  const alice = iam(account, await account.user('alice'));
  const named = (resource: string) => `arn:aws:iam::${account.id}:${resource}`;
  const refused = (action: string, resource: string, asked = resource) =>
    refusalOn(named('user/alice'), `iam:${action}`, named(resource), named(asked));
  const there = { GroupName: 'oPS', UserName: 'alice' };
  const nowhere = { GroupName: 'none', UserName: 'alice' };
  await assert.rejects(alice.GetGroup(there), refused('GetGroup', 'group/it/Ops', 'group/oPS'));
  await assert.rejects(alice.GetGroup(nowhere), refused('GetGroup', 'group/none'));
  await assert.rejects(
    alice.DeleteGroup(there),
    refused('DeleteGroup', 'group/it/Ops', 'group/oPS'),
  );
  await assert.rejects(
    alice.AddUserToGroup(there),
    refused('AddUserToGroup', 'group/it/Ops', 'group/oPS'),
  );
  await assert.rejects(
    alice.RemoveUserFromGroup(there),
    refused('RemoveUserFromGroup', 'group/it/Ops', 'group/oPS'),
  );
  await assert.rejects(
    alice.UpdateGroup(there),
    refused('UpdateGroup', 'group/it/Ops', 'group/oPS'),
  );
  await assert.rejects(
    alice.CreateGroup({ GroupName: 'new', Path: '/p/' }),
    refused('CreateGroup', 'group/p/new'),
  );
  await assert.rejects(alice.ListGroups({}), refused('ListGroups', 'group/'));
  await assert.rejects(
    alice.ListGroupsForUser({ UserName: 'bob' }),
    refused('ListGroupsForUser', 'user/bob'),
  );
});

test('renaming a group needs the permission for the new name as well', async () => {
  const account = await api.account();
  const root = iam(account);
  await root.CreateUser({ UserName: 'alice' });
  await root.CreateGroup({ GroupName: 'ops' });
  const at = (name: string) => `arn:aws:iam::${account.id}:group/${name}`;
  const allow = async (Resource: readonly string[]) =>
    await root.PutUserPolicy({
      UserName: 'alice',
      PolicyName: 'p',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'iam:UpdateGroup', Resource }],
      }),
    });
  const alice = iam(account, await account.user('alice'));
  await allow([at('ops')]);
  const rename = { GroupName: 'ops', NewGroupName: 'dev' };
  await assert.rejects(alice.UpdateGroup(rename), { code: 'AccessDenied' });
  await allow([at('ops'), at('dev')]);
  await alice.UpdateGroup(rename);
});
