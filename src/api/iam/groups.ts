import type { Group } from '@aws-sdk/client-iam';
import { iamArn } from '../../base/arn.ts';
import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  createGroup,
  deleteGroup,
  findGroup,
  type GroupRow,
  getGroup,
  listGroups,
  renameGroup,
} from '../../domain/iam/groups.ts';
import {
  addToGroup,
  listGroupsOf,
  listUsersIn,
  removeFromGroup,
} from '../../domain/iam/memberships.ts';
import { pageMembers } from '../../domain/iam/paging.ts';
import { getUser } from '../../domain/iam/users.ts';
import type { Handlers } from '../../wire/index.ts';
import { groupResource, userResource } from './resources.ts';
import { describeUser } from './users.ts';

/** Groups and who is in them. */
export const groupOperations = {
  async CreateGroup(input, call) {
    const path = input.Path ?? '/';
    return {
      Group: describeGroup(call, await createGroup(call.work, { name: input.GroupName, path })),
    };
  },

  async GetGroup(input, call) {
    const group = await getGroup(call.work, input.GroupName);
    const page = await listUsersIn(call.work, group, input);
    return {
      Group: describeGroup(call, group),
      Users: page.items.map((user) => describeUser(call, user)),
      ...pageMembers(page),
    };
  },

  async UpdateGroup(input, call) {
    const group = await getGroup(call.work, input.GroupName);
    await renameGroup(call.work, group, { name: input.NewGroupName, path: input.NewPath });
    return {};
  },

  async DeleteGroup(input, call) {
    await deleteGroup(call.work, await getGroup(call.work, input.GroupName));
    return {};
  },

  async ListGroups(input, call) {
    const page = await listGroups(call.work, input);
    return { Groups: page.items.map((group) => describeGroup(call, group)), ...pageMembers(page) };
  },

  async AddUserToGroup(input, call) {
    const group = await getGroup(call.work, input.GroupName);
    await addToGroup(call.work, group, await getUser(call.work, input.UserName));
    return {};
  },

  async RemoveUserFromGroup(input, call) {
    const group = await getGroup(call.work, input.GroupName);
    await removeFromGroup(call.work, group, await getUser(call.work, input.UserName));
    return {};
  },

  async ListGroupsForUser(input, call) {
    const user = await getUser(call.work, input.UserName);
    const page = await listGroupsOf(call.work, user, input);
    return { Groups: page.items.map((group) => describeGroup(call, group)), ...pageMembers(page) };
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

/** Operations on a group that is there, or is not. */
const ofGroup = {
  resources: async (input: { readonly GroupName: string }, call: Call) => [
    await groupResource(call, input.GroupName),
  ],
};

export const groupAccess = {
  CreateGroup: {
    resources: (input, call) => [
      { arn: iamArn(call.account, 'group', input.Path ?? '/', input.GroupName) },
    ],
  },
  GetGroup: ofGroup,
  // Renaming and moving need the permission for the group as it will be named as well.
  UpdateGroup: {
    resources: async (input, call) => {
      const group = await findGroup(call.work, input.GroupName);
      const path = input.NewPath ?? group?.path ?? '/';
      const name = input.NewGroupName ?? group?.name ?? input.GroupName;
      const before = await groupResource(call, input.GroupName);
      const arn = iamArn(call.account, 'group', path, name);
      const newName = input.NewGroupName ?? input.GroupName;
      const after = { arn, asked: iamArn(call.account, 'group', input.NewPath ?? '/', newName) };
      return before.arn === after.arn ? [before] : [before, after];
    },
  },
  DeleteGroup: ofGroup,
  ListGroups: {
    resources: (input, call) => [
      { arn: iamArn(call.account, 'group', input.PathPrefix ?? '/', '') },
    ],
  },
  AddUserToGroup: ofGroup,
  RemoveUserFromGroup: ofGroup,
  ListGroupsForUser: {
    resources: async (input, call) => [await userResource(call, input.UserName)],
  },
} satisfies Access<typeof groupOperations>;

function describeGroup(call: Call, group: GroupRow): Group {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.group_id,
    Arn: iamArn(call.account, 'group', group.path, group.name),
    CreateDate: new Date(group.created_at),
  };
}
