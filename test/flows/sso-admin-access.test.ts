import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { SSOAdmin } from '@aws-sdk/client-sso-admin';
import { assertRefused, clientsOf } from '../support/clients.ts';
import { allow, deny, type MadeUser, makeUser, setUserPolicy } from '../support/entities.ts';
import {
  assertGatehouseRefused,
  type EnabledInstance,
  enableIdentityCenter,
  gatehouse,
  ssoAdminOf,
} from '../support/identity-center.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let instance: EnabledInstance;
let permissionSet = '';
let nobody: MadeUser;
let half: MadeUser;

before(async () => {
  server = await startTestServer();
  instance = await enableIdentityCenter(server);
  const { PermissionSet } = await ssoAdminOf(server).createPermissionSet({
    InstanceArn: instance.arn,
    Name: 'Set',
  });
  permissionSet = PermissionSet?.PermissionSetArn ?? '';
  const admin = clientsOf(server);
  nobody = await makeUser(admin, 'nobody');
  half = await makeUser(admin, 'half', { policy: allow('sso:*', instance.arn) });
});
after(async () => {
  await server?.stop();
});

/** The text for a caller whom no policy allows it. */
function refusal(who: MadeUser, action: string, resource?: string): string {
  const on = resource === undefined ? '' : ` on resource: ${resource}`;
  return `User: ${who.arn} is not authorized to perform: ${action}${on} because no identity-based policy allows the ${action} action`;
}

type Operation = keyof SSOAdmin;

/** Calls an operation by its name in the client. */
async function ask(who: MadeUser, operation: Operation, input: object): Promise<unknown> {
  const client = ssoAdminOf(server, who.credentials);
  const call = client[operation] as (input: object) => Promise<unknown>;
  return await call.call(client, input);
}

