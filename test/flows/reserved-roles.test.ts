import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Assigned, type Workforce, workforceOf } from '../support/assignments.ts';
import { assertRefused, type Clients, clientsOf } from '../support/clients.ts';
import {
  enableIdentityCenter,
  gatehouse,
  type Member,
  makeMember,
} from '../support/identity-center.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let workforce: Workforce;
let dev: Member;
let prod: Member;
let ann = '';
let set = '';

before(async () => {
  server = await startTestServer();
  workforce = workforceOf(server, await enableIdentityCenter(server));
  dev = await makeMember(server, 'dev');
  prod = await makeMember(server, 'prod');
  ann = await workforce.user('ann');
  set = await workforce.permissionSet('Admin', allow('s3:GetObject'));
  for (const { account } of [dev, prod]) {
    assert.equal((await workforce.assign(toAnn(account))).Status, 'SUCCEEDED');
  }
});

after(async () => {
  await server?.stop();
});

function allow(Action: string) {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] };
}

function toAnn(TargetId: string): Assigned {
  return { PermissionSetArn: set, PrincipalId: ann, TargetId, PrincipalType: 'USER' };
}

async function roleIn({ clients }: Member) {
  const { Roles = [] } = await clients.iam.listRoles({ PathPrefix: '/aws-reserved/' });
  assert.equal(Roles.length, 1);
  const [{ RoleName = '', RoleId = '', Arn = '' } = {}] = Roles;
  return { RoleName, RoleId, Arn };
}

async function providerIn({ clients }: Member): Promise<string> {
  const { SAMLProviderList = [] } = await clients.iam.listSAMLProviders({});
  assert.equal(SAMLProviderList.length, 1);
  return SAMLProviderList[0]?.Arn ?? '';
}

async function inlineOf({ clients }: Member): Promise<unknown> {
  const { RoleName } = await roleIn({ clients } as Member);
  const { PolicyDocument = '' } = await clients.iam.getRolePolicy({
    RoleName,
    PolicyName: 'AwsSSOInlinePolicy',
  });
  return JSON.parse(decodeURIComponent(PolicyDocument));
}

const POLICY = JSON.stringify(allow('*'));
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** Every operation of IAM that changes a role, or hands it on. */
const roleChanges: Readonly<
  Record<string, (iam: Clients['iam'], name: string) => Promise<unknown>>
> = {
  DeleteRole: (iam, RoleName) => iam.deleteRole({ RoleName }),
  UpdateRole: (iam, RoleName) => iam.updateRole({ RoleName, MaxSessionDuration: 3600 }),
  UpdateRoleDescription: (iam, RoleName) =>
    iam.updateRoleDescription({ RoleName, Description: 'mine' }),
  UpdateAssumeRolePolicy: (iam, RoleName) =>
    iam.updateAssumeRolePolicy({
      RoleName,
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
      }),
    }),
  PutRolePolicy: (iam, RoleName) =>
    iam.putRolePolicy({ RoleName, PolicyName: 'x', PolicyDocument: POLICY }),
  DeleteRolePolicy: (iam, RoleName) =>
    iam.deleteRolePolicy({ RoleName, PolicyName: 'AwsSSOInlinePolicy' }),
  AttachRolePolicy: (iam, RoleName) => iam.attachRolePolicy({ RoleName, PolicyArn: ADMINISTRATOR }),
  DetachRolePolicy: (iam, RoleName) => iam.detachRolePolicy({ RoleName, PolicyArn: ADMINISTRATOR }),
  PutRolePermissionsBoundary: (iam, RoleName) =>
    iam.putRolePermissionsBoundary({ RoleName, PermissionsBoundary: ADMINISTRATOR }),
  DeleteRolePermissionsBoundary: (iam, RoleName) => iam.deleteRolePermissionsBoundary({ RoleName }),
  TagRole: (iam, RoleName) => iam.tagRole({ RoleName, Tags: [{ Key: 'a', Value: 'b' }] }),
  UntagRole: (iam, RoleName) => iam.untagRole({ RoleName, TagKeys: ['a'] }),
  AddRoleToInstanceProfile: (iam, RoleName) =>
    iam.addRoleToInstanceProfile({ RoleName, InstanceProfileName: 'profile' }),
};

