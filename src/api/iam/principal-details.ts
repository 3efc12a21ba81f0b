import type {
  AttachedPolicy,
  GroupDetail,
  PolicyDetail,
  RoleDetail,
  UserDetail,
} from '@aws-sdk/client-iam';
import { iamArn } from '../../base/arn.ts';
import type { Call } from '../../calls/call.ts';
import type { GroupRow } from '../../domain/iam/groups.ts';
import {
  attachmentsOf,
  groupNamesOf,
  inlinePoliciesOf,
  instanceProfilesOf,
  tagsOfAll,
} from '../../domain/iam/owned.ts';
import type { RoleRow } from '../../domain/iam/roles.ts';
import { shownTrusts } from '../../domain/iam/trust-binding.ts';
import type { UserRow } from '../../domain/iam/users.ts';
import { boundaryMember, encodeDocument } from './outputs.ts';
import { instanceProfileOutput, roleDetail, roleOutput } from './role-output.ts';

/** Users with their groups, policies, boundary and tags. */
export async function userDetails(call: Call, users: readonly UserRow[]): Promise<UserDetail[]> {
  const ids = users.map((user) => user.user_id);
  const policies = await policiesOf(call, ids);
  const groups = await groupNamesOf(call.work, ids);
  const tags = await tagsOfAll(call.work, ids);
  return users.map((user) => ({
    Path: user.path,
    UserName: user.name,
    UserId: user.user_id,
    Arn: iamArn(call.account, 'user', user.path, user.name),
    CreateDate: new Date(user.created_at),
    UserPolicyList: policies.inline(user.user_id),
    GroupList: [...(groups.get(user.user_id) ?? [])],
    AttachedManagedPolicies: policies.attached(user.user_id),
    ...boundaryMember(user.boundary_arn),
    Tags: [...(tags.get(user.user_id) ?? [])],
  }));
}

/** Groups with their policies. */
export async function groupDetails(
  call: Call,
  groups: readonly GroupRow[],
): Promise<GroupDetail[]> {
  const policies = await policiesOf(
    call,
    groups.map((group) => group.group_id),
  );
  return groups.map((group) => ({
    Path: group.path,
    GroupName: group.name,
    GroupId: group.group_id,
    Arn: iamArn(call.account, 'group', group.path, group.name),
    CreateDate: new Date(group.created_at),
    GroupPolicyList: policies.inline(group.group_id),
    AttachedManagedPolicies: policies.attached(group.group_id),
  }));
}

/** Roles with their trust, instance profiles, policies, boundary, tags and last use. */
export async function roleDetails(call: Call, roles: readonly RoleRow[]): Promise<RoleDetail[]> {
  const ids = roles.map((role) => role.role_id);
  const policies = await policiesOf(call, ids);
  const tags = await tagsOfAll(call.work, ids);
  const trusts = await shownTrusts(call.work, roles);
  const profiles = await instanceProfilesOf(call.work, ids);
  return roles.map((role) => {
    const trust = trusts.get(role.role_id) ?? role.trust_policy;
    const shown = roleOutput(call.account, role, trust);
    const tagged = tags.get(role.role_id) ?? [];
    // RoleDetail has the members of Role but for these two.
    const detail = roleDetail(call.account, role, trust, tagged);
    const { Description: _, MaxSessionDuration: __, ...members } = detail;
    return {
      ...members,
      InstanceProfileList: (profiles.get(role.role_id) ?? []).map((profile) =>
        instanceProfileOutput(call.account, profile, [shown]),
      ),
      RolePolicyList: policies.inline(role.role_id),
      AttachedManagedPolicies: policies.attached(role.role_id),
      Tags: [...tagged],
    };
  });
}

async function policiesOf(call: Call, ownerIds: readonly string[]) {
  const inline = await inlinePoliciesOf(call.work, ownerIds);
  const attached = await attachmentsOf(call.work, ownerIds);
  return {
    inline: (ownerId: string): PolicyDetail[] =>
      (inline.get(ownerId) ?? []).map(({ name, document }) => ({
        PolicyName: name,
        PolicyDocument: encodeDocument(document),
      })),
    attached: (ownerId: string): AttachedPolicy[] =>
      (attached.get(ownerId) ?? []).map((arn) => ({
        PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
        PolicyArn: arn,
      })),
  };
}
