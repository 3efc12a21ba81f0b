import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  deleteInlinePolicy,
  getInlinePolicy,
  listInlinePolicies,
  putInlinePolicy,
} from '../../domain/iam/inline-policies.ts';
import { type PageRequest, pageMembers } from '../../domain/iam/paging.ts';
import {
  type FindOwner,
  groupOwner,
  ownRoleOwner,
  type PolicyOwner,
  roleOwner,
  userOwner,
} from '../../domain/iam/policy-owner.ts';
import type { Handlers } from '../../wire/index.ts';
import { roleBoundaryKeys, userBoundaryKeys } from './boundary-keys.ts';
import { encodeDocument } from './outputs.ts';
import { groupResource, userResource } from './resources.ts';
import { roleResource } from './role-resources.ts';

interface NamedPolicy {
  readonly PolicyName: string;
}

async function put(
  call: Call,
  owner: PolicyOwner,
  input: NamedPolicy & { readonly PolicyDocument: string },
): Promise<Record<never, never>> {
  await putInlinePolicy(call.work, owner, input.PolicyName, input.PolicyDocument);
  return {};
}

async function get(
  call: Call,
  owner: PolicyOwner,
  input: NamedPolicy,
): Promise<{ PolicyName: string; PolicyDocument: string }> {
  const document = await getInlinePolicy(call.work, owner, input.PolicyName);
  return { PolicyName: input.PolicyName, PolicyDocument: encodeDocument(document) };
}

async function remove(
  call: Call,
  owner: PolicyOwner,
  input: NamedPolicy,
): Promise<Record<never, never>> {
  await deleteInlinePolicy(call.work, owner, input.PolicyName);
  return {};
}

async function list(
  call: Call,
  find: FindOwner,
  name: string,
  request: PageRequest,
): Promise<{ PolicyNames: string[]; IsTruncated: boolean; Marker?: string }> {
  const { id } = await find(call.work, name);
  const page = await listInlinePolicies(call.work, id, request);
  return { PolicyNames: [...page.items], ...pageMembers(page) };
}

/** Inline policies of users, groups and roles. */
export const inlinePolicyOperations = {
  PutUserPolicy: async (input, call) =>
    await put(call, await userOwner(call.work, input.UserName), input),
  PutGroupPolicy: async (input, call) =>
    await put(call, await groupOwner(call.work, input.GroupName), input),
  PutRolePolicy: async (input, call) =>
    await put(call, await ownRoleOwner(call.work, input.RoleName), input),

  async GetUserPolicy(input, call) {
    const owner = await userOwner(call.work, input.UserName);
    return { UserName: owner.name, ...(await get(call, owner, input)) };
  },
  async GetGroupPolicy(input, call) {
    const owner = await groupOwner(call.work, input.GroupName);
    return { GroupName: owner.name, ...(await get(call, owner, input)) };
  },
  async GetRolePolicy(input, call) {
    const owner = await roleOwner(call.work, input.RoleName);
    return { RoleName: owner.name, ...(await get(call, owner, input)) };
  },

  DeleteUserPolicy: async (input, call) =>
    await remove(call, await userOwner(call.work, input.UserName), input),
  DeleteGroupPolicy: async (input, call) =>
    await remove(call, await groupOwner(call.work, input.GroupName), input),
  DeleteRolePolicy: async (input, call) =>
    await remove(call, await ownRoleOwner(call.work, input.RoleName), input),

  ListUserPolicies: async (input, call) => await list(call, userOwner, input.UserName, input),
  ListGroupPolicies: async (input, call) => await list(call, groupOwner, input.GroupName, input),
  ListRolePolicies: async (input, call) => await list(call, roleOwner, input.RoleName, input),
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

const onUser = {
  resources: async (input: { UserName: string }, call: Call) => [
    await userResource(call, input.UserName),
  ],
};
const onGroup = {
  resources: async (input: { GroupName: string }, call: Call) => [
    await groupResource(call, input.GroupName),
  ],
};
const onRole = {
  resources: async (input: { RoleName: string }, call: Call) => [
    await roleResource(call, input.RoleName),
  ],
};
const changingUser = {
  ...onUser,
  keys: async (input: { UserName: string }, call: Call) =>
    await userBoundaryKeys(call, input.UserName),
};
const changingRole = {
  ...onRole,
  keys: async (input: { RoleName: string }, call: Call) =>
    await roleBoundaryKeys(call, input.RoleName),
};

/** What each of `inlinePolicyOperations` asks the caller's policies. */
export const inlinePolicyAccess = {
  PutUserPolicy: changingUser,
  PutGroupPolicy: onGroup,
  PutRolePolicy: changingRole,
  GetUserPolicy: onUser,
  GetGroupPolicy: onGroup,
  GetRolePolicy: onRole,
  DeleteUserPolicy: changingUser,
  DeleteGroupPolicy: onGroup,
  DeleteRolePolicy: changingRole,
  ListUserPolicies: onUser,
  ListGroupPolicies: onGroup,
  ListRolePolicies: onRole,
} satisfies Access<typeof inlinePolicyOperations>;
