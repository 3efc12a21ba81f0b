import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Organizations } from '@aws-sdk/client-organizations';
import { clientsOf } from '../support/clients.ts';
import { deny, policyOf } from '../support/entities.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { gone, settled } from '../support/terraform.ts';

/* What Terraform's AWS provider calls for its resources of Organizations, in its order. */

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(async () => {
  await server?.stop();
});

describe('aws_organizations_*', () => {
  let organizations: Organizations;
  let root = '';
  let unit = '';
  let account = '';
  before(() => {
    organizations = clientsOf(server).organizations;
  });

  it('organization: services and types of policies are enabled one by one', async () => {
    await gone(organizations.describeOrganization({}), 'AWSOrganizationsNotInUseException');
    const FeatureSet = 'ALL';
    const { Organization } = await organizations.createOrganization({ FeatureSet });
    assert.equal(Organization?.FeatureSet, FeatureSet);
    const ServicePrincipal = 'sso.amazonaws.com';
    await organizations.enableAWSServiceAccess({ ServicePrincipal });
    const { Roots = [] } = await organizations.listRoots({});
    root = Roots[0]?.Id ?? '';
    const PolicyType = 'SERVICE_CONTROL_POLICY';
    await organizations.enablePolicyType({ RootId: root, PolicyType });
    const described = await organizations.describeOrganization({});
    assert.deepEqual(
      [described.Organization?.Id, described.Organization?.MasterAccountId],
      [Organization?.Id, server.account],
    );
    const { Accounts } = await organizations.listAccounts({});
    assert.deepEqual(
      Accounts?.map(({ Id, Status, JoinedMethod }) => [Id, Status, JoinedMethod]),
      [[server.account, 'ACTIVE', 'INVITED']],
    );
    const read = await organizations.listRoots({});
    assert.deepEqual(read.Roots?.[0]?.PolicyTypes, [{ Type: PolicyType, Status: 'ENABLED' }]);
    const trusted = await organizations.listAWSServiceAccessForOrganization({});
    assert.equal(trusted.EnabledServicePrincipals?.[0]?.ServicePrincipal, ServicePrincipal);
  });

  it('organizational_unit', async () => {
    const tag = { Key: 'team', Value: 'core' };
    const made = await organizations.createOrganizationalUnit({
      Name: 'Core',
      ParentId: root,
      Tags: [tag],
    });
    unit = made.OrganizationalUnit?.Id ?? '';
    const OrganizationalUnitId = unit;
    const read = await organizations.describeOrganizationalUnit({ OrganizationalUnitId });
    assert.deepEqual(read.OrganizationalUnit, made.OrganizationalUnit);
    const { Parents } = await organizations.listParents({ ChildId: unit });
    assert.deepEqual(Parents, [{ Id: root, Type: 'ROOT' }]);
    assert.deepEqual((await organizations.listAccountsForParent({ ParentId: unit })).Accounts, []);
    const tags = await organizations.listTagsForResource({ ResourceId: unit });
    assert.deepEqual(tags.Tags, [tag]);
    const Name = 'Platform';
    const { OrganizationalUnit } = await organizations.updateOrganizationalUnit({
      OrganizationalUnitId,
      Name,
    });
    assert.equal(OrganizationalUnit?.Name, Name);
  });

  it('account: made, waited for, moved, tagged', async () => {
    const { CreateAccountStatus } = await organizations.createAccount({
      AccountName: 'dev',
      Email: 'dev@example.com',
      IamUserAccessToBilling: 'ALLOW',
      RoleName: 'Admin',
      Tags: [{ Key: 'env', Value: 'dev' }],
    });
    const CreateAccountRequestId = CreateAccountStatus?.Id ?? '';
    const read = async () =>
      (await organizations.describeCreateAccountStatus({ CreateAccountRequestId }))
        .CreateAccountStatus;
    assert.equal(await settled(async () => (await read())?.State), 'SUCCEEDED');
    account = (await read())?.AccountId ?? '';
    await organizations.moveAccount({
      AccountId: account,
      SourceParentId: root,
      DestinationParentId: unit,
    });
    const { Account } = await organizations.describeAccount({ AccountId: account });
    assert.deepEqual(
      [Account?.Name, Account?.Email, Account?.Status, Account?.State, Account?.JoinedMethod],
      ['dev', 'dev@example.com', 'ACTIVE', 'ACTIVE', 'CREATED'],
    );
    const { Parents } = await organizations.listParents({ ChildId: account });
    assert.deepEqual(Parents, [{ Id: unit, Type: 'ORGANIZATIONAL_UNIT' }]);
    await organizations.untagResource({ ResourceId: account, TagKeys: ['env'] });
    await organizations.tagResource({
      ResourceId: account,
      Tags: [{ Key: 'env', Value: 'test' }],
    });
    const { Tags } = await organizations.listTagsForResource({ ResourceId: account });
    assert.deepEqual(Tags, [{ Key: 'env', Value: 'test' }]);
  });

  it('policy and policy_attachment', async () => {
    const made = await organizations.createPolicy({
      Name: 'guard',
      Description: '',
      Type: 'SERVICE_CONTROL_POLICY',
      Content: policyOf(deny('iam:CreateUser')),
    });
    const PolicyId = made.Policy?.PolicySummary?.Id ?? '';
    assert.deepEqual((await organizations.describePolicy({ PolicyId })).Policy, made.Policy);
    await organizations.attachPolicy({ PolicyId, TargetId: unit });
    const { Targets } = await organizations.listTargetsForPolicy({ PolicyId });
    assert.deepEqual(
      Targets?.map(({ TargetId, Type }) => [TargetId, Type]),
      [[unit, 'ORGANIZATIONAL_UNIT']],
    );
    const Content = policyOf(deny('iam:DeleteUser'));
    const changed = await organizations.updatePolicy({ PolicyId, Name: 'guard', Content });
    assert.equal(changed.Policy?.Content, Content);
    await organizations.detachPolicy({ PolicyId, TargetId: unit });
    assert.deepEqual((await organizations.listTargetsForPolicy({ PolicyId })).Targets, []);
    await gone(
      organizations.detachPolicy({ PolicyId, TargetId: unit }),
      'PolicyNotAttachedException',
    );
    await organizations.deletePolicy({ PolicyId });
    await gone(organizations.describePolicy({ PolicyId }), 'PolicyNotFoundException');
    await gone(organizations.listTargetsForPolicy({ PolicyId }), 'PolicyNotFoundException');
  });

  it('delegated_administrator', async () => {
    const one = { AccountId: account, ServicePrincipal: 'sso.amazonaws.com' };
    const { ServicePrincipal } = one;
    await organizations.registerDelegatedAdministrator(one);
    const list = async () =>
      (await organizations.listDelegatedAdministrators({ ServicePrincipal }))
        .DelegatedAdministrators;
    const [found] = (await list()) ?? [];
    assert.deepEqual([found?.Id, found?.JoinedMethod], [account, 'CREATED']);
    assert.ok(found?.DelegationEnabledDate instanceof Date);
    await organizations.deregisterDelegatedAdministrator(one);
    assert.deepEqual(await list(), []);
  });

  it('what is deleted is read as gone', async () => {
    await organizations.removeAccountFromOrganization({ AccountId: account });
    await gone(organizations.describeAccount({ AccountId: account }), 'AccountNotFoundException');
    const OrganizationalUnitId = unit;
    await organizations.deleteOrganizationalUnit({ OrganizationalUnitId });
    await gone(
      organizations.describeOrganizationalUnit({ OrganizationalUnitId }),
      'OrganizationalUnitNotFoundException',
    );
    await organizations.deleteOrganization({});
    await gone(organizations.describeOrganization({}), 'AWSOrganizationsNotInUseException');
  });
});