describe('R025: a role of Identity Center', () => {
  const protectedRole = (name: string) =>
    `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS.`;

  it('is changed by no operation of IAM, not for root either', async () => {
    await dev.clients.iam.createInstanceProfile({ InstanceProfileName: 'profile' });
    const root = clientsOf(server, await server.makeRootKey(dev.account));
    const { RoleName } = await roleIn(dev);
    for (const { iam } of [dev.clients, root]) {
      for (const change of Object.values(roleChanges)) {
        const text = protectedRole(RoleName);
        await assertRefused(change(iam, RoleName), 'UnmodifiableEntity', 400, text);
      }
    }
    const service = 'AWSServiceRoleForSSO';
    await assertRefused(
      root.iam.deleteRole({ RoleName: service }),
      'UnmodifiableEntity',
      400,
      protectedRole(service),
    );
    assert.deepEqual(await inlineOf(dev), allow('s3:GetObject'));
  });

  it('is read as every other', async () => {
    const { iam } = dev.clients;
    const { RoleName } = await roleIn(dev);
    assert.equal((await iam.getRole({ RoleName })).Role?.RoleName, RoleName);
    assert.deepEqual((await iam.listRolePolicies({ RoleName })).PolicyNames, [
      'AwsSSOInlinePolicy',
    ]);
    assert.deepEqual((await iam.listRoleTags({ RoleName })).Tags, []);
  });

  it('nobody makes one', async () => {
    const { iam } = dev.clients;
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${dev.account}:root` },
          Action: 'sts:AssumeRole',
        },
      ],
    });
    const Path = '/aws-reserved/sso.amazonaws.com/';
    await assertRefused(
      iam.createRole({ RoleName: 'mine', Path, AssumeRolePolicyDocument }),
      'InvalidInput',
      400,
      `Path ${Path} is reserved for roles that AWS services create.`,
    );
    const RoleName = 'AWSReservedSSO_Admin_0123456789abcdef';
    await assertRefused(
      iam.createRole({ RoleName, AssumeRolePolicyDocument }),
      'InvalidInput',
      400,
      `Role name ${RoleName} is reserved for roles that AWS services create.`,
    );
    await iam.createRole({ RoleName: 'mine', AssumeRolePolicyDocument });
    await iam.deleteRole({ RoleName: 'mine' });
  });
});

describe("Identity Center's SAML provider", () => {
  it('is changed by no operation of IAM, and nobody makes one', async () => {
    const { iam } = dev.clients;
    const SAMLProviderArn = await providerIn(dev);
    const name = SAMLProviderArn.slice(SAMLProviderArn.lastIndexOf('/') + 1);
    const { SAMLMetadataDocument = '' } = await iam.getSAMLProvider({ SAMLProviderArn });
    const changes = [
      () => iam.deleteSAMLProvider({ SAMLProviderArn }),
      () => iam.updateSAMLProvider({ SAMLProviderArn, SAMLMetadataDocument }),
      () => iam.tagSAMLProvider({ SAMLProviderArn, Tags: [{ Key: 'a', Value: 'b' }] }),
      () => iam.untagSAMLProvider({ SAMLProviderArn, TagKeys: ['a'] }),
    ];
    for (const change of changes) {
      await assertRefused(
        change(),
        'UnmodifiableEntity',
        400,
        `Cannot perform the operation on the protected SAML provider '${name}' - this provider is only modifiable by AWS.`,
      );
    }
    const Name = 'AWSSSO_0123456789abcdef_DO_NOT_DELETE';
    await assertRefused(
      iam.createSAMLProvider({ Name, SAMLMetadataDocument }),
      'InvalidInput',
      400,
      `Provider name ${Name} is reserved for providers that AWS services create.`,
    );
    const mine = await iam.createSAMLProvider({ Name: 'mine', SAMLMetadataDocument });
    await iam.deleteSAMLProvider({ SAMLProviderArn: mine.SAMLProviderArn });
  });
});

describe('R026: provisioning again', () => {
  const standing = async (status?: 'LATEST_PERMISSION_SET_NOT_PROVISIONED') =>
    (
      await workforce.sso.listAccountsForProvisionedPermissionSet({
        InstanceArn: workforce.instance.arn,
        PermissionSetArn: set,
        ...(status === undefined ? {} : { ProvisioningStatus: status }),
      })
    ).AccountIds;
  const both = () => [dev.account, prod.account].sort();

  it('a change is shown as a difference, and pushed to one account or to all; the role stays', async () => {
    const InstanceArn = workforce.instance.arn;
    const before = await roleIn(dev);
    assert.deepEqual(await standing('LATEST_PERMISSION_SET_NOT_PROVISIONED'), []);
    await workforce.sso.putInlinePolicyToPermissionSet({
      InstanceArn,
      PermissionSetArn: set,
      InlinePolicy: JSON.stringify(allow('s3:PutObject')),
    });
    assert.deepEqual(await standing('LATEST_PERMISSION_SET_NOT_PROVISIONED'), both());
    assert.deepEqual(await inlineOf(dev), allow('s3:GetObject'), 'until it is provisioned');
    const named = { InstanceArn, PermissionSetArn: set, AccountId: dev.account };
    const { body } = await gatehouse(server, 'DescribeProvisionedPermissionSet', named);
    assert.equal(body.RoleArn, before.Arn);
    assert.deepEqual(
      [body.Outdated, body.Differences],
      [
        true,
        [
          {
            Member: 'InlinePolicy',
            Provisioned: JSON.stringify(allow('s3:GetObject')),
            Current: JSON.stringify(allow('s3:PutObject')),
          },
        ],
      ],
    );
    assert.equal(await workforce.provision(set, dev.account), 'SUCCEEDED');
    assert.deepEqual(await inlineOf(dev), allow('s3:PutObject'));
    assert.deepEqual(await standing('LATEST_PERMISSION_SET_NOT_PROVISIONED'), [prod.account]);
    assert.equal(await workforce.provision(set), 'SUCCEEDED');
    assert.deepEqual(await inlineOf(prod), allow('s3:PutObject'));
    assert.deepEqual(await roleIn(dev), before);
    assert.deepEqual(await standing(), both());
    const after = await gatehouse(server, 'DescribeProvisionedPermissionSet', named);
    assert.deepEqual([after.body.Outdated, after.body.Differences], [false, []]);
  });

  it('is listed by account, and its requests are listed', async () => {
    const InstanceArn = workforce.instance.arn;
    const { PermissionSets } = await workforce.sso.listPermissionSetsProvisionedToAccount({
      InstanceArn,
      AccountId: dev.account,
      ProvisioningStatus: 'LATEST_PERMISSION_SET_PROVISIONED',
    });
    assert.deepEqual(PermissionSets, [set]);
    const { PermissionSetsProvisioningStatus: requests = [] } =
      await workforce.sso.listPermissionSetProvisioningStatus({ InstanceArn });
    assert.deepEqual(
      requests.map(({ Status }) => Status),
      ['SUCCEEDED', 'SUCCEEDED'],
    );
  });

  it('PROV-011: is refused where nobody is assigned, and without a target', async () => {
    const InstanceArn = workforce.instance.arn;
    await assertRefused(
      workforce.provision(set, server.account),
      'ResourceNotFoundException',
      400,
      `Permission set ${set.slice(set.lastIndexOf('/') + 1)} is not provisioned to account ${server.account}`,
    );
    const asked = { InstanceArn, PermissionSetArn: set };
    await assertRefused(
      workforce.sso.provisionPermissionSet({ ...asked, TargetType: 'AWS_ACCOUNT' }),
      'ValidationException',
      400,
      'TargetId is required when TargetType is AWS_ACCOUNT.',
    );
    await assertRefused(
      workforce.sso.provisionPermissionSet({
        ...asked,
        TargetType: 'ALL_PROVISIONED_ACCOUNTS',
        TargetId: dev.account,
      }),
      'ValidationException',
      400,
      'TargetId must not be given when TargetType is ALL_PROVISIONED_ACCOUNTS.',
    );
  });

  it('is told in the history of the account that the role is in', async () => {
    const { cloudtrail } = dev.clients;
    for (const name of ['CreateRole', 'UpdateRole']) {
      const { Events = [] } = await cloudtrail.lookupEvents({
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }],
      });
      const records = Events.map(({ CloudTrailEvent = '{}' }) => JSON.parse(CloudTrailEvent));
      const own = records.find(
        ({ userIdentity }) => userIdentity.invokedBy === 'sso.amazonaws.com',
      );
      assert.equal(own?.requestParameters.roleName, (await roleIn(dev)).RoleName, name);
    }
  });
});

describe('R060: a delegated administrator', () => {
  const TEXT =
    'You cannot delete/modify/remove/assign access to permission sets provisioned in the management account';

  it('is kept from the management account, and from what is provisioned there', async () => {
    const InstanceArn = workforce.instance.arn;
    await clientsOf(server).organizations.registerDelegatedAdministrator({
      AccountId: dev.account,
      ServicePrincipal: 'sso.amazonaws.com',
    });
    const top = await workforce.permissionSet('Top');
    const assigned = {
      PrincipalId: ann,
      PrincipalType: 'USER',
      TargetType: 'AWS_ACCOUNT',
    } as const;
    const ofManagement = {
      InstanceArn,
      PermissionSetArn: top,
      TargetId: server.account,
      ...assigned,
    } as const;
    const { sso } = dev;
    await assertRefused(
      sso.createAccountAssignment(ofManagement),
      'AccessDeniedException',
      400,
      TEXT,
    );
    const inProd = { ...ofManagement, TargetId: prod.account };
    await sso.createAccountAssignment(inProd);
    assert.equal(
      (await workforce.assign({ ...toAnn(server.account), PermissionSetArn: top })).Status,
      'SUCCEEDED',
    );
    const asked = {
      InstanceArn,
      PermissionSetArn: top,
      TargetType: 'ALL_PROVISIONED_ACCOUNTS',
    } as const;
    await Promise.all(
      [
        sso.createAccountAssignment(inProd),
        sso.deleteAccountAssignment(inProd),
        sso.provisionPermissionSet(asked),
      ].map((call) => assertRefused(call, 'AccessDeniedException', 400, TEXT)),
    );
    const { PermissionSetProvisioningStatus } = await sso.provisionPermissionSet({
      ...asked,
      PermissionSetArn: set,
    });
    assert.equal(PermissionSetProvisioningStatus?.Status, 'IN_PROGRESS');
  });
});
