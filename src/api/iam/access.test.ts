import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { refusalOn } from '../../domain/iam/test-support.ts';
import { attachmentAccess, attachmentOperations } from './attachments.ts';
import { boundaryAccess, boundaryOperations } from './boundaries.ts';
import { groupAccess, groupOperations } from './groups.ts';
import { inlinePolicyAccess, inlinePolicyOperations } from './inline-policies.ts';
import { instanceProfileAccess, instanceProfileOperations } from './instance-profiles.ts';
import { policyAccess, policyOperations } from './policies.ts';
import { policyVersionAccess, policyVersionOperations } from './policy-versions.ts';
import { roleAccess, roleOperations } from './roles.ts';
import { tagAccess, tagOperations } from './tags.ts';
import {
  ADMINISTRATOR_ACCESS,
  type ApiAccount,
  openTestApi,
  type TestApi,
} from './test-support.ts';
import { userAccess, userOperations } from './users.ts';

/** What the operations of roles, policies, tags, boundaries and instance profiles ask for. */
const operations = {
  ...roleOperations,
  ...policyOperations,
  ...policyVersionOperations,
  ...inlinePolicyOperations,
  ...attachmentOperations,
  ...boundaryOperations,
  ...tagOperations,
  ...instanceProfileOperations,
};
const access = {
  ...roleAccess,
  ...policyAccess,
  ...policyVersionAccess,
  ...inlinePolicyAccess,
  ...attachmentAccess,
  ...boundaryAccess,
  ...tagAccess,
  ...instanceProfileAccess,
};

let api: TestApi;
let account: ApiAccount;
before(async () => {
  api = await openTestApi();
  account = await fixture();
});
after(async () => await api.close());

const document = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...statement } });
const ALLOW_ALL = document({ Action: '*', Resource: '*' });
const TRUST = document({ Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });
const TAG = { Key: 'Team', Value: 'blue' };

/** An account with user alice, and user bob, a group, a role, a policy and a profile under /t/. */
async function fixture(): Promise<ApiAccount> {
  const made = await api.account();
  const users = made.client(made.root, userOperations, userAccess);
  await users.CreateUser({ UserName: 'alice' });
  await users.CreateUser({ UserName: 'bob', Path: '/t/' });
  await made
    .client(made.root, groupOperations, groupAccess)
    .CreateGroup({ GroupName: 'team', Path: '/t/' });
  const root = made.client(made.root, operations, access);
  await root.CreateRole({ RoleName: 'deploy', Path: '/t/', AssumeRolePolicyDocument: TRUST });
  await root.CreatePolicy({ PolicyName: 'read', Path: '/t/', PolicyDocument: ALLOW_ALL });
  await root.CreateInstanceProfile({ InstanceProfileName: 'web', Path: '/t/' });
  return made;
}

type Operation = keyof typeof operations;

/** Calls an operation as alice. */
async function asAlice(operation: Operation, input: object): Promise<unknown> {
  const client = account.client(await account.user('alice'), operations, access);
  return await client[operation](input as never);
}

/** Lets alice do exactly that. */
async function allow(statement: object): Promise<void> {
  await account.client(account.root, operations, access).PutUserPolicy({
    UserName: 'alice',
    PolicyName: 'allowed',
    PolicyDocument: document(statement),
  });
}

const refusal = (action: string, arn: string, asked = arn) =>
  refusalOn(`arn:aws:iam::${account.id}:user/alice`, action, arn, asked);

/** What is told of an entity under /t/ that a request names without its path. */
const withoutPath = (resource: string): string =>
  resource.replace(/^(user|group|role|instance-profile)\/t\/(?=.)/, '$1/');

const user = { UserName: 'bob' };
const group = { GroupName: 'team' };
const role = { RoleName: 'deploy' };
const profile = { InstanceProfileName: 'web' };
const named = { PolicyName: 'inline', PolicyDocument: ALLOW_ALL };
const ofAws = { PolicyArn: ADMINISTRATOR_ACCESS };
const boundary = { PermissionsBoundary: ADMINISTRATOR_ACCESS };
const tags = { Tags: [TAG], TagKeys: ['Team'] };
const own = () => ({ PolicyArn: `arn:aws:iam::${account.id}:policy/t/read` });

