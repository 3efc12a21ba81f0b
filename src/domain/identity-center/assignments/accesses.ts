import type { AssignmentState, WorkforceState } from '../state.ts';

/**
 * Everything that a user may enter now: by assignments of its own and of its groups, each pair of
 * account and permission set once, by account and permission set. Nothing for a user that is
 * disabled or gone: an assignment to an id that nobody has any more gives nobody access (R032).
 * `fresh` has been awaited for `account`, the instance's owner.
 */
export async function accessesOf(
  state: WorkforceState,
  account: string,
  userId: string,
): Promise<readonly AssignmentState[]> {
  const found = new Map<string, AssignmentState>();
  for (const principalId of await principalsOf(state, account, userId)) {
    for (const assignment of (await state.assignmentsOf(account, principalId)) ?? []) {
      found.set(`${assignment.targetAccount}/${assignment.permissionSetId}`, assignment);
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, assignment]) => assignment);
}

/** Whether `accessesOf` the user has this account and permission set. */
export async function isAssigned(
  state: WorkforceState,
  account: string,
  userId: string,
  targetAccount: string,
  permissionSetId: string,
): Promise<boolean> {
  for (const principalId of await principalsOf(state, account, userId)) {
    const assignments = (await state.assignmentsOf(account, principalId)) ?? [];
    const met = assignments.some(
      (one) => one.targetAccount === targetAccount && one.permissionSetId === permissionSetId,
    );
    if (met) return true;
  }
  return false;
}

async function principalsOf(
  state: WorkforceState,
  account: string,
  userId: string,
): Promise<readonly string[]> {
  const user = await state.user(account, userId);
  return user?.enabled ? [userId, ...user.groupIds] : [];
}
