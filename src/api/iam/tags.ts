import { type Access, type ConditionKeys, tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { getInstanceProfile, touchInstanceProfile } from '../../domain/iam/instance-profiles.ts';
import { type PageRequest, pageMembers } from '../../domain/iam/paging.ts';
import { getOwnPolicy, touchPolicy } from '../../domain/iam/policies.ts';
import { getOwnRole, getRole, touchRole } from '../../domain/iam/roles.ts';
import { listTags, removeTags, setTags } from '../../domain/iam/tags.ts';
import { getUser, touchUser } from '../../domain/iam/users.ts';
import type { Tag } from '../../domain/tags.ts';
import type { Handlers } from '../../wire/index.ts';
import { userResource } from './resources.ts';
import { instanceProfileResource, policyResource, roleResource } from './role-resources.ts';

/** One page of an entity's tags, as every List…Tags operation answers it. */
export async function tagPage(
  call: Call,
  ownerId: string,
  request: PageRequest,
): Promise<{ Tags: Tag[]; IsTruncated: boolean; Marker?: string }> {
  const page = await listTags(call.work, ownerId, request);
  return { Tags: [...page.items], ...pageMembers(page) };
}

/** Tags of users, roles, customer managed policies and instance profiles. */
export const tagOperations = {
  async TagUser(input, call) {
    const user = await getUser(call.work, input.UserName);
    await setTags(call.work, user.user_id, input.Tags, 'User');
    touchUser(call.work, user);
    return {};
  },
  async UntagUser(input, call) {
    const user = await getUser(call.work, input.UserName);
    removeTags(call.work, user.user_id, input.TagKeys);
    touchUser(call.work, user);
    return {};
  },
  ListUserTags: async (input, call) =>
    await tagPage(call, (await getUser(call.work, input.UserName)).user_id, input),

  async TagRole(input, call) {
    const role = await getOwnRole(call.work, input.RoleName);
    await setTags(call.work, role.role_id, input.Tags, 'Role');
    touchRole(call.work, role);
    return {};
  },
  async UntagRole(input, call) {
    const role = await getOwnRole(call.work, input.RoleName);
    removeTags(call.work, role.role_id, input.TagKeys);
    touchRole(call.work, role);
    return {};
  },
  ListRoleTags: async (input, call) =>
    await tagPage(call, (await getRole(call.work, input.RoleName)).role_id, input),

  async TagPolicy(input, call) {
    const policy = await getOwnPolicy(call.work, input.PolicyArn);
    await setTags(call.work, policy.policy_id, input.Tags, 'Policy');
    touchPolicy(call.work, policy);
    return {};
  },
  async UntagPolicy(input, call) {
    const policy = await getOwnPolicy(call.work, input.PolicyArn);
    removeTags(call.work, policy.policy_id, input.TagKeys);
    touchPolicy(call.work, policy);
    return {};
  },
  ListPolicyTags: async (input, call) =>
    await tagPage(call, (await getOwnPolicy(call.work, input.PolicyArn)).policy_id, input),

  async TagInstanceProfile(input, call) {
    const profile = await getInstanceProfile(call.work, input.InstanceProfileName);
    await setTags(call.work, profile.profile_id, input.Tags, 'InstanceProfile');
    touchInstanceProfile(call.work, profile);
    return {};
  },
  async UntagInstanceProfile(input, call) {
    const profile = await getInstanceProfile(call.work, input.InstanceProfileName);
    removeTags(call.work, profile.profile_id, input.TagKeys);
    touchInstanceProfile(call.work, profile);
    return {};
  },
  async ListInstanceProfileTags(input, call) {
    const profile = await getInstanceProfile(call.work, input.InstanceProfileName);
    return await tagPage(call, profile.profile_id, input);
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

const onUser = {
  resources: async (input: { UserName: string }, call: Call) => [
    await userResource(call, input.UserName),
  ],
};
const onRole = {
  resources: async (input: { RoleName: string }, call: Call) => [
    await roleResource(call, input.RoleName),
  ],
};
const onPolicy = {
  resources: async (input: { PolicyArn: string }, call: Call) => [
    await policyResource(call, input.PolicyArn),
  ],
};
const onInstanceProfile = {
  resources: async (input: { InstanceProfileName: string }, call: Call) => [
    await instanceProfileResource(call, input.InstanceProfileName),
  ],
};

/** The condition keys of tags that a request sets. */
export const tagging = { keys: (input: { Tags: Tag[] }) => tagConditionKeys(input.Tags) };
/** The condition keys of tags that a request takes away. */
export const untagging = {
  keys: (input: { TagKeys: string[] }): ConditionKeys =>
    input.TagKeys.length === 0 ? {} : { 'aws:tagkeys': input.TagKeys },
};

/** What each of `tagOperations` asks the caller's policies. */
export const tagAccess = {
  TagUser: { ...onUser, ...tagging },
  UntagUser: { ...onUser, ...untagging },
  ListUserTags: onUser,
  TagRole: { ...onRole, ...tagging },
  UntagRole: { ...onRole, ...untagging },
  ListRoleTags: onRole,
  TagPolicy: { ...onPolicy, ...tagging },
  UntagPolicy: { ...onPolicy, ...untagging },
  ListPolicyTags: onPolicy,
  TagInstanceProfile: { ...onInstanceProfile, ...tagging },
  UntagInstanceProfile: { ...onInstanceProfile, ...untagging },
  ListInstanceProfileTags: onInstanceProfile,
} satisfies Access<typeof tagOperations>;
