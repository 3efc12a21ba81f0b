import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Identitystore } from '@aws-sdk/client-identitystore';
import type { SSOAdmin } from '@aws-sdk/client-sso-admin';
import { identityStoreOf } from '../support/directory.ts';
import { deny, policyOf } from '../support/entities.ts';
import { enableIdentityCenter, makeMember, ssoAdminOf } from '../support/identity-center.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { gone, settled } from '../support/terraform.ts';

/* What Terraform's AWS provider calls for its resources of Identity Center and the directory, in its order. */

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(async () => {
  await server?.stop();
});

describe('aws_ssoadmin_* and aws_identitystore_*', () => {
  let sso: SSOAdmin;
  let store: Identitystore;
  let InstanceArn = '';
  let IdentityStoreId = '';
  let TargetId = '';
  let UserId = '';
  let GroupId = '';
  let PermissionSetArn = '';
  const NOT_FOUND = 'ResourceNotFoundException';

  before(async () => {
    const instance = await enableIdentityCenter(server);
    ({ arn: InstanceArn, identityStoreId: IdentityStoreId } = instance);
    sso = ssoAdminOf(server);
    store = identityStoreOf(server);
    TargetId = (await makeMember(server, 'Target')).account;
  });

  async function provisioned(): Promise<void> {
    const asked = await sso.provisionPermissionSet({
      InstanceArn,
      PermissionSetArn,
      TargetType: 'ALL_PROVISIONED_ACCOUNTS',
    });
    const ProvisionPermissionSetRequestId = asked.PermissionSetProvisioningStatus?.RequestId ?? '';
    const read = async () =>
      (
        await sso.describePermissionSetProvisioningStatus({
          InstanceArn,
          ProvisionPermissionSetRequestId,
        })
      ).PermissionSetProvisioningStatus?.Status;
    assert.equal(await settled(read), 'SUCCEEDED');
  }

  it('data sources: instances, and nobody of an unknown name', async () => {
    const { Instances = [] } = await sso.listInstances({});
    assert.deepEqual(
      Instances.map((one) => [one.InstanceArn, one.IdentityStoreId]),
      [[InstanceArn, IdentityStoreId]],
    );
    const UniqueAttribute = { AttributePath: 'userName', AttributeValue: 'nobody' };
    const AlternateIdentifier = { UniqueAttribute };
    await gone(store.getUserId({ IdentityStoreId, AlternateIdentifier }), NOT_FOUND);
  });

  it('identitystore_user: attributes are unset by null, lists too', async () => {
    const made = await store.createUser({
      IdentityStoreId,
      UserName: 'mina',
      DisplayName: 'Mina',
      Name: { GivenName: 'Mina', FamilyName: 'Kim' },
      Title: 'Engineer',
      Emails: [{ Value: 'mina@example.com', Type: 'work', Primary: true }],
      PhoneNumbers: [{ Value: '+82 2 1234', Type: 'work', Primary: false }],
    });
    UserId = made.UserId ?? '';
    const of = { IdentityStoreId, UserId };
    const Operations = [
      { AttributePath: 'displayName', AttributeValue: 'Mina Kim' },
      { AttributePath: 'name.givenName', AttributeValue: 'Minah' },
      { AttributePath: 'title', AttributeValue: null },
      {
        AttributePath: 'emails',
        AttributeValue: [{ primary: true, type: 'work', value: 'minah@example.com' }],
      },
      { AttributePath: 'phoneNumbers', AttributeValue: null },
    ];
    await store.updateUser({ ...of, Operations });
    const read = await store.describeUser(of);
    assert.deepEqual(
      [read.DisplayName, read.Name, read.Title, read.Emails, read.PhoneNumbers],
      [
        'Mina Kim',
        { GivenName: 'Minah', FamilyName: 'Kim' },
        undefined,
        [{ Value: 'minah@example.com', Type: 'work', Primary: true }],
        undefined,
      ],
    );
  });

  it('identitystore_group and identitystore_group_membership', async () => {
    const made = await store.createGroup({ IdentityStoreId, DisplayName: 'devs' });
    GroupId = made.GroupId ?? '';
    const Operations = [
      { AttributePath: 'description', AttributeValue: 'who writes' },
      { AttributePath: 'displayName', AttributeValue: 'developers' },
    ];
    await store.updateGroup({ IdentityStoreId, GroupId, Operations });
    const group = await store.describeGroup({ IdentityStoreId, GroupId });
    assert.deepEqual([group.DisplayName, group.Description], ['developers', 'who writes']);
    const MemberId = { UserId };
    const joined = await store.createGroupMembership({ IdentityStoreId, GroupId, MemberId });
    const membership = { IdentityStoreId, MembershipId: joined.MembershipId ?? '' };
    const read = await store.describeGroupMembership(membership);
    assert.deepEqual([read.GroupId, read.MemberId], [GroupId, MemberId]);
    await store.deleteGroupMembership(membership);
    await gone(store.describeGroupMembership(membership), NOT_FOUND);
  });

  it('ssoadmin_permission_set with its policies', async () => {
    const made = await sso.createPermissionSet({
      InstanceArn,
      Name: 'Developer',
      Description: 'writes',
      SessionDuration: 'PT2H',
      Tags: [{ Key: 'team', Value: 'core' }],
    });
    PermissionSetArn = made.PermissionSet?.PermissionSetArn ?? '';
    const of = { InstanceArn, PermissionSetArn };
    assert.deepEqual((await sso.describePermissionSet(of)).PermissionSet, made.PermissionSet);
    const tags = await sso.listTagsForResource({ InstanceArn, ResourceArn: PermissionSetArn });
    assert.deepEqual(tags.Tags, [{ Key: 'team', Value: 'core' }]);
    await sso.updatePermissionSet({ ...of, Description: 'reads', SessionDuration: 'PT4H' });
    await provisioned();

    assert.equal((await sso.getInlinePolicyForPermissionSet(of)).InlinePolicy, '');
    const InlinePolicy = policyOf(deny('iam:CreateUser'));
    await sso.putInlinePolicyToPermissionSet({ ...of, InlinePolicy });
    assert.equal((await sso.getInlinePolicyForPermissionSet(of)).InlinePolicy, InlinePolicy);
    await sso.deleteInlinePolicyFromPermissionSet(of);

    const ManagedPolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    await sso.attachManagedPolicyToPermissionSet({ ...of, ManagedPolicyArn });
    const managed = await sso.listManagedPoliciesInPermissionSet(of);
    assert.deepEqual(managed.AttachedManagedPolicies, [
      { Name: 'ReadOnlyAccess', Arn: ManagedPolicyArn },
    ]);
    await sso.detachManagedPolicyFromPermissionSet({ ...of, ManagedPolicyArn });
    await gone(sso.detachManagedPolicyFromPermissionSet({ ...of, ManagedPolicyArn }), NOT_FOUND);

    const CustomerManagedPolicyReference = { Name: 'own', Path: '/team/' };
    const reference = { ...of, CustomerManagedPolicyReference };
    await sso.attachCustomerManagedPolicyReferenceToPermissionSet(reference);
    const own = await sso.listCustomerManagedPolicyReferencesInPermissionSet(of);
    assert.deepEqual(own.CustomerManagedPolicyReferences, [CustomerManagedPolicyReference]);
    await sso.detachCustomerManagedPolicyReferenceFromPermissionSet(reference);

    await gone(sso.getPermissionsBoundaryForPermissionSet(of), NOT_FOUND);
    const PermissionsBoundary = { ManagedPolicyArn };
    await sso.putPermissionsBoundaryToPermissionSet({ ...of, PermissionsBoundary });
    const bounded = await sso.getPermissionsBoundaryForPermissionSet(of);
    assert.deepEqual(bounded.PermissionsBoundary, PermissionsBoundary);
    await sso.deletePermissionsBoundaryFromPermissionSet(of);
  });

  it('ssoadmin_account_assignment: listed, asked for, waited for, and deleted likewise', async () => {
    const of = { InstanceArn, PermissionSetArn };
    const list = async () =>
      (await sso.listAccountAssignments({ ...of, AccountId: TargetId })).AccountAssignments;
    assert.deepEqual(await list(), []);
    const assigned = { ...of, TargetId, TargetType: 'AWS_ACCOUNT' } as const;
    const principal = { PrincipalType: 'GROUP', PrincipalId: GroupId } as const;
    const asked = await sso.createAccountAssignment({ ...assigned, ...principal });
    const creation = asked.AccountAssignmentCreationStatus?.RequestId ?? '';
    const created = async () =>
      (
        await sso.describeAccountAssignmentCreationStatus({
          InstanceArn,
          AccountAssignmentCreationRequestId: creation,
        })
      ).AccountAssignmentCreationStatus?.Status;
    assert.equal(await settled(created), 'SUCCEEDED');
    assert.deepEqual(await list(), [{ AccountId: TargetId, PermissionSetArn, ...principal }]);
    await sso.updatePermissionSet({ ...of, Description: 'writes' });
    await provisioned();
    await gone(sso.deletePermissionSet(of), 'ConflictException');
    const deletion = await sso.deleteAccountAssignment({ ...assigned, ...principal });
    const AccountAssignmentDeletionRequestId =
      deletion.AccountAssignmentDeletionStatus?.RequestId ?? '';
    const deleted = async () =>
      (
        await sso.describeAccountAssignmentDeletionStatus({
          InstanceArn,
          AccountAssignmentDeletionRequestId,
        })
      ).AccountAssignmentDeletionStatus?.Status;
    assert.equal(await settled(deleted), 'SUCCEEDED');
    assert.deepEqual(await list(), []);
  });

  it('ssoadmin_instance_access_control_attributes', async () => {
    const describe = () => sso.describeInstanceAccessControlAttributeConfiguration({ InstanceArn });
    await gone(describe(), NOT_FOUND);
    const AccessControlAttributes = [
      { Key: 'dept', Value: { Source: [`\${path:enterprise.department}`] } },
    ];
    const InstanceAccessControlAttributeConfiguration = { AccessControlAttributes };
    const input = { InstanceArn, InstanceAccessControlAttributeConfiguration };
    await sso.createInstanceAccessControlAttributeConfiguration(input);
    await sso.updateInstanceAccessControlAttributeConfiguration(input);
    const { Status, InstanceAccessControlAttributeConfiguration: read } = await describe();
    assert.deepEqual([Status, read], ['ENABLED', InstanceAccessControlAttributeConfiguration]);
    await sso.deleteInstanceAccessControlAttributeConfiguration({ InstanceArn });
    await gone(describe(), NOT_FOUND);
  });

  it('what is deleted is read as gone', async () => {
    const of = { InstanceArn, PermissionSetArn };
    await sso.deletePermissionSet(of);
    await gone(sso.describePermissionSet(of), NOT_FOUND);
    await gone(sso.listManagedPoliciesInPermissionSet(of), NOT_FOUND);
    await gone(sso.listAccountAssignments({ ...of, AccountId: TargetId }), NOT_FOUND);
    await store.deleteGroup({ IdentityStoreId, GroupId });
    await gone(store.describeGroup({ IdentityStoreId, GroupId }), NOT_FOUND);
    await store.deleteUser({ IdentityStoreId, UserId });
    await gone(store.describeUser({ IdentityStoreId, UserId }), NOT_FOUND);
  });
});
