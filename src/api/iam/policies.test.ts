import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { awsError, TEST_TIME } from '../../domain/iam/test-support.ts';
import { attachmentAccess, attachmentOperations } from './attachments.ts';
import { boundaryAccess, boundaryOperations } from './boundaries.ts';
import { inlinePolicyAccess, inlinePolicyOperations } from './inline-policies.ts';
import { policyAccess, policyOperations } from './policies.ts';
import { policyVersionAccess, policyVersionOperations } from './policy-versions.ts';
import { tagAccess, tagOperations } from './tags.ts';
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

const operations = {
  ...policyOperations,
  ...policyVersionOperations,
  ...attachmentOperations,
  ...boundaryOperations,
  ...inlinePolicyOperations,
  ...tagOperations,
  ...userOperations,
};
const access = {
  ...policyAccess,
  ...policyVersionAccess,
  ...attachmentAccess,
  ...boundaryAccess,
  ...inlinePolicyAccess,
  ...tagAccess,
  ...userAccess,
};
const iam = (account: ApiAccount) => account.client(account.root, operations, access);

const document = (action: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
  });
const encoded = (text: string): string => encodeURIComponent(text).replaceAll('*', '%2A');

test('a policy is created, read, versioned and deleted', async () => {
  const account = await api.account();
  const { Policy: created } = await iam(account).CreatePolicy({
    PolicyName: 'Read',
    Path: '/team/',
    Description: 'reads',
    PolicyDocument: document('s3:Get*'),
    Tags: [{ Key: 'k', Value: 'v' }],
  });
  const arn = `arn:aws:iam::${account.id}:policy/team/Read`;
  assert.deepEqual(created, {
    PolicyName: 'Read',
    PolicyId: created?.PolicyId,
    Arn: arn,
    Path: '/team/',
    DefaultVersionId: 'v1',
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: new Date(TEST_TIME),
    UpdateDate: new Date(TEST_TIME),
    Description: 'reads',
    Tags: [{ Key: 'k', Value: 'v' }],
  });
  assert.deepEqual((await iam(account).GetPolicy({ PolicyArn: arn })).Policy, created);
  const { Description: _, Tags: __, ...listed } = created;
  const local = await iam(account).ListPolicies({ Scope: 'Local' });
  assert.deepEqual(local.Policies, [listed]);

  const { PolicyVersion: second } = await iam(account).CreatePolicyVersion({
    PolicyArn: arn,
    PolicyDocument: document('s3:*'),
    SetAsDefault: true,
  });
  const version = { VersionId: 'v2', IsDefaultVersion: true, CreateDate: new Date(TEST_TIME) };
  assert.deepEqual(second, version);
  const read = await iam(account).GetPolicyVersion({ PolicyArn: arn, VersionId: 'v2' });
  assert.deepEqual(read.PolicyVersion, { Document: encoded(document('s3:*')), ...version });
  await iam(account).SetDefaultPolicyVersion({ PolicyArn: arn, VersionId: 'v1' });
  const { Versions } = await iam(account).ListPolicyVersions({ PolicyArn: arn });
  assert.deepEqual(
    Versions?.map((one) => [one.VersionId, one.IsDefaultVersion]),
    [
      ['v2', false],
      ['v1', true],
    ],
  );
  await iam(account).DeletePolicyVersion({ PolicyArn: arn, VersionId: 'v2' });
  await iam(account).DeletePolicy({ PolicyArn: arn });
  await assert.rejects(
    iam(account).GetPolicy({ PolicyArn: arn }),
    awsError('NoSuchEntity', `Policy ${arn} was not found.`),
  );
});

