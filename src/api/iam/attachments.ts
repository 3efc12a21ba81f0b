import type { AttachedPolicy } from '@aws-sdk/client-iam';
import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { attachPolicy, detachPolicy, listAttachments } from '../../domain/iam/attachments.ts';
import { type PageRequest, pageMembers } from '../../domain/iam/paging.ts';
import {
  type FindOwner,
  groupOwner,
  ownRoleOwner,
  roleOwner,
  userOwner,
} from '../../domain/iam/policy-owner.ts';
import type { Handlers } from '../../wire/index.ts';
import { roleBoundaryKeys, userBoundaryKeys } from './boundary-keys.ts';
import { groupResource, userResource } from './resources.ts';
import { roleResource } from './role-resources.ts';

async function attach(
  call: Call,
  find: FindOwner,
  name: string,
  arn: string,
): Promise<Record<never, never>> {
  await attachPolicy(call.work, call.managedPolicies, await find(call.work, name), arn);
  return {};
}

async function detach(
  call: Call,
  find: FindOwner,
  name: string,
  arn: string,
): Promise<Record<never, never>> {
  await detachPolicy(call.work, await find(call.work, name), arn);
  return {};
}

async function list(
  call: Call,
  find: FindOwner,
  name: string,
  request: PageRequest & { readonly PathPrefix?: string | undefined },
): Promise<{ AttachedPolicies: AttachedPolicy[]; IsTruncated: boolean; Marker?: string }> {
  const { id } = await find(call.work, name);
  const page = await listAttachments(call.work, id, request);
  const attached = page.items.map((item) => ({ PolicyName: item.name, PolicyArn: item.arn }));
  return { AttachedPolicies: attached, ...pageMembers(page) };
}

/** Managed policies attached to users, groups and roles. */
export const attachmentOperations = {
  AttachUserPolicy: async (input, call) =>
    await attach(call, userOwner, input.UserName, input.PolicyArn),
  AttachGroupPolicy: async (input, call) =>
    await attach(call, groupOwner, input.GroupName, input.PolicyArn),
  AttachRolePolicy: async (input, call) =>
    await attach(call, ownRoleOwner, input.RoleName, input.PolicyArn),

  DetachUserPolicy: async (input, call) =>
    await detach(call, userOwner, input.UserName, input.PolicyArn),
  DetachGroupPolicy: async (input, call) =>
    await detach(call, groupOwner, input.GroupName, input.PolicyArn),
  DetachRolePolicy: async (input, call) =>
    await detach(call, ownRoleOwner, input.RoleName, input.PolicyArn),

  ListAttachedUserPolicies: async (input, call) =>
    await list(call, userOwner, input.UserName, input),
  ListAttachedGroupPolicies: async (input, call) =>
    await list(call, groupOwner, input.GroupName, input),
  ListAttachedRolePolicies: async (input, call) =>
    await list(call, roleOwner, input.RoleName, input),
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

interface OnUser {
  readonly UserName: string;
}
interface OnGroup {
  readonly GroupName: string;
}
interface OnRole {
  readonly RoleName: string;
}
interface OfPolicy {
  readonly PolicyArn: string;
}

const onUser = {
  resources: async (input: OnUser, call: Call) => [await userResource(call, input.UserName)],
};
const onGroup = {
  resources: async (input: OnGroup, call: Call) => [await groupResource(call, input.GroupName)],
};
const onRole = {
  resources: async (input: OnRole, call: Call) => [await roleResource(call, input.RoleName)],
};
const changingUser = {
  ...onUser,
  keys: async (input: OnUser & OfPolicy, call: Call) => ({
    ...(await userBoundaryKeys(call, input.UserName)),
    'iam:policyarn': [input.PolicyArn],
  }),
};
const changingGroup = {
  ...onGroup,
  keys: (input: OnGroup & OfPolicy) => ({ 'iam:policyarn': [input.PolicyArn] }),
};
const changingRole = {
  ...onRole,
  keys: async (input: OnRole & OfPolicy, call: Call) => ({
    ...(await roleBoundaryKeys(call, input.RoleName)),
    'iam:policyarn': [input.PolicyArn],
  }),
};

/** What each of `attachmentOperations` asks the caller's policies. */
export const attachmentAccess = {
  AttachUserPolicy: changingUser,
  AttachGroupPolicy: changingGroup,
  AttachRolePolicy: changingRole,
  DetachUserPolicy: changingUser,
  DetachGroupPolicy: changingGroup,
  DetachRolePolicy: changingRole,
  ListAttachedUserPolicies: onUser,
  ListAttachedGroupPolicies: onGroup,
  ListAttachedRolePolicies: onRole,
} satisfies Access<typeof attachmentOperations>;