/** Operations by the resource that they are decided on, with an input for each group. */
const table = (): readonly (readonly [string, object, readonly Operation[]])[] => [
  [
    'user/t/bob',
    { ...user, ...named },
    ['PutUserPolicy', 'GetUserPolicy', 'DeleteUserPolicy', 'ListUserPolicies'],
  ],
  [
    'user/t/bob',
    { ...user, ...ofAws },
    ['AttachUserPolicy', 'DetachUserPolicy', 'ListAttachedUserPolicies'],
  ],
  [
    'user/t/bob',
    { ...user, ...boundary },
    ['PutUserPermissionsBoundary', 'DeleteUserPermissionsBoundary'],
  ],
  ['user/t/bob', { ...user, ...tags }, ['TagUser', 'UntagUser', 'ListUserTags']],
  [
    'group/t/team',
    { ...group, ...named },
    ['PutGroupPolicy', 'GetGroupPolicy', 'DeleteGroupPolicy', 'ListGroupPolicies'],
  ],
  [
    'group/t/team',
    { ...group, ...ofAws },
    ['AttachGroupPolicy', 'DetachGroupPolicy', 'ListAttachedGroupPolicies'],
  ],
  [
    'role/t/deploy',
    { ...role, ...named },
    ['PutRolePolicy', 'GetRolePolicy', 'DeleteRolePolicy', 'ListRolePolicies'],
  ],
  [
    'role/t/deploy',
    { ...role, ...ofAws },
    ['AttachRolePolicy', 'DetachRolePolicy', 'ListAttachedRolePolicies'],
  ],
  [
    'role/t/deploy',
    { ...role, ...boundary },
    ['PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary'],
  ],
  ['role/t/deploy', { ...role, ...tags }, ['TagRole', 'UntagRole', 'ListRoleTags']],
  [
    'role/t/deploy',
    { ...role, PolicyDocument: TRUST, Description: 'd' },
    [
      'GetRole',
      'UpdateRole',
      'UpdateRoleDescription',
      'UpdateAssumeRolePolicy',
      'DeleteRole',
      'ListInstanceProfilesForRole',
    ],
  ],
  ['role/new/r', { RoleName: 'r', Path: '/new/', AssumeRolePolicyDocument: TRUST }, ['CreateRole']],
  ['role/t/', { PathPrefix: '/t/' }, ['ListRoles']],
  [
    'policy/t/read',
    { ...own(), VersionId: 'v1', PolicyDocument: ALLOW_ALL },
    [
      'GetPolicy',
      'DeletePolicy',
      'ListEntitiesForPolicy',
      'CreatePolicyVersion',
      'GetPolicyVersion',
      'ListPolicyVersions',
      'SetDefaultPolicyVersion',
      'DeletePolicyVersion',
    ],
  ],
  ['policy/t/read', { ...own(), ...tags }, ['TagPolicy', 'UntagPolicy', 'ListPolicyTags']],
  ['policy/new/p', { PolicyName: 'p', Path: '/new/', PolicyDocument: ALLOW_ALL }, ['CreatePolicy']],
  ['policy/t/', { PathPrefix: '/t/' }, ['ListPolicies']],
  [
    'instance-profile/t/web',
    { ...profile, ...role },
    [
      'GetInstanceProfile',
      'DeleteInstanceProfile',
      'AddRoleToInstanceProfile',
      'RemoveRoleFromInstanceProfile',
    ],
  ],
  [
    'instance-profile/t/web',
    { ...profile, ...tags },
    ['TagInstanceProfile', 'UntagInstanceProfile', 'ListInstanceProfileTags'],
  ],
  [
    'instance-profile/new/p',
    { InstanceProfileName: 'p', Path: '/new/' },
    ['CreateInstanceProfile'],
  ],
  ['instance-profile/t/', { PathPrefix: '/t/' }, ['ListInstanceProfiles']],
];

