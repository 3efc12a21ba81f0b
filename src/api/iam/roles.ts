import { iamArn } from '../../base/arn.ts';
import { type Access, type AccessResource, tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { checkBoundary } from '../../domain/iam/boundaries.ts';
import { pageMembers } from '../../domain/iam/paging.ts';
import {
  createRole,
  deleteRole,
  getOwnRole,
  getRole,
  listRoles,
  touchRole,
  updateRole,
} from '../../domain/iam/roles.ts';
import { setTags } from '../../domain/iam/tags.ts';
import { bindTrust, shownTrusts } from '../../domain/iam/trust-binding.ts';
import { tagList, tagsOf } from '../../domain/tags.ts';
import type { Handlers } from '../../wire/index.ts';
import { boundaryKeys } from './boundary-keys.ts';
import { roleDetail, roleOutputs } from './role-output.ts';
import { roleResource } from './role-resources.ts';

/** Roles and their trust policies. */
export const roleOperations = {
  async CreateRole(input, call) {
    const { work } = call;
    const tags = input.Tags ?? [];
    const boundaryArn = input.PermissionsBoundary ?? null;
    const trust = await bindTrust(work, input.AssumeRolePolicyDocument);
    if (boundaryArn !== null) await checkBoundary(work, call.managedPolicies, boundaryArn);
    const role = await createRole(work, {
      name: input.RoleName,
      path: input.Path ?? '/',
      description: input.Description ?? null,
      maxSessionSeconds: input.MaxSessionDuration,
      trust,
      boundaryArn,
    });
    await setTags(work, role.role_id, tags, 'Role');
    const shown = (await shownTrusts(work, [role])).get(role.role_id) ?? trust.document;
    const { RoleLastUsed: _, ...created } = roleDetail(call.account, role, shown, tags);
    return { Role: created };
  },

  async GetRole(input, call) {
    const role = await getRole(call.work, input.RoleName);
    const trust = (await shownTrusts(call.work, [role])).get(role.role_id) ?? role.trust_policy;
    const tags = tagList(await tagsOf(call.work, role.role_id));
    return { Role: roleDetail(call.account, role, trust, tags) };
  },

  async ListRoles(input, call) {
    const page = await listRoles(call.work, input);
    return { Roles: await roleOutputs(call, page.items), ...pageMembers(page) };
  },

  async UpdateRole(input, call) {
    const role = await getOwnRole(call.work, input.RoleName);
    const { Description: description, MaxSessionDuration: maxSessionSeconds } = input;
    updateRole(call.work, role, { description, maxSessionSeconds });
    return {};
  },

  async UpdateRoleDescription(input, call) {
    const role = await getOwnRole(call.work, input.RoleName);
    const description = input.Description;
    touchRole(call.work, role, { description });
    const [shown] = await roleOutputs(call, [{ ...role, description }]);
    return { Role: shown };
  },

  async UpdateAssumeRolePolicy(input, call) {
    const role = await getOwnRole(call.work, input.RoleName);
    const { document, bindings } = await bindTrust(call.work, input.PolicyDocument);
    touchRole(call.work, role, { trust_policy: document, trust_bindings: bindings });
    return {};
  },

  async DeleteRole(input, call) {
    await deleteRole(call.work, await getOwnRole(call.work, input.RoleName));
    return {};
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

const onRole = {
  resources: async (input: { RoleName: string }, call: Call) => [
    await roleResource(call, input.RoleName),
  ],
};

/** What each of `roleOperations` asks the caller's policies. */
export const roleAccess = {
  CreateRole: {
    resources: (input, call) => [newRoleResource(call, input)],
    keys: (input) => ({
      ...tagConditionKeys(input.Tags),
      ...boundaryKeys(input.PermissionsBoundary),
    }),
    also: (input, call) => {
      if (!input.Tags?.length) return [];
      const resource = newRoleResource(call, input);
      return [{ action: 'iam:TagRole', resource, keys: tagConditionKeys(input.Tags) }];
    },
  },
  GetRole: onRole,
  ListRoles: {
    resources: (input, call) => [
      { arn: iamArn(call.account, 'role', input.PathPrefix ?? '/', '') },
    ],
  },
  UpdateRole: onRole,
  UpdateRoleDescription: onRole,
  UpdateAssumeRolePolicy: onRole,
  DeleteRole: onRole,
} satisfies Access<typeof roleOperations>;

function newRoleResource(
  call: Call,
  input: { readonly RoleName: string; readonly Path?: string | undefined },
): AccessResource {
  return { arn: iamArn(call.account, 'role', input.Path ?? '/', input.RoleName) };
}
