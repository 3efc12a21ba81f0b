import type { InstanceProfile } from '@aws-sdk/client-iam';
import { iamArn } from '../../base/arn.ts';
import { type Access, type AccessResource, tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  addRole,
  createInstanceProfile,
  deleteInstanceProfile,
  getInstanceProfile,
  type InstanceProfileRow,
  listInstanceProfiles,
  removeRole,
} from '../../domain/iam/instance-profiles.ts';
import { pageMembers } from '../../domain/iam/paging.ts';
import { getOwnRole, getRole } from '../../domain/iam/roles.ts';
import { setTags } from '../../domain/iam/tags.ts';
import { tagList, tagsOf } from '../../domain/tags.ts';
import type { Handlers } from '../../wire/index.ts';
import { describeInstanceProfile, instanceProfileOutput } from './role-output.ts';
import { instanceProfileResource, roleResource } from './role-resources.ts';

/** Instance profiles and the roles in them. */
export const instanceProfileOperations = {
  async CreateInstanceProfile(input, call) {
    const tags = input.Tags ?? [];
    const profile = await createInstanceProfile(call.work, {
      name: input.InstanceProfileName,
      path: input.Path ?? '/',
    });
    await setTags(call.work, profile.profile_id, tags, 'InstanceProfile');
    const made = instanceProfileOutput(call.account, profile, []);
    return { InstanceProfile: tags.length > 0 ? { ...made, Tags: tags } : made };
  },

  async GetInstanceProfile(input, call) {
    const profile = await getInstanceProfile(call.work, input.InstanceProfileName);
    const tags = tagList(await tagsOf(call.work, profile.profile_id));
    return { InstanceProfile: { ...(await describeInstanceProfile(call, profile)), Tags: tags } };
  },

  async ListInstanceProfiles(input, call) {
    const page = await listInstanceProfiles(call.work, input);
    return { InstanceProfiles: await describeAll(call, page.items), ...pageMembers(page) };
  },

  async ListInstanceProfilesForRole(input, call) {
    const role = await getRole(call.work, input.RoleName);
    const page = await listInstanceProfiles(call.work, input, role);
    return { InstanceProfiles: await describeAll(call, page.items), ...pageMembers(page) };
  },

  async AddRoleToInstanceProfile(input, call) {
    const profile = await getInstanceProfile(call.work, input.InstanceProfileName);
    addRole(call.work, profile, await getOwnRole(call.work, input.RoleName));
    return {};
  },

  async RemoveRoleFromInstanceProfile(input, call) {
    const profile = await getInstanceProfile(call.work, input.InstanceProfileName);
    removeRole(call.work, profile, await getOwnRole(call.work, input.RoleName));
    return {};
  },

  async DeleteInstanceProfile(input, call) {
    const profile = await getInstanceProfile(call.work, input.InstanceProfileName);
    deleteInstanceProfile(call.work, profile);
    return {};
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

async function describeAll(
  call: Call,
  profiles: readonly InstanceProfileRow[],
): Promise<InstanceProfile[]> {
  const described: InstanceProfile[] = [];
  for (const profile of profiles) described.push(await describeInstanceProfile(call, profile));
  return described;
}

const onProfile = {
  resources: async (input: { InstanceProfileName: string }, call: Call) => [
    await instanceProfileResource(call, input.InstanceProfileName),
  ],
};

/** What each of `instanceProfileOperations` asks the caller's policies. */
export const instanceProfileAccess = {
  CreateInstanceProfile: {
    resources: (input, call) => [newProfileResource(call, input)],
    keys: (input) => tagConditionKeys(input.Tags),
    also: (input, call) => {
      if (!input.Tags?.length) return [];
      const resource = newProfileResource(call, input);
      return [{ action: 'iam:TagInstanceProfile', resource, keys: tagConditionKeys(input.Tags) }];
    },
  },
  GetInstanceProfile: onProfile,
  ListInstanceProfiles: {
    resources: (input, call) => [
      { arn: iamArn(call.account, 'instance-profile', input.PathPrefix ?? '/', '') },
    ],
  },
  ListInstanceProfilesForRole: {
    resources: async (input, call) => [await roleResource(call, input.RoleName)],
  },
  AddRoleToInstanceProfile: {
    ...onProfile,
    also: async (input, call) => [
      {
        action: 'iam:PassRole',
        resource: await roleResource(call, input.RoleName),
        keys: { 'iam:passedtoservice': ['ec2.amazonaws.com'] },
      },
    ],
  },
  RemoveRoleFromInstanceProfile: onProfile,
  DeleteInstanceProfile: onProfile,
} satisfies Access<typeof instanceProfileOperations>;

function newProfileResource(
  call: Call,
  input: { readonly InstanceProfileName: string; readonly Path?: string | undefined },
): AccessResource {
  const { InstanceProfileName: name, Path: path = '/' } = input;
  return { arn: iamArn(call.account, 'instance-profile', path, name) };
}
