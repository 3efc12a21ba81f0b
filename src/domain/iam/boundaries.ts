import { userEntity } from '../entities.ts';
import type { Work } from '../work.ts';
import { boundaryNotAttachable } from './errors.ts';
import type { ManagedPolicies } from './managed-policies.ts';
import { findAnyPolicy, touchPolicy } from './policies.ts';
import { type RoleRow, touchRole } from './roles.ts';
import type { UserRow } from './users.ts';

/**
 * Makes sure that a managed policy can be the boundary of a user or role that this work creates or
 * changes, and that it is not deleted meanwhile. Throws NoSuchEntity, or ValidationError for a text
 * that is not the ARN of a policy.
 */
export async function checkBoundary(
  work: Work,
  managed: ManagedPolicies,
  arn: string,
): Promise<void> {
  const policy = await findAnyPolicy(work, managed, arn);
  if (!policy) throw boundaryNotAttachable(arn);
  if (policy.of === 'customer') touchPolicy(work, policy.row);
}

/** Gives the user a boundary that `checkBoundary` let pass, or none. */
export function setUserBoundary(work: Work, user: UserRow, arn: string | null): void {
  work.write(
    work.read
      .updateTable('iam_users')
      .set((e) => ({ boundary_arn: arn, row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', work.account)
      .where('user_id', '=', user.user_id)
      .where('row_version', '=', user.row_version),
  );
  work.changed(userEntity(user.user_id));
}

/** Gives the role a boundary that `checkBoundary` let pass, or none. */
export function setRoleBoundary(work: Work, role: RoleRow, arn: string | null): void {
  touchRole(work, role, { boundary_arn: arn });
}
