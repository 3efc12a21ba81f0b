/** Control policies as objects: their texts, types, attachments and limits. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertRefused } from '../support/clients.ts';
import { allow, deny, policyOf } from '../support/entities.ts';
import { type OrganizationWorld, openOrganization } from '../support/organization.ts';

let world: OrganizationWorld;
before(async () => {
  world = await openOrganization();
});
after(() => world?.stop());

const Type = 'SERVICE_CONTROL_POLICY';
const FULL = 'p-FullAWSAccess';
const NO_POLICY = 'p-aaaaaaaaaa';

const refusedWith = (call: Promise<unknown>, code: string, message: string) =>
  assertRefused(call, code, 400, message);

async function reasonOf(call: Promise<unknown>): Promise<unknown> {
  const error: unknown = await call.then(
    () => assert.fail('the call succeeded'),
    (thrown: unknown) => thrown,
  );
  return (error as { Reason?: string }).Reason;
}

const policiesOf = async (TargetId: string) => {
  const listed = await world.admin.organizations.listPoliciesForTarget({ TargetId, Filter: Type });
  return listed.Policies?.map(({ Id }) => Id);
};

describe('policies', () => {
  it('are made, described, changed and deleted', async () => {
    const { organizations } = world.admin;
    const PolicyId = await world.policy('Guard', deny('iam:DeleteUser'));
    assert.match(PolicyId, /^p-[a-z0-9]{10}$/);
    const { Policy } = await organizations.describePolicy({ PolicyId });
    const { account } = world.server;
    assert.deepEqual(Policy, {
      PolicySummary: {
        Id: PolicyId,
        Arn: `arn:aws:organizations::${account}:policy/${world.organizationId}/service_control_policy/${PolicyId}`,
        Name: 'Guard',
        Description: 'about Guard',
        Type,
        AwsManaged: false,
      },
      Content: policyOf(deny('iam:DeleteUser')),
    });
    const Content = policyOf(deny('iam:DeleteRole'));
    const changed = await organizations.updatePolicy({ PolicyId, Content, Name: 'Guards' });
    assert.equal(changed.Policy?.Content, Content);
    assert.equal(changed.Policy?.PolicySummary?.Description, 'about Guard');
    const { Policies = [] } = await organizations.listPolicies({ Filter: Type });
    assert.deepEqual(
      Policies.map(({ Name, AwsManaged }) => [Name, AwsManaged]),
      [
        ['FullAWSAccess', true],
        ['Guards', false],
      ],
    );
    await organizations.deletePolicy({ PolicyId });
    await refusedWith(
      organizations.describePolicy({ PolicyId }),
      'PolicyNotFoundException',
      "We can't find a policy with the PolicyId that you specified.",
    );
  });

  it('of AWS are read and not changed', async () => {
    const { organizations } = world.admin;
    const { Policy } = await organizations.describePolicy({ PolicyId: FULL });
    assert.equal(
      Policy?.PolicySummary?.Arn,
      'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess',
    );
    assert.deepEqual(JSON.parse(Policy?.Content ?? ''), {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    });
    const text = "You specified a policy that is managed by AWS and can't be modified.";
    for (const call of [
      () => organizations.updatePolicy({ PolicyId: FULL, Name: 'Mine' }),
      () => organizations.deletePolicy({ PolicyId: FULL }),
      () => organizations.tagResource({ ResourceId: FULL, Tags: [{ Key: 'a', Value: 'b' }] }),
    ]) {
      await refusedWith(call(), 'InvalidInputException', text);
      assert.equal(await reasonOf(call()), 'IMMUTABLE_POLICY');
    }
  });

  it('are documents of the type, have names of their own and fit', async () => {
    const { organizations } = world.admin;
    const PolicyId = await world.policy('Named', deny('sts:*'));
    await refusedWith(
      world.policy('Named', deny('sts:*')),
      'DuplicatePolicyException',
      'A policy with the specified name and type already exists.',
    );
    await refusedWith(
      organizations.updatePolicy({ PolicyId, Name: 'FullAWSAccess' }),
      'DuplicatePolicyException',
      'A policy with the specified name and type already exists.',
    );
    const create = (Content: string) =>
      organizations.createPolicy({ Name: 'Sized', Description: '', Content, Type });
    for (const content of [
      '{}',
      'no policy',
      policyOf({ ...deny('sts:*'), Principal: '*' }),
      JSON.stringify({ Version: '2008-10-17', Statement: [deny('sts:*')] }),
    ]) {
      await refusedWith(
        create(content),
        'MalformedPolicyDocumentException',
        'The provided policy document does not meet the requirements of the specified policy type.',
      );
    }
    const fits = policyOf(deny('sts:*'));
    const longest = fits + ' '.repeat(5120 - fits.length);
    await refusedWith(
      create(`${longest} `),
      'ConstraintViolationException',
      'You have exceeded the maximum policy size.',
    );
    assert.equal(await reasonOf(create(`${longest} `)), 'POLICY_CONTENT_LIMIT_EXCEEDED');
    const { Policy } = await create(longest);
    assert.equal(Policy?.Content?.length, 5120);
    await refusedWith(
      organizations.updatePolicy({ PolicyId, Content: '{}' }),
      'MalformedPolicyDocumentException',
      'The provided policy document does not meet the requirements of the specified policy type.',
    );
  });

  it('of other types are not available', async () => {
    const { organizations } = world.admin;
    const text =
      "You can't use the specified policy type with the feature set currently enabled for this organization. For example, you can enable SCPs only after you enable all features in the organization.";
    for (const type of ['TAG_POLICY', 'RESOURCE_CONTROL_POLICY'] as const) {
      await refusedWith(
        organizations.enablePolicyType({ RootId: world.rootId, PolicyType: type }),
        'PolicyTypeNotAvailableForOrganizationException',
        text,
      );
      const { Policies } = await organizations.listPolicies({ Filter: type });
      assert.deepEqual(Policies, [], 'programs that look through all types find none of it');
      const of = { TargetId: world.rootId, Filter: type };
      assert.deepEqual((await organizations.listPoliciesForTarget(of)).Policies, []);
    }
  });

  it('of other types are in effect nowhere', async () => {
    const { organizations } = world.admin;
    const effective = (PolicyType: 'TAG_POLICY', TargetId?: string) =>
      organizations.describeEffectivePolicy({ PolicyType, TargetId });
    const none =
      "If you ran this action on the management account, this policy type is not enabled. If you ran the action on a member account, the account doesn't have an effective policy of this type. Contact the administrator of your organization about attaching a policy of this type to the account.";
    for (const TargetId of [undefined, world.server.account, world.rootId]) {
      await refusedWith(
        effective('TAG_POLICY', TargetId),
        'EffectivePolicyNotFoundException',
        none,
      );
    }
    await refusedWith(
      effective('TAG_POLICY', '999988887777'),
      'TargetNotFoundException',
      "We can't find a root, OU, account, or policy with the TargetId that you specified.",
    );
    await refusedWith(
      effective('SERVICE_CONTROL_POLICY' as 'TAG_POLICY'),
      'InvalidInputException',
      'You specified an invalid value.',
    );
  });
});

describe('attachments', () => {
  it('begin with FullAWSAccess on everything, and keep one policy at least', async () => {
    const { organizations } = world.admin;
    const unit = await world.unit('Fresh');
    const account = await world.member('Fresh');
    for (const target of [world.rootId, unit, account]) {
      assert.deepEqual(await policiesOf(target), [FULL]);
    }
    const detach = (PolicyId: string) => organizations.detachPolicy({ PolicyId, TargetId: unit });
    const text =
      'You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.';
    await refusedWith(detach(FULL), 'ConstraintViolationException', text);
    assert.equal(await reasonOf(detach(FULL)), 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED');
    const PolicyId = await world.policy('Instead', allow('iam:*'));
    await organizations.attachPolicy({ PolicyId, TargetId: unit });
    await detach(FULL);
    assert.deepEqual(await policiesOf(unit), [PolicyId]);
    await refusedWith(
      detach(FULL),
      'PolicyNotAttachedException',
      "The policy isn't attached to the specified target in the specified root.",
    );
  });

  it('are one of each policy, and five at most', async () => {
    const { organizations } = world.admin;
    const TargetId = await world.unit('Crowded');
    const attach = (PolicyId: string) => organizations.attachPolicy({ PolicyId, TargetId });
    for (const number of [1, 2, 3, 4]) {
      await attach(await world.policy(`Crowd ${number}`, deny(`sts:Nothing${number}`)));
    }
    const PolicyId = await world.policy('Crowd 5', deny('sts:Nothing5'));
    const text = 'You have attached the maximum number of policies to the specified target.';
    await refusedWith(attach(PolicyId), 'ConstraintViolationException', text);
    assert.equal(await reasonOf(attach(PolicyId)), 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED');
    await refusedWith(
      attach(FULL),
      'DuplicatePolicyAttachmentException',
      'A policy with the specified name and type already exists.',
    );
    await organizations.detachPolicy({ PolicyId: FULL, TargetId });
    await attach(PolicyId);
    const { Targets } = await organizations.listTargetsForPolicy({ PolicyId });
    const arn = `arn:aws:organizations::${world.server.account}:ou/${world.organizationId}/${TargetId}`;
    assert.deepEqual(Targets, [
      { TargetId, Arn: arn, Name: 'Crowded', Type: 'ORGANIZATIONAL_UNIT' },
    ]);
    await refusedWith(
      organizations.deletePolicy({ PolicyId }),
      'PolicyInUseException',
      'The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.',
    );
  });

  it('are of policies and targets that exist', async () => {
    const { organizations } = world.admin;
    const noTarget =
      "We can't find a root, OU, account, or policy with the TargetId that you specified.";
    await Promise.all(
      [
        organizations.attachPolicy({ PolicyId: FULL, TargetId: '999988887777' }),
        organizations.detachPolicy({ PolicyId: FULL, TargetId: 'ou-aaaa-aaaaaaaa' }),
        organizations.listPoliciesForTarget({ TargetId: '999988887777', Filter: Type }),
        organizations.tagResource({ ResourceId: NO_POLICY, Tags: [{ Key: 'a', Value: 'b' }] }),
        organizations.listTagsForResource({ ResourceId: 'r-zzzz' }),
      ].map((call) => refusedWith(call, 'TargetNotFoundException', noTarget)),
    );
    await Promise.all(
      [
        organizations.attachPolicy({ PolicyId: NO_POLICY, TargetId: world.rootId }),
        organizations.listTargetsForPolicy({ PolicyId: NO_POLICY }),
      ].map((call) =>
        refusedWith(
          call,
          'PolicyNotFoundException',
          "We can't find a policy with the PolicyId that you specified.",
        ),
      ),
    );
  });
});

describe('the type of policies', () => {
  it('is enabled once, and loses its attachments when it is disabled', async () => {
    const { organizations } = world.admin;
    const at = { RootId: world.rootId, PolicyType: Type } as const;
    await refusedWith(
      organizations.enablePolicyType(at),
      'PolicyTypeAlreadyEnabledException',
      'The specified policy type is already enabled in the specified root.',
    );
    await refusedWith(
      organizations.disablePolicyType({ ...at, RootId: 'r-zzzz' }),
      'RootNotFoundException',
      "We can't find a root with the RootId that you specified.",
    );
    const PolicyId = await world.policy('Lost', deny('sts:*'));
    await organizations.attachPolicy({ PolicyId, TargetId: world.rootId });
    const { Root } = await organizations.disablePolicyType(at);
    assert.deepEqual(Root?.PolicyTypes, []);
    await Promise.all(
      [
        organizations.disablePolicyType(at),
        organizations.attachPolicy({ PolicyId, TargetId: world.rootId }),
      ].map((call) =>
        refusedWith(
          call,
          'PolicyTypeNotEnabledException',
          'This operation can be performed only for enabled policy types.',
        ),
      ),
    );
    const enabled = await organizations.enablePolicyType(at);
    assert.deepEqual(enabled.Root?.PolicyTypes, [{ Type, Status: 'ENABLED' }]);
    assert.deepEqual(await policiesOf(world.rootId), [FULL]);
  });
});

describe('tags', () => {
  it('are set, replaced, listed and removed', async () => {
    const { organizations } = world.admin;
    const ResourceId = await world.unit('Tagged');
    const tag = (Key: string, Value: string) =>
      organizations.tagResource({ ResourceId, Tags: [{ Key, Value }] });
    await tag('stage', 'test');
    await tag('Stage', 'live');
    await tag('team', 'red');
    const listed = await organizations.listTagsForResource({ ResourceId });
    assert.deepEqual(listed.Tags, [
      { Key: 'Stage', Value: 'live' },
      { Key: 'team', Value: 'red' },
    ]);
    // More than a statement of any database takes values.
    const none = Array.from({ length: 70_000 }, (_, index) => `no${index}`);
    await organizations.untagResource({ ResourceId, TagKeys: ['stage', ...none] });
    const rest = await organizations.listTagsForResource({ ResourceId });
    assert.deepEqual(rest.Tags, [{ Key: 'team', Value: 'red' }]);
    await refusedWith(
      tag('aws:mine', 'x'),
      'InvalidInputException',
      "You specified a tag key that is a system tag. You can't add, edit, or delete system tag keys because they're reserved for AWS use.",
    );
    const many = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
    await refusedWith(
      organizations.tagResource({ ResourceId, Tags: many }),
      'ConstraintViolationException',
      'You have exceeded the number of tags allowed on this resource.',
    );
    await organizations.tagResource({ ResourceId, Tags: many.slice(1) });
  });
});
