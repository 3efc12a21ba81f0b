/** Who may call Organizations on what, and what the event history keeps of it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertRefused, clientsOf } from '../support/clients.ts';
import { allow, makeUser, setUserPolicy } from '../support/entities.ts';
import { type OrganizationWorld, openOrganization } from '../support/organization.ts';
import { call, jsonDraft } from '../support/requests.ts';

const Type = 'SERVICE_CONTROL_POLICY';

let world: OrganizationWorld;
before(async () => {
  world = await openOrganization();
});
after(() => world?.stop());

const arnOf = (type: string, id: string) =>
  `arn:aws:organizations::${world.server.account}:${type}/${world.organizationId}/${id}`;

describe('permissions of Organizations', () => {
  it('name the policy and the target, also those that there are not', async () => {
    const user = await makeUser(world.admin, 'attacher');
    const { organizations } = clientsOf(world.server, user.credentials);
    const unit = await world.unit('Target');
    const policy = await world.policy('Attached', allow('*'));
    const denied = (action: string, arn: string) =>
      `User: ${user.arn} is not authorized to perform: organizations:${action} on resource: ${arn} because no identity-based policy allows the organizations:${action} action`;
    const policyArn = (id: string) => arnOf('policy', `service_control_policy/${id}`);
    const attach = (PolicyId: string, TargetId: string) =>
      organizations.attachPolicy({ PolicyId, TargetId });
    for (const id of [policy, 'p-aaaaaaaaaa']) {
      await assertRefused(
        attach(id, unit),
        'AccessDeniedException',
        400,
        denied('AttachPolicy', policyArn(id)),
      );
    }
    await setUserPolicy(world.admin.iam, 'attacher', [
      allow('organizations:AttachPolicy', policyArn(policy)),
      allow('organizations:AttachPolicy', arnOf('ou', unit)),
    ]);
    await attach(policy, unit);
    for (const [target, arn] of [
      [world.rootId, arnOf('root', world.rootId)],
      [world.server.account, arnOf('account', world.server.account)],
      ['ou-aaaa-aaaaaaaa', arnOf('ou', 'ou-aaaa-aaaaaaaa')],
    ] as const) {
      await assertRefused(
        attach(policy, target),
        'AccessDeniedException',
        400,
        denied('AttachPolicy', arn),
      );
    }
  });

  it('can depend on tags, on the type of policies and on the service', async () => {
    const unit = await world.unit('Owned');
    const Tags = [{ Key: 'owner', Value: 'red' }];
    await world.admin.organizations.tagResource({ ResourceId: unit, Tags });
    const when = (key: string, value: string) => ({
      Condition: { StringEquals: { [key]: value } },
    });
    const user = await makeUser(world.admin, 'conditional', {
      policy: [
        allow(
          'organizations:DescribeOrganizationalUnit',
          '*',
          when('aws:ResourceTag/owner', 'red'),
        ),
        allow('organizations:ListPolicies', '*', when('organizations:PolicyType', Type)),
        allow(
          'organizations:EnableAWSServiceAccess',
          '*',
          when('organizations:ServicePrincipal', 'sso.amazonaws.com'),
        ),
      ],
    });
    const { organizations } = clientsOf(world.server, user.credentials);
    const denied = (action: string, on = '') =>
      `User: ${user.arn} is not authorized to perform: organizations:${action}${on} because no identity-based policy allows the organizations:${action} action`;
    await organizations.describeOrganizationalUnit({ OrganizationalUnitId: unit });
    const other = await world.unit('Unowned');
    await assertRefused(
      organizations.describeOrganizationalUnit({ OrganizationalUnitId: other }),
      'AccessDeniedException',
      400,
      denied('DescribeOrganizationalUnit', ` on resource: ${arnOf('ou', other)}`),
    );
    await organizations.listPolicies({ Filter: Type });
    await assertRefused(
      organizations.listPolicies({ Filter: 'TAG_POLICY' }),
      'AccessDeniedException',
      400,
      denied('ListPolicies'),
    );
    await organizations.enableAWSServiceAccess({ ServicePrincipal: 'sso.amazonaws.com' });
    await assertRefused(
      organizations.enableAWSServiceAccess({ ServicePrincipal: 'config.amazonaws.com' }),
      'AccessDeniedException',
      400,
      denied('EnableAWSServiceAccess'),
    );
  });
});

describe('the event history', () => {
  it('keeps each change, of organizations.amazonaws.com in us-east-1', async () => {
    const TargetId = await world.unit('Noted');
    const PolicyId = await world.policy('Noted', allow('*'));
    await world.admin.organizations.attachPolicy({ PolicyId, TargetId });
    const { Events = [] } = await world.admin.cloudtrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'AttachPolicy' }],
    });
    const events = Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? ''));
    const event = events.find(({ requestParameters }) => requestParameters?.policyId === PolicyId);
    assert.deepEqual(
      [event.eventSource, event.awsRegion, event.readOnly, event.requestParameters],
      [
        'organizations.amazonaws.com',
        'us-east-1',
        false,
        { policyId: PolicyId, targetId: TargetId },
      ],
    );
  });
});

const UNIT = 'ou-aaaa-aaaaaaaa';
const POLICY = 'p-aaaaaaaaaa';
const MEMBER = '111122223333';
const service = { ServicePrincipal: 'config.amazonaws.com' };

/** Each operation with an input, and the node or policy that it is decided on, if any. */
function everyOperation(root: string) {
  const account = { AccountId: MEMBER };
  const unit = { OrganizationalUnitId: UNIT };
  const policy = { PolicyId: POLICY };
  const onAccount = ['account', MEMBER] as const;
  const onRoot = ['root', root] as const;
  const onUnit = ['ou', UNIT] as const;
  const onPolicy = ['policy', `service_control_policy/${POLICY}`] as const;
  const move = { ...account, SourceParentId: root, DestinationParentId: UNIT };
  const Tags = [{ Key: 'a', Value: 'b' }];
  const content = { Name: 'x', Description: '', Content: '{}', Type };
  return [
    ['CreateAccount', { AccountName: 'x', Email: 'x@example.com' }],
    ['DescribeCreateAccountStatus', { CreateAccountRequestId: `car-${'a'.repeat(32)}` }],
    ['ListCreateAccountStatus', {}],
    ['DescribeAccount', account, onAccount],
    ['ListAccounts', {}],
    ['MoveAccount', move, onAccount],
    ['CloseAccount', account, onAccount],
    ['RemoveAccountFromOrganization', account, onAccount],
    ['LeaveOrganization', {}],
    ['CreateOrganization', {}],
    ['DescribeOrganization', {}],
    ['DeleteOrganization', {}, ['organization', '']],
    ['ListRoots', {}],
    ['EnablePolicyType', { RootId: root, PolicyType: Type }, onRoot],
    ['DisablePolicyType', { RootId: root, PolicyType: Type }, onRoot],
    ['CreatePolicy', content],
    ['DescribePolicy', policy, onPolicy],
    ['UpdatePolicy', policy, onPolicy],
    ['DeletePolicy', policy, onPolicy],
    ['ListPolicies', { Filter: Type }],
    ['AttachPolicy', { ...policy, TargetId: root }, onPolicy],
    ['DetachPolicy', { ...policy, TargetId: root }, onPolicy],
    ['ListPoliciesForTarget', { TargetId: root, Filter: Type }, onRoot],
    ['DescribeEffectivePolicy', { PolicyType: 'TAG_POLICY', TargetId: MEMBER }, onAccount],
    ['ListTargetsForPolicy', policy, onPolicy],
    ['TagResource', { ResourceId: UNIT, Tags }, onUnit],
    ['UntagResource', { ResourceId: UNIT, TagKeys: ['a'] }, onUnit],
    ['ListTagsForResource', { ResourceId: UNIT }, onUnit],
    ['CreateOrganizationalUnit', { ParentId: root, Name: 'x' }, onRoot],
    ['DescribeOrganizationalUnit', unit, onUnit],
    ['UpdateOrganizationalUnit', unit, onUnit],
    ['DeleteOrganizationalUnit', unit, onUnit],
    ['ListOrganizationalUnitsForParent', { ParentId: UNIT }, onUnit],
    ['ListAccountsForParent', { ParentId: UNIT }, onUnit],
    ['ListChildren', { ParentId: UNIT, ChildType: 'ACCOUNT' }, onUnit],
    ['ListParents', { ChildId: UNIT }, onUnit],
    ['EnableAWSServiceAccess', service],
    ['DisableAWSServiceAccess', service],
    ['ListAWSServiceAccessForOrganization', {}],
    ['RegisterDelegatedAdministrator', { ...account, ...service }, onAccount],
    ['DeregisterDelegatedAdministrator', { ...account, ...service }, onAccount],
    ['ListDelegatedAdministrators', service],
    ['ListDelegatedServicesForAccount', account, onAccount],
  ] as const;
}

describe('every operation of Organizations', () => {
  it('is refused on its own resource to a caller without permissions', async () => {
    const { server, admin, rootId } = world;
    const nobody = await makeUser(admin, 'nobody');
    for (const [operation, input, on] of everyOperation(rootId)) {
      const draft = jsonDraft(`AWSOrganizationsV20161128.${operation}`, JSON.stringify(input));
      const { status, body } = await call(server.url, draft, nobody.credentials, {
        service: 'organizations',
        region: 'us-east-1',
      });
      const [type, id] = on ?? [];
      const arn =
        type === undefined ? '' : ` on resource: ${arnOf(type, id ?? '').replace(/\/$/, '')}`;
      const action = `organizations:${operation}`;
      const { __type: code, message, Message = message } = JSON.parse(body);
      assert.deepEqual(
        [status, code, Message],
        [
          400,
          'AccessDeniedException',
          `User: ${nobody.arn} is not authorized to perform: ${action}${arn} because no identity-based policy allows the ${action} action`,
        ],
        operation,
      );
    }
  });
});