test('an AWS managed policy is read, attached and listed, and never changed', async () => {
  const account = await api.account();
  const { Policy } = await iam(account).GetPolicy({ PolicyArn: ADMINISTRATOR_ACCESS });
  assert.deepEqual(
    [Policy?.PolicyName, Policy?.PolicyId, Policy?.DefaultVersionId, Policy?.Tags],
    ['AdministratorAccess', 'ANPAADMINISTRATOR0001', 'v1', []],
  );
  const { PolicyVersion } = await iam(account).GetPolicyVersion({
    PolicyArn: ADMINISTRATOR_ACCESS,
    VersionId: 'v1',
  });
  assert.deepEqual(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? '')), {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  });
  const { User } = await iam(account).CreateUser({ UserName: 'alice' });
  const attached = { UserName: 'alice', PolicyArn: ADMINISTRATOR_ACCESS };
  await iam(account).AttachUserPolicy(attached);
  const entities = await iam(account).ListEntitiesForPolicy({ PolicyArn: ADMINISTRATOR_ACCESS });
  assert.deepEqual(entities, {
    PolicyGroups: [],
    PolicyRoles: [],
    PolicyUsers: [{ UserId: User?.UserId, UserName: 'alice' }],
    IsTruncated: false,
  });
  const { Policies } = await iam(account).ListPolicies({ OnlyAttached: true });
  assert.deepEqual(
    Policies?.map((one) => [one.Arn, one.AttachmentCount]),
    [[ADMINISTRATOR_ACCESS, 1]],
  );
  const { AttachedPolicies } = await iam(account).ListAttachedUserPolicies({ UserName: 'alice' });
  assert.deepEqual(AttachedPolicies, [
    { PolicyName: 'AdministratorAccess', PolicyArn: ADMINISTRATOR_ACCESS },
  ]);
  const outside = awsError('AccessDenied', 'Policy is outside your own account.');
  const PolicyArn = ADMINISTRATOR_ACCESS;
  await assert.rejects(iam(account).DeletePolicy({ PolicyArn }), outside);
  await assert.rejects(
    iam(account).CreatePolicyVersion({ PolicyArn, PolicyDocument: document('*') }),
    outside,
  );
  await assert.rejects(
    iam(account).SetDefaultPolicyVersion({ PolicyArn, VersionId: 'v1' }),
    outside,
  );
  await assert.rejects(iam(account).DeletePolicyVersion({ PolicyArn, VersionId: 'v1' }), outside);
  await assert.rejects(
    iam(account).TagPolicy({ PolicyArn, Tags: [{ Key: 'k', Value: 'v' }] }),
    outside,
  );
  await iam(account).DetachUserPolicy(attached);
});

test('an inline policy is answered with its document percent-encoded', async () => {
  const account = await api.account();
  await iam(account).CreateUser({ UserName: 'Alice' });
  const PolicyDocument = document('s3:Get*');
  await iam(account).PutUserPolicy({ UserName: 'alice', PolicyName: 'p', PolicyDocument });
  assert.deepEqual(await iam(account).GetUserPolicy({ UserName: 'ALICE', PolicyName: 'p' }), {
    UserName: 'Alice',
    PolicyName: 'p',
    PolicyDocument: encoded(PolicyDocument),
  });
  const { PolicyNames } = await iam(account).ListUserPolicies({ UserName: 'alice' });
  assert.deepEqual(PolicyNames, ['p']);
  await iam(account).DeleteUserPolicy({ UserName: 'alice', PolicyName: 'p' });
  await assert.rejects(
    iam(account).GetUserPolicy({ UserName: 'alice', PolicyName: 'p' }),
    awsError('NoSuchEntity', 'The user policy with name p cannot be found.'),
  );
});

test('a boundary is put, replaced and deleted, and deleting none is fine', async () => {
  const account = await api.account();
  await iam(account).CreateUser({ UserName: 'alice' });
  const put = async (PermissionsBoundary: string) =>
    await iam(account).PutUserPermissionsBoundary({ UserName: 'alice', PermissionsBoundary });
  const boundary = async () =>
    (await iam(account).GetUser({ UserName: 'alice' })).User?.PermissionsBoundary
      ?.PermissionsBoundaryArn;
  const missing = `arn:aws:iam::${account.id}:policy/missing`;
  await assert.rejects(
    put(missing),
    awsError('NoSuchEntity', `Scope ARN: ${missing} does not exist or is not attachable.`),
  );
  await put(ADMINISTRATOR_ACCESS);
  assert.equal(await boundary(), ADMINISTRATOR_ACCESS);
  await iam(account).DeleteUserPermissionsBoundary({ UserName: 'alice' });
  await iam(account).DeleteUserPermissionsBoundary({ UserName: 'alice' });
  assert.equal(await boundary(), undefined);
});
