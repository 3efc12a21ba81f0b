import type { User } from '@aws-sdk/client-iam';
import { iamArn, rootArn } from '../../base/arn.ts';
import { type Access, type AccessResource, tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { checkBoundary } from '../../domain/iam/boundaries.ts';
import { pageMembers } from '../../domain/iam/paging.ts';
import { subjectOf } from '../../domain/iam/subject.ts';
import { setTags } from '../../domain/iam/tags.ts';
import {
  createUser,
  deleteUser,
  findUser,
  getUser,
  listUsers,
  renameUser,
  type UserRow,
} from '../../domain/iam/users.ts';
import { type Tag, tagList, tagsOf } from '../../domain/tags.ts';
import type { Handlers } from '../../wire/index.ts';
import { boundaryMember } from './outputs.ts';
import { subjectResource, userResource } from './resources.ts';

/** Users themselves. What hangs on them has files of its own. */
export const userOperations = {
  async CreateUser(input, call) {
    const { work } = call;
    const boundaryArn = input.PermissionsBoundary ?? null;
    if (boundaryArn !== null) await checkBoundary(work, call.managedPolicies, boundaryArn);
    const path = input.Path ?? '/';
    const user = await createUser(work, { name: input.UserName, path, boundaryArn });
    const tags = input.Tags ?? [];
    await setTags(work, user.user_id, tags, 'User');
    return { User: describeWithTags(call, user, tags) };
  },

  async GetUser(input, call) {
    const subject = await subjectOf(call.work, call.principal, input.UserName);
    if (subject.kind === 'root') return { User: describeRoot(call, subject.account.created_at) };
    const tags = tagList(await tagsOf(call.work, subject.id));
    return { User: describeWithTags(call, subject.user, tags) };
  },

  async UpdateUser(input, call) {
    const user = await getUser(call.work, input.UserName);
    await renameUser(call.work, user, { name: input.NewUserName, path: input.NewPath });
    return {};
  },

  async DeleteUser(input, call) {
    await deleteUser(call.work, await getUser(call.work, input.UserName));
    return {};
  },

  async ListUsers(input, call) {
    const page = await listUsers(call.work, input);
    return { Users: page.items.map((user) => describeUser(call, user)), ...pageMembers(page) };
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

interface NewUser {
  readonly UserName: string;
  readonly Path?: string | undefined;
}

export const userAccess = {
  CreateUser: {
    resources: (input, call) => [newUserResource(call, input)],
    keys: (input) => ({
      ...tagConditionKeys(input.Tags),
      ...(input.PermissionsBoundary === undefined
        ? {}
        : { 'iam:permissionsboundary': [input.PermissionsBoundary] }),
    }),
    also: (input, call) => {
      if (!input.Tags?.length) return [];
      const resource = newUserResource(call, input);
      return [{ action: 'iam:TagUser', resource, keys: tagConditionKeys(input.Tags) }];
    },
  },
  GetUser: { resources: async (input, call) => [await subjectResource(call, input.UserName)] },
  // Renaming and moving need the permission for the user as it will be named as well.
  UpdateUser: {
    resources: async (input, call) => {
      const user = await findUser(call.work, input.UserName);
      const path = input.NewPath ?? user?.path ?? '/';
      const name = input.NewUserName ?? user?.name ?? input.UserName;
      const before = await userResource(call, input.UserName);
      const arn = iamArn(call.account, 'user', path, name);
      const asked = newUserResource(call, {
        UserName: input.NewUserName ?? input.UserName,
        Path: input.NewPath,
      }).arn;
      const after = { ...before, arn, asked };
      return before.arn === after.arn ? [before] : [before, after];
    },
  },
  DeleteUser: { resources: async (input, call) => [await userResource(call, input.UserName)] },
  ListUsers: {
    resources: (input, call) => [
      { arn: iamArn(call.account, 'user', input.PathPrefix ?? '/', '') },
    ],
  },
} satisfies Access<typeof userOperations>;

function newUserResource(call: Call, input: NewUser): AccessResource {
  return { arn: iamArn(call.account, 'user', input.Path ?? '/', input.UserName) };
}

/** A user as listings show it: without tags and boundary. */
export function describeUser(call: Call, user: UserRow): User {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.user_id,
    Arn: iamArn(call.account, 'user', user.path, user.name),
    CreateDate: new Date(user.created_at),
    ...(user.password_last_used_at === null
      ? {}
      : { PasswordLastUsed: new Date(user.password_last_used_at) }),
  };
}

function describeWithTags(call: Call, user: UserRow, tags: readonly Tag[]): User {
  return {
    ...describeUser(call, user),
    ...boundaryMember(user.boundary_arn),
    ...(tags.length === 0 ? {} : { Tags: [...tags] }),
  };
}

/** The root user, which has neither a name nor a path. */
export function describeRoot(call: Call, createdAt: number): User {
  return {
    Path: undefined,
    UserName: undefined,
    UserId: call.account,
    Arn: rootArn(call.account),
    CreateDate: new Date(createdAt),
  };
}
