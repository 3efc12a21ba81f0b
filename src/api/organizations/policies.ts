import { type Access, tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { nodeArn } from '../../domain/organizations/arns.ts';
import {
  attachPolicy,
  detachPolicy,
  listAttachments,
} from '../../domain/organizations/attachments.ts';
import {
  type ControlPolicy,
  getControlPolicy,
  listControlPolicies,
} from '../../domain/organizations/control-policies.ts';
import { organizationsError } from '../../domain/organizations/errors.ts';
import {
  getManagedOrganization,
  getOrganization,
  getReadableOrganization,
  type OrganizationRow,
} from '../../domain/organizations/organizations.ts';
import {
  createControlPolicy,
  deleteControlPolicy,
  updateControlPolicy,
} from '../../domain/organizations/policies.ts';
import { nodeType, readTree, readTreeAround, type Tree } from '../../domain/organizations/tree.ts';
import type { Handlers } from '../../wire/index.ts';
import { describePolicy } from './outputs.ts';
import { pageOfAll } from './paging.ts';
import { namedResources } from './resources.ts';

/** Control policies and what they are attached to. */
export const policies = {
  async CreatePolicy(input, { work }) {
    const organization = await getManagedOrganization(work);
    const { Content = '', Description = '', Name = '', Type = '', Tags = [] } = input;
    const policy = await createControlPolicy(work, organization, {
      content: Content,
      description: Description,
      name: Name,
      type: Type,
      tags: Tags.map(({ Key = '', Value = '' }) => ({ Key, Value })),
    });
    return { Policy: describeWhole(policy, organization) };
  },

  async DescribePolicy({ PolicyId: id = '' }, { work }) {
    const organization = await getReadableOrganization(work);
    const policy = await getControlPolicy(work, organization, id);
    return { Policy: describeWhole(policy, organization) };
  },

  async UpdatePolicy(input, { work }) {
    const organization = await getManagedOrganization(work);
    const { PolicyId: id = '', Name: name, Description: description, Content: content } = input;
    const change = { name, description, content };
    const policy = await updateControlPolicy(work, organization, id, change);
    return { Policy: describeWhole(policy, organization) };
  },

  async DeletePolicy({ PolicyId: id = '' }, { work }) {
    await deleteControlPolicy(work, await getManagedOrganization(work), id);
    return {};
  },

  async ListPolicies(input, { work }) {
    const organization = await getReadableOrganization(work);
    const all = await listControlPolicies(work, organization, input.Filter ?? '');
    const { rows, more } = pageOfAll(all, keyOf, input);
    return { Policies: rows.map((policy) => describePolicy(policy, organization)), ...more };
  },

  async AttachPolicy({ PolicyId: id = '', TargetId: target = '' }, { work }) {
    await attachPolicy(work, await getManagedOrganization(work), id, target);
    return {};
  },

  async DetachPolicy({ PolicyId: id = '', TargetId: target = '' }, { work }) {
    await detachPolicy(work, await getManagedOrganization(work), id, target);
    return {};
  },

  async ListPoliciesForTarget(input, { work }) {
    const organization = await getReadableOrganization(work);
    const { TargetId: target = '', Filter: type = '' } = input;
    await readTreeAround(work, organization, target);
    const all = await listControlPolicies(work, organization, type);
    const attached = await listAttachments(work, organization, { target });
    const ids = new Set(attached.map(({ policy_id: id }) => id));
    const present = all.filter(({ id }) => ids.has(id));
    const { rows, more } = pageOfAll(present, keyOf, input);
    return { Policies: rows.map((policy) => describePolicy(policy, organization)), ...more };
  },

  /** None of the types that have effective policies is available: there is none to describe. */
  async DescribeEffectivePolicy({ TargetId: target }, { work, account }) {
    if (target === undefined || target === account) await getOrganization(work);
    else await readTreeAround(work, await getReadableOrganization(work), target);
    throw organizationsError('EffectivePolicyNotFoundException');
  },

  async ListTargetsForPolicy(input, { work }) {
    const organization = await getReadableOrganization(work);
    const { id } = await getControlPolicy(work, organization, input.PolicyId ?? '');
    const found = await readTree(work, organization);
    const attached = await listAttachments(work, organization, { policy: id });
    const { rows, more } = pageOfAll(attached, ({ target_id: target }) => target, input);
    return { Targets: rows.map((row) => describeTarget(found, row.target_id)), ...more };
  },
} satisfies Partial<Handlers<typeof import('@aws-sdk/client-organizations'), Call>>;

interface OfPolicy {
  readonly PolicyId?: string | undefined;
  readonly TargetId?: string | undefined;
}

const onPolicy = {
  resources: ({ PolicyId: id, TargetId: target }: OfPolicy, call: Call) =>
    namedResources(call, id, target),
};

const ofType = (type = '') => ({ 'organizations:policytype': [type] });

export const policiesAccess = {
  CreatePolicy: { keys: ({ Type, Tags }) => ({ ...ofType(Type), ...tagConditionKeys(Tags) }) },
  DescribePolicy: onPolicy,
  UpdatePolicy: onPolicy,
  DeletePolicy: onPolicy,
  ListPolicies: { keys: ({ Filter }) => ofType(Filter) },
  AttachPolicy: onPolicy,
  DetachPolicy: onPolicy,
  ListPoliciesForTarget: { ...onPolicy, keys: ({ Filter }) => ofType(Filter) },
  DescribeEffectivePolicy: {
    resources: ({ TargetId: target }, call) => namedResources(call, target ?? call.account),
    keys: ({ PolicyType: type }) => ofType(type),
  },
  ListTargetsForPolicy: onPolicy,
} satisfies Access<typeof policies>;

/** AWS's own policies come first: no id begins with what is put before theirs, nor with less. */
function keyOf({ id, awsManaged }: ControlPolicy): string {
  return awsManaged ? `-${id}` : id;
}

function describeWhole(policy: ControlPolicy, organization: OrganizationRow) {
  return { PolicySummary: describePolicy(policy, organization), Content: policy.content };
}

function describeTarget(found: Tree, id: string) {
  const name = found.units.get(id)?.name ?? found.accounts.get(id)?.name ?? 'Root';
  const Type = nodeType(found, id);
  const Arn = nodeArn(found.organization, id);
  return { TargetId: id, Arn, Name: name, ...(Type ? { Type } : {}) };
}
