import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { awsError } from '../../domain/iam/test-support.ts';
import { iamAccess, iamOperations } from './index.ts';
import { encodeDocument } from './outputs.ts';
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

const iam = (account: ApiAccount) => account.client(account.root, iamOperations, iamAccess);

const ALLOW =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
const DENY = ALLOW.replace('Allow', 'Deny');

/** An account with one of everything that the listing shows. */
async function furnished(): Promise<ApiAccount> {
  const account = await api.account();
  const root = iam(account);
  const own = (await root.CreatePolicy({ PolicyName: 'own', PolicyDocument: ALLOW })).Policy?.Arn;
  const PolicyArn = own ?? '';
  await root.CreatePolicyVersion({ PolicyArn, PolicyDocument: DENY });
  await root.CreateUser({
    UserName: 'alice',
    PermissionsBoundary: ADMINISTRATOR_ACCESS,
    Tags: [{ Key: 'team', Value: 'blue' }],
  });
  await root.PutUserPolicy({ UserName: 'alice', PolicyName: 'inline', PolicyDocument: ALLOW });
  await root.AttachUserPolicy({ UserName: 'alice', PolicyArn });
  await root.CreateGroup({ GroupName: 'staff' });
  await root.PutGroupPolicy({ GroupName: 'staff', PolicyName: 'inline', PolicyDocument: DENY });
  await root.AddUserToGroup({ GroupName: 'staff', UserName: 'alice' });
  await root.CreateRole({
    RoleName: 'reader',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${account.id}:root` },
          Action: 'sts:AssumeRole',
        },
      ],
    }),
  });
  await root.AttachRolePolicy({ RoleName: 'reader', PolicyArn: ADMINISTRATOR_ACCESS });
  await root.CreateInstanceProfile({ InstanceProfileName: 'machine' });
  await root.AddRoleToInstanceProfile({ InstanceProfileName: 'machine', RoleName: 'reader' });
  return account;
}

test('users are listed with their groups, policies, boundary and tags', async () => {
  const account = await furnished();
  const details = await iam(account).GetAccountAuthorizationDetails({ Filter: ['User'] });
  const [alice] = details.UserDetailList ?? [];
  assert.deepEqual(
    { ...alice, UserId: undefined, CreateDate: undefined },
    {
      Path: '/',
      UserName: 'alice',
      UserId: undefined,
      Arn: `arn:aws:iam::${account.id}:user/alice`,
      CreateDate: undefined,
      UserPolicyList: [{ PolicyName: 'inline', PolicyDocument: encodeDocument(ALLOW) }],
      GroupList: ['staff'],
      AttachedManagedPolicies: [
        { PolicyName: 'own', PolicyArn: `arn:aws:iam::${account.id}:policy/own` },
      ],
      PermissionsBoundary: {
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: ADMINISTRATOR_ACCESS,
      },
      Tags: [{ Key: 'team', Value: 'blue' }],
    },
  );
  assert.deepEqual(
    [details.GroupDetailList, details.RoleDetailList, details.Policies, details.IsTruncated],
    [[], [], [], false],
  );
});

test('groups and roles are listed with what hangs on them', async () => {
  const account = await furnished();
  const details = await iam(account).GetAccountAuthorizationDetails({ Filter: ['Group', 'Role'] });
  const [staff] = details.GroupDetailList ?? [];
  assert.equal(staff?.GroupName, 'staff');
  assert.deepEqual(staff?.GroupPolicyList, [
    { PolicyName: 'inline', PolicyDocument: encodeDocument(DENY) },
  ]);
  assert.deepEqual(staff?.AttachedManagedPolicies, []);
  const [reader] = details.RoleDetailList ?? [];
  assert.equal(reader?.Arn, `arn:aws:iam::${account.id}:role/reader`);
  assert.equal(Object.hasOwn(reader ?? {}, 'MaxSessionDuration'), false);
  assert.match(reader?.AssumeRolePolicyDocument ?? '', /^%7B%22Version%22/);
  assert.deepEqual(reader?.AttachedManagedPolicies, [
    { PolicyName: 'AdministratorAccess', PolicyArn: ADMINISTRATOR_ACCESS },
  ]);
  assert.deepEqual(reader?.RoleLastUsed, {});
  const [machine] = reader?.InstanceProfileList ?? [];
  assert.equal(machine?.InstanceProfileName, 'machine');
  assert.equal(machine?.Roles?.[0]?.RoleName, 'reader');
});

test('policies are listed with their versions and by how many entities they are used', async () => {
  const account = await furnished();
  const { Policies } = await iam(account).GetAccountAuthorizationDetails({
    Filter: ['LocalManagedPolicy', 'AWSManagedPolicy'],
  });
  const [own, aws] = Policies ?? [];
  assert.equal(own?.PolicyName, 'own');
  assert.equal(own?.DefaultVersionId, 'v1');
  assert.equal(own?.AttachmentCount, 1);
  assert.deepEqual(
    own?.PolicyVersionList?.map((v) => [v.VersionId, v.IsDefaultVersion, v.Document]),
    [
      ['v2', false, encodeDocument(DENY)],
      ['v1', true, encodeDocument(ALLOW)],
    ],
  );
  assert.equal(aws?.Arn, ADMINISTRATOR_ACCESS);
  assert.deepEqual([aws?.AttachmentCount, aws?.PermissionsBoundaryUsageCount], [1, 1]);
  assert.equal(aws?.PolicyVersionList?.[0]?.VersionId, 'v1');
});

test('policies of AWS that the account does not use are not listed', async () => {
  const account = await api.account();
  const details = await iam(account).GetAccountAuthorizationDetails({});
  assert.deepEqual(details.Policies, []);
});

test('pages of one go through all kinds and show each entity once', async () => {
  const account = await furnished();
  const root = iam(account);
  await root.CreateUser({ UserName: 'Bob' });
  const names: (string | undefined)[] = [];
  let Marker: string | undefined;
  do {
    const page = await root.GetAccountAuthorizationDetails({
      MaxItems: 1,
      ...(Marker === undefined ? {} : { Marker }),
    });
    names.push(
      ...(page.UserDetailList ?? []).map((user) => user.UserName),
      ...(page.GroupDetailList ?? []).map((group) => group.GroupName),
      ...(page.RoleDetailList ?? []).map((role) => role.RoleName),
      ...(page.Policies ?? []).map((policy) => policy.PolicyName),
    );
    assert.equal(page.IsTruncated, page.Marker !== undefined);
    Marker = page.Marker;
  } while (Marker !== undefined);
  assert.deepEqual(names, ['alice', 'Bob', 'staff', 'reader', 'own', 'AdministratorAccess']);
});

test('a marker of another listing is refused', async () => {
  const account = await furnished();
  const root = iam(account);
  await root.CreateUser({ UserName: 'bob' });
  const { Marker } = await root.ListUsers({ MaxItems: 1 });
  assert.ok(Marker);
  await assert.rejects(
    root.GetAccountAuthorizationDetails({ Marker }),
    awsError('ValidationError', 'Invalid Marker.'),
  );
});
