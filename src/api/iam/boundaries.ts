import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { checkBoundary, setRoleBoundary, setUserBoundary } from '../../domain/iam/boundaries.ts';
import { getOwnRole } from '../../domain/iam/roles.ts';
import { getUser } from '../../domain/iam/users.ts';
import type { Handlers } from '../../wire/index.ts';
import { boundaryKeys, roleBoundaryKeys, userBoundaryKeys } from './boundary-keys.ts';
import { userResource } from './resources.ts';
import { roleResource } from './role-resources.ts';

/** Permissions boundaries of users and roles. */
export const boundaryOperations = {
  async PutUserPermissionsBoundary(input, call) {
    const user = await getUser(call.work, input.UserName);
    await checkBoundary(call.work, call.managedPolicies, input.PermissionsBoundary);
    setUserBoundary(call.work, user, input.PermissionsBoundary);
    return {};
  },

  async DeleteUserPermissionsBoundary(input, call) {
    setUserBoundary(call.work, await getUser(call.work, input.UserName), null);
    return {};
  },

  async PutRolePermissionsBoundary(input, call) {
    const role = await getOwnRole(call.work, input.RoleName);
    await checkBoundary(call.work, call.managedPolicies, input.PermissionsBoundary);
    setRoleBoundary(call.work, role, input.PermissionsBoundary);
    return {};
  },

  async DeleteRolePermissionsBoundary(input, call) {
    setRoleBoundary(call.work, await getOwnRole(call.work, input.RoleName), null);
    return {};
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

/** What each of `boundaryOperations` asks the caller's policies. */
export const boundaryAccess = {
  PutUserPermissionsBoundary: {
    ...onUser,
    keys: (input) => boundaryKeys(input.PermissionsBoundary),
  },
  DeleteUserPermissionsBoundary: {
    ...onUser,
    keys: async (input, call) => await userBoundaryKeys(call, input.UserName),
  },
  PutRolePermissionsBoundary: {
    ...onRole,
    keys: (input) => boundaryKeys(input.PermissionsBoundary),
  },
  DeleteRolePermissionsBoundary: {
    ...onRole,
    keys: async (input, call) => await roleBoundaryKeys(call, input.RoleName),
  },
} satisfies Access<typeof boundaryOperations>;
