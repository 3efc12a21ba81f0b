import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { awsError, TEST_TIME } from '../../domain/iam/test-support.ts';
import { instanceProfileAccess, instanceProfileOperations } from './instance-profiles.ts';
import { roleAccess, roleOperations } from './roles.ts';
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

const roles = (account: ApiAccount) => account.client(account.root, roleOperations, roleAccess);
const profiles = (account: ApiAccount) =>
  account.client(account.root, instanceProfileOperations, instanceProfileAccess);

const trust = (principal: unknown): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
  });
const EC2 = trust({ Service: 'ec2.amazonaws.com' });

test('a role is created with everything it can have, and read back the same', async () => {
  const account = await api.account();
  const { Role: created } = await roles(account).CreateRole({
    RoleName: 'Deploy',
    Path: '/ci/',
    AssumeRolePolicyDocument: trust({ AWS: account.id }),
    Description: 'ships',
    MaxSessionDuration: 7200,
    PermissionsBoundary: ADMINISTRATOR_ACCESS,
    Tags: [{ Key: 'Team', Value: 'blue' }],
  });
  const shown = trust({ AWS: `arn:aws:iam::${account.id}:root` });
  assert.deepEqual(created, {
    Path: '/ci/',
    RoleName: 'Deploy',
    RoleId: created?.RoleId,
    Arn: `arn:aws:iam::${account.id}:role/ci/Deploy`,
    CreateDate: new Date(TEST_TIME),
    AssumeRolePolicyDocument: encodeURIComponent(shown).replaceAll('*', '%2A'),
    Description: 'ships',
    MaxSessionDuration: 7200,
    PermissionsBoundary: {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: ADMINISTRATOR_ACCESS,
    },
    Tags: [{ Key: 'Team', Value: 'blue' }],
  });
  const { Role: read } = await roles(account).GetRole({ RoleName: 'DEPLOY' });
  assert.deepEqual(read, { ...created, RoleLastUsed: {} });
  const { Roles } = await roles(account).ListRoles({});
  const { PermissionsBoundary: _, Tags: __, ...listed } = created;
  assert.deepEqual(Roles, [listed]);
});

test('a role whose trust policy, boundary or tags are refused is not created', async () => {
  const account = await api.account();
  const create = async (members: object) =>
    await roles(account).CreateRole({ RoleName: 'r', AssumeRolePolicyDocument: EC2, ...members });
  const nobody = `arn:aws:iam::${account.id}:user/nobody`;
  await assert.rejects(
    create({ AssumeRolePolicyDocument: trust({ AWS: nobody }) }),
    awsError('MalformedPolicyDocument', `Invalid principal in policy: "AWS":"${nobody}"`),
  );
  await assert.rejects(
    create({ PermissionsBoundary: `arn:aws:iam::${account.id}:policy/missing` }),
    { code: 'NoSuchEntity' },
  );
  await assert.rejects(create({ Tags: [{ Key: 'aws:x', Value: '' }] }), { code: 'InvalidInput' });
  assert.deepEqual((await roles(account).ListRoles({})).Roles, []);
  const { Role } = await create({});
  assert.equal('Tags' in Role, false);
});

test('a role can trust itself no sooner than it exists', async () => {
  const account = await api.account();
  const self = trust({ AWS: `arn:aws:iam::${account.id}:role/r` });
  await assert.rejects(
    roles(account).CreateRole({ RoleName: 'r', AssumeRolePolicyDocument: self }),
    { code: 'MalformedPolicyDocument' },
  );
  await roles(account).CreateRole({ RoleName: 'r', AssumeRolePolicyDocument: EC2 });
  await roles(account).UpdateAssumeRolePolicy({ RoleName: 'r', PolicyDocument: self });
  const { Role } = await roles(account).GetRole({ RoleName: 'r' });
  assert.equal(decodeURIComponent(Role.AssumeRolePolicyDocument ?? ''), self);
});

test('description and session duration are updated', async () => {
  const account = await api.account();
  await roles(account).CreateRole({ RoleName: 'r', AssumeRolePolicyDocument: EC2 });
  const { Role } = await roles(account).UpdateRoleDescription({
    RoleName: 'r',
    Description: 'new',
  });
  assert.equal(Role?.Description, 'new');
  await roles(account).UpdateRole({ RoleName: 'r', MaxSessionDuration: 43_200 });
  const { Role: read } = await roles(account).GetRole({ RoleName: 'r' });
  assert.deepEqual([read.Description, read.MaxSessionDuration], ['new', 43_200]);
});

test('an instance profile shows its role', async () => {
  const account = await api.account();
  const { Role } = await roles(account).CreateRole({
    RoleName: 'r',
    AssumeRolePolicyDocument: EC2,
  });
  const { InstanceProfile: created } = await profiles(account).CreateInstanceProfile({
    InstanceProfileName: 'web',
    Path: '/prod/',
    Tags: [{ Key: 'k', Value: 'v' }],
  });
  assert.deepEqual(created, {
    Path: '/prod/',
    InstanceProfileName: 'web',
    InstanceProfileId: created.InstanceProfileId,
    Arn: `arn:aws:iam::${account.id}:instance-profile/prod/web`,
    CreateDate: new Date(TEST_TIME),
    Roles: [],
    Tags: [{ Key: 'k', Value: 'v' }],
  });
  const both = { InstanceProfileName: 'web', RoleName: 'r' };
  await profiles(account).AddRoleToInstanceProfile(both);
  const read = await profiles(account).GetInstanceProfile({ InstanceProfileName: 'web' });
  assert.deepEqual(read.InstanceProfile, { ...created, Roles: [Role] });
  const { Tags: _, ...listed } = { ...created, Roles: [Role] };
  const { InstanceProfiles: all } = await profiles(account).ListInstanceProfiles({});
  assert.deepEqual(all, [listed]);
  const ofRole = await profiles(account).ListInstanceProfilesForRole({ RoleName: 'r' });
  assert.deepEqual(ofRole.InstanceProfiles, [listed]);

  await assert.rejects(roles(account).DeleteRole({ RoleName: 'r' }), { code: 'DeleteConflict' });
  await profiles(account).RemoveRoleFromInstanceProfile(both);
  await profiles(account).DeleteInstanceProfile({ InstanceProfileName: 'web' });
  await roles(account).DeleteRole({ RoleName: 'r' });
  await assert.rejects(
    roles(account).GetRole({ RoleName: 'r' }),
    awsError('NoSuchEntity', 'The role with name r cannot be found.'),
  );
});