test('every operation is refused on its own resource to a caller without permissions', async () => {
  const seen = new Set<string>();
  for (const [resource, input, names] of table()) {
    for (const name of names) {
      const arn = `arn:aws:iam::${account.id}:${resource}`;
      const asked = `arn:aws:iam::${account.id}:${withoutPath(resource)}`;
      await assert.rejects(asAlice(name, input), refusal(`iam:${name}`, arn, asked), name);
      seen.add(name);
    }
  }
  assert.deepEqual([...seen].sort(), Object.keys(operations).sort());
});

test('entities that do not exist are refused under the path / and with the name asked for', async () => {
  const cases: readonly (readonly [Operation, object, string])[] = [
    ['GetRole', { RoleName: 'None' }, 'role/None'],
    ['ListUserTags', { UserName: 'None' }, 'user/None'],
    ['ListGroupPolicies', { GroupName: 'None' }, 'group/None'],
    ['GetInstanceProfile', { InstanceProfileName: 'None' }, 'instance-profile/None'],
  ];
  for (const [name, input, resource] of cases) {
    const arn = `arn:aws:iam::${account.id}:${resource}`;
    await assert.rejects(asAlice(name, input), refusal(`iam:${name}`, arn));
    await allow({ Action: `iam:${name}`, Resource: arn });
    await assert.rejects(asAlice(name, input), { code: 'NoSuchEntity' });
  }
});

/** Operations that are allowed under a condition on a key of the request, and its value. */
const conditions = (): readonly (readonly [Operation, object, string, string])[] => {
  const policy: [string, string] = ['iam:PolicyARN', ADMINISTRATOR_ACCESS];
  const bounded: [string, string] = ['iam:PermissionsBoundary', ADMINISTRATOR_ACCESS];
  const newRole = { RoleName: 'r', AssumeRolePolicyDocument: TRUST };
  return [
    ['AttachUserPolicy', { ...user, ...ofAws }, ...policy],
    ['DetachUserPolicy', { ...user, ...ofAws }, ...policy],
    ['AttachGroupPolicy', { ...group, ...ofAws }, ...policy],
    ['DetachGroupPolicy', { ...group, ...ofAws }, ...policy],
    ['AttachRolePolicy', { ...role, ...ofAws }, ...policy],
    ['DetachRolePolicy', { ...role, ...ofAws }, ...policy],
    ['PutUserPermissionsBoundary', { ...user, ...boundary }, ...bounded],
    ['PutRolePermissionsBoundary', { ...role, ...boundary }, ...bounded],
    // From here on bob and deploy have the boundary that the two before gave them.
    ['PutUserPolicy', { ...user, ...named }, ...bounded],
    ['DeleteUserPolicy', { ...user, ...named }, ...bounded],
    ['PutRolePolicy', { ...role, ...named }, ...bounded],
    ['DeleteRolePolicy', { ...role, ...named }, ...bounded],
    ['AttachUserPolicy', { ...user, ...ofAws }, ...bounded],
    ['DetachUserPolicy', { ...user, ...ofAws }, ...bounded],
    ['AttachRolePolicy', { ...role, ...ofAws }, ...bounded],
    ['DetachRolePolicy', { ...role, ...ofAws }, ...bounded],
    ['DeleteUserPermissionsBoundary', user, ...bounded],
    ['DeleteRolePermissionsBoundary', role, ...bounded],
    ['CreateRole', { ...newRole, ...boundary }, ...bounded],
    ['CreateRole', { ...newRole, RoleName: 'r2', Tags: [TAG] }, 'aws:RequestTag/team', 'blue'],
    [
      'CreatePolicy',
      { PolicyName: 'p', PolicyDocument: ALLOW_ALL, Tags: [TAG] },
      'aws:TagKeys',
      'Team',
    ],
    ['CreateInstanceProfile', { InstanceProfileName: 'p', Tags: [TAG] }, 'aws:TagKeys', 'Team'],
    ['TagUser', { ...user, ...tags }, 'aws:RequestTag/Team', 'blue'],
    ['TagRole', { ...role, ...tags }, 'aws:TagKeys', 'Team'],
    ['TagPolicy', { ...own(), ...tags }, 'aws:RequestTag/Team', 'blue'],
    ['TagInstanceProfile', { ...profile, ...tags }, 'aws:TagKeys', 'Team'],
    // From here on all four have the tag.
    ['ListUserTags', user, 'aws:ResourceTag/Team', 'blue'],
    ['GetRole', role, 'aws:ResourceTag/Team', 'blue'],
    ['GetRole', role, 'iam:ResourceTag/Team', 'blue'],
    ['GetPolicy', own(), 'aws:ResourceTag/Team', 'blue'],
    ['GetInstanceProfile', profile, 'aws:ResourceTag/Team', 'blue'],
    ['UntagUser', { ...user, ...tags }, 'aws:TagKeys', 'Team'],
    ['UntagRole', { ...role, ...tags }, 'aws:TagKeys', 'Team'],
    ['UntagPolicy', { ...own(), ...tags }, 'aws:TagKeys', 'Team'],
    ['UntagInstanceProfile', { ...profile, ...tags }, 'aws:TagKeys', 'Team'],
  ];
};

