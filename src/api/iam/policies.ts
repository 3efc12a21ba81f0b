import { iamArn } from '../../base/arn.ts';
import { type Access, type AccessResource, tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { pageMembers } from '../../domain/iam/paging.ts';
import {
  createPolicy,
  deletePolicy,
  getAnyPolicy,
  getOwnPolicy,
  policyArn,
} from '../../domain/iam/policies.ts';
import { listPolicyEntities, type PolicyEntity } from '../../domain/iam/policy-entities.ts';
import { listPolicies } from '../../domain/iam/policy-listing.ts';
import { policyUsage } from '../../domain/iam/policy-usage.ts';
import { setTags } from '../../domain/iam/tags.ts';
import { tagList, tagsOf } from '../../domain/tags.ts';
import type { Handlers } from '../../wire/index.ts';
import { policyDetail, policyOutput } from './policy-output.ts';
import { policyResource } from './role-resources.ts';

/** Managed policies: the account's own and AWS's. */
export const policyOperations = {
  async CreatePolicy(input, call) {
    const { work } = call;
    const tags = input.Tags ?? [];
    const row = await createPolicy(work, {
      name: input.PolicyName,
      path: input.Path ?? '/',
      description: input.Description ?? null,
      document: input.PolicyDocument,
    });
    await setTags(work, row.policy_id, tags, 'Policy');
    const policy = { of: 'customer', arn: policyArn(work, row), row } as const;
    return { Policy: policyDetail({ policy, usage: { attachments: 0, boundaries: 0 } }, tags) };
  },

  async GetPolicy(input, call) {
    const { work } = call;
    const policy = await getAnyPolicy(work, call.managedPolicies, input.PolicyArn);
    const usage = await policyUsage(work, policy.arn);
    const tags = policy.of === 'customer' ? tagList(await tagsOf(work, policy.row.policy_id)) : [];
    return { Policy: policyDetail({ policy, usage }, tags) };
  },

  async ListPolicies(input, call) {
    const page = await listPolicies(call.work, call.managedPolicies, input);
    return { Policies: page.items.map(policyOutput), ...pageMembers(page) };
  },

  async DeletePolicy(input, call) {
    await deletePolicy(call.work, await getOwnPolicy(call.work, input.PolicyArn));
    return {};
  },

  async ListEntitiesForPolicy(input, call) {
    const policy = await getAnyPolicy(call.work, call.managedPolicies, input.PolicyArn);
    const page = await listPolicyEntities(call.work, policy.arn, input);
    const of = (kind: PolicyEntity['kind']) => page.items.filter((item) => item.kind === kind);
    return {
      PolicyGroups: of('Group').map(({ id, name }) => ({ GroupId: id, GroupName: name })),
      PolicyRoles: of('Role').map(({ id, name }) => ({ RoleId: id, RoleName: name })),
      PolicyUsers: of('User').map(({ id, name }) => ({ UserId: id, UserName: name })),
      ...pageMembers(page),
    };
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

const onPolicy = {
  resources: async (input: { PolicyArn: string }, call: Call) => [
    await policyResource(call, input.PolicyArn),
  ],
};

/** What each of `policyOperations` asks the caller's policies. */
export const policyAccess = {
  CreatePolicy: {
    resources: (input, call) => [newPolicyResource(call, input)],
    keys: (input) => tagConditionKeys(input.Tags),
    also: (input, call) => {
      if (!input.Tags?.length) return [];
      const resource = newPolicyResource(call, input);
      return [{ action: 'iam:TagPolicy', resource, keys: tagConditionKeys(input.Tags) }];
    },
  },
  GetPolicy: onPolicy,
  ListPolicies: {
    resources: (input, call) => [
      { arn: iamArn(call.account, 'policy', input.PathPrefix ?? '/', '') },
    ],
  },
  DeletePolicy: onPolicy,
  ListEntitiesForPolicy: onPolicy,
} satisfies Access<typeof policyOperations>;

function newPolicyResource(
  call: Call,
  input: { readonly PolicyName: string; readonly Path?: string | undefined },
): AccessResource {
  return { arn: iamArn(call.account, 'policy', input.Path ?? '/', input.PolicyName) };
}
