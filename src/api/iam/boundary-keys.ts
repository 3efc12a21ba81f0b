import type { ConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { findRole } from '../../domain/iam/roles.ts';
import { findUser } from '../../domain/iam/users.ts';

/** `iam:PermissionsBoundary` for a boundary that a request carries or an entity has. */
export function boundaryKeys(arn: string | null | undefined): ConditionKeys {
  return arn === null || arn === undefined ? {} : { 'iam:permissionsboundary': [arn] };
}

/** `iam:PermissionsBoundary` of the user whose permissions a request changes. */
export async function userBoundaryKeys(call: Call, name: string): Promise<ConditionKeys> {
  return boundaryKeys((await findUser(call.work, name))?.boundary_arn);
}

/** `iam:PermissionsBoundary` of the role whose permissions a request changes. */
export async function roleBoundaryKeys(call: Call, name: string): Promise<ConditionKeys> {
  return boundaryKeys((await findRole(call.work, name))?.boundary_arn);
}