const actionOf = (operation: string) =>
  `sso:${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;

const reference = { CustomerManagedPolicyReference: { Name: 'p' } };
const ManagedPolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const attributes = {
  InstanceAccessControlAttributeConfiguration: { AccessControlAttributes: [] },
};

const onNothing: readonly [Operation, object][] = [
  ['createInstance', {}],
  ['listInstances', {}],
];
const AccountId = '111122223333';
const request = '00000000-0000-4000-8000-000000000000';
const assignment = {
  TargetId: AccountId,
  TargetType: 'AWS_ACCOUNT',
  PrincipalType: 'USER',
  PrincipalId: request,
};
const onInstance: readonly [Operation, object][] = [
  ['describeAccountAssignmentCreationStatus', { AccountAssignmentCreationRequestId: request }],
  ['describeAccountAssignmentDeletionStatus', { AccountAssignmentDeletionRequestId: request }],
  ['listAccountAssignmentCreationStatus', {}],
  ['listAccountAssignmentDeletionStatus', {}],
  ['listAccountAssignmentsForPrincipal', { PrincipalId: request, PrincipalType: 'USER' }],
  ['describePermissionSetProvisioningStatus', { ProvisionPermissionSetRequestId: request }],
  ['listPermissionSetProvisioningStatus', {}],
  ['listPermissionSetsProvisionedToAccount', { AccountId }],
  ['describeInstance', {}],
  ['updateInstance', { Name: 'n' }],
  ['deleteInstance', {}],
  ['createPermissionSet', { Name: 'Other' }],
  ['listPermissionSets', {}],
  ['createInstanceAccessControlAttributeConfiguration', attributes],
  ['describeInstanceAccessControlAttributeConfiguration', {}],
  ['updateInstanceAccessControlAttributeConfiguration', attributes],
  ['deleteInstanceAccessControlAttributeConfiguration', {}],
];
const onPermissionSet: readonly [Operation, object][] = [
  ['createAccountAssignment', assignment],
  ['deleteAccountAssignment', assignment],
  ['listAccountAssignments', { AccountId }],
  ['provisionPermissionSet', { TargetType: 'AWS_ACCOUNT', TargetId: AccountId }],
  ['listAccountsForProvisionedPermissionSet', {}],
  ['describePermissionSet', {}],
  ['updatePermissionSet', { Description: 'd' }],
  ['deletePermissionSet', {}],
  ['putInlinePolicyToPermissionSet', { InlinePolicy: '{}' }],
  ['getInlinePolicyForPermissionSet', {}],
  ['deleteInlinePolicyFromPermissionSet', {}],
  ['attachManagedPolicyToPermissionSet', { ManagedPolicyArn }],
  ['detachManagedPolicyFromPermissionSet', { ManagedPolicyArn }],
  ['listManagedPoliciesInPermissionSet', {}],
  ['attachCustomerManagedPolicyReferenceToPermissionSet', reference],
  ['detachCustomerManagedPolicyReferenceFromPermissionSet', reference],
  ['listCustomerManagedPolicyReferencesInPermissionSet', {}],
  ['putPermissionsBoundaryToPermissionSet', { PermissionsBoundary: { ManagedPolicyArn } }],
  ['getPermissionsBoundaryForPermissionSet', {}],
  ['deletePermissionsBoundaryFromPermissionSet', {}],
];
const onTagged: readonly [Operation, object][] = [
  ['listTagsForResource', {}],
  ['tagResource', { Tags: [{ Key: 'k', Value: 'v' }] }],
  ['untagResource', { TagKeys: ['k'] }],
];

describe('operations of sso-admin ask the caller’s policies', () => {
  for (const [operation, input] of onNothing) {
    it(`${operation}, on no resource`, async () => {
      const text = refusal(nobody, actionOf(operation));
      await assertRefused(ask(nobody, operation, input), 'AccessDeniedException', 400, text);
    });
  }

  for (const [operation, input] of [...onInstance, ...onPermissionSet]) {
    it(`${operation}, on the instance`, async () => {
      const given = { InstanceArn: instance.arn, PermissionSetArn: permissionSet, ...input };
      const text = refusal(nobody, actionOf(operation), instance.arn);
      await assertRefused(ask(nobody, operation, given), 'AccessDeniedException', 400, text);
    });
  }

  for (const [operation, input] of onPermissionSet) {
    it(`${operation}, on the permission set`, async () => {
      const given = { InstanceArn: instance.arn, PermissionSetArn: permissionSet, ...input };
      const text = refusal(half, actionOf(operation), permissionSet);
      await assertRefused(ask(half, operation, given), 'AccessDeniedException', 400, text);
    });
  }

  for (const [operation, input] of onTagged) {
    it(`${operation}, on what is tagged`, async () => {
      for (const ResourceArn of [instance.arn, permissionSet]) {
        const text = refusal(nobody, actionOf(operation), ResourceArn);
        const call = ask(nobody, operation, { ResourceArn, ...input });
        await assertRefused(call, 'AccessDeniedException', 400, text);
      }
    });
  }

  it('with the tags of the request', async () => {
    const admin = clientsOf(server);
    const user = await makeUser(admin, 'tagger');
    const tagging = (key: string) =>
      ask(user, 'createPermissionSet', {
        InstanceArn: instance.arn,
        Name: `Tagged${key}`,
        Tags: [{ Key: key, Value: 'v' }],
      });
    const condition = { Condition: { StringEquals: { 'aws:RequestTag/good': 'v' } } };
    await setUserPolicy(admin.iam, user.name, allow('sso:CreatePermissionSet', '*', condition));
    const text = refusal(user, 'sso:CreatePermissionSet', instance.arn);
    await assertRefused(tagging('bad'), 'AccessDeniedException', 400, text);
    await tagging('good');
  });
});

describe('operations of gatehouse on Identity Center ask the caller’s policies', () => {
  it('EnableIdentityCenter, on no resource', async () => {
    const refused = await gatehouse(server, 'EnableIdentityCenter', {}, nobody.credentials);
    const text = refusal(nobody, 'gatehouse:EnableIdentityCenter');
    assertGatehouseRefused(refused, 'AccessDeniedException', text);
  });

  for (const operation of ['DescribeIdentityCenter', 'UpdateIdentityCenterSettings']) {
    it(`${operation}, on the instance`, async () => {
      const input = { InstanceArn: instance.arn };
      const refused = await gatehouse(server, operation, input, nobody.credentials);
      const text = refusal(nobody, `gatehouse:${operation}`, instance.arn);
      assertGatehouseRefused(refused, 'AccessDeniedException', text);
      assert.equal((await gatehouse(server, operation, input)).status, 200);
    });
  }

  it('by the tags of instance and permission set', async () => {
    const Tags = [{ Key: 'locked', Value: 'yes' }];
    const sso = ssoAdminOf(server);
    await sso.tagResource({ ResourceArn: instance.arn, Tags });
    await sso.tagResource({ ResourceArn: permissionSet, Tags });
    const locked = { Condition: { StringEquals: { 'aws:ResourceTag/locked': 'yes' } } };
    const policy = [allow('gatehouse:*'), deny('gatehouse:*', '*', locked)];
    const user = await makeUser(clientsOf(server), 'locked-out', { policy });
    const { arn: InstanceArn } = instance;
    const ofSet = { InstanceArn, PermissionSetArn: permissionSet, AccountId: server.account };
    const asked = [
      ['UpdateIdentityCenterSettings', InstanceArn, { InstanceArn }],
      ['ListOrphanedAssignments', InstanceArn, { InstanceArn }],
      ['DescribeProvisionedPermissionSet', permissionSet, ofSet],
    ] as const;
    for (const [operation, resource, input] of asked) {
      const refused = await gatehouse(server, operation, input, user.credentials);
      const text = `User: ${user.arn} is not authorized to perform: gatehouse:${operation} on resource: ${resource} with an explicit deny in an identity-based policy`;
      assertGatehouseRefused(refused, 'AccessDeniedException', text);
    }
    await sso.untagResource({ ResourceArn: instance.arn, TagKeys: ['locked'] });
    await sso.untagResource({ ResourceArn: permissionSet, TagKeys: ['locked'] });
    const open = await gatehouse(
      server,
      'ListOrphanedAssignments',
      { InstanceArn },
      user.credentials,
    );
    assert.equal(open.status, 200);
  });
});