test('condition keys of the request decide', async () => {
  for (const [name, input, key, value] of conditions()) {
    const when = async (expected: string) =>
      await allow({
        Action: [`iam:${name}`, name.startsWith('Create') ? 'iam:Tag*' : `iam:${name}`],
        Resource: '*',
        Condition: { 'ForAnyValue:StringEquals': { [key]: expected } },
      });
    await when('other');
    await assert.rejects(asAlice(name, input), { code: 'AccessDenied' }, `${name} ${key}`);
    await when(value);
    await asAlice(name, input);
  }
});

test('creating with tags needs the permission to tag as well', async () => {
  const cases: readonly (readonly [Operation, object, string, string])[] = [
    [
      'CreateRole',
      { RoleName: 'tagged', AssumeRolePolicyDocument: TRUST },
      'TagRole',
      'role/tagged',
    ],
    [
      'CreatePolicy',
      { PolicyName: 'tagged', PolicyDocument: ALLOW_ALL },
      'TagPolicy',
      'policy/tagged',
    ],
    [
      'CreateInstanceProfile',
      { InstanceProfileName: 'tagged' },
      'TagInstanceProfile',
      'instance-profile/tagged',
    ],
  ];
  for (const [name, input, tagging, resource] of cases) {
    await allow({ Action: `iam:${name}`, Resource: '*' });
    const arn = `arn:aws:iam::${account.id}:${resource}`;
    await assert.rejects(asAlice(name, { ...input, Tags: [TAG] }), refusal(`iam:${tagging}`, arn));
    await asAlice(name, input);
  }
});

test('putting a role into an instance profile needs iam:PassRole for the role', async () => {
  const both = { ...profile, ...role };
  const arn = `arn:aws:iam::${account.id}:role/t/deploy`;
  const refused = refusal('iam:PassRole', arn, `arn:aws:iam::${account.id}:role/deploy`);
  await allow({ Action: 'iam:AddRoleToInstanceProfile', Resource: '*' });
  await assert.rejects(asAlice('AddRoleToInstanceProfile', both), refused);
  await allow({
    Action: ['iam:AddRoleToInstanceProfile', 'iam:PassRole'],
    Resource: '*',
    Condition: { StringEqualsIfExists: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
  });
  await assert.rejects(asAlice('AddRoleToInstanceProfile', both), refused);
  await allow({
    Action: ['iam:AddRoleToInstanceProfile', 'iam:PassRole'],
    Resource: '*',
    Condition: { StringEqualsIfExists: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
  });
  await asAlice('AddRoleToInstanceProfile', both);
});
