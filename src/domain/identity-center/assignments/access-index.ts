import type { AssignmentState, WorkforceState, WorkforceUserState } from '../state.ts';

/** What a user may enter, by account. */
export interface AccessIndex {
  /** Ids of accounts, in their order. */
  readonly accounts: readonly string[];
  /** Of each account the ids of permission sets, in their order. */
  readonly permissionSets: ReadonlyMap<string, readonly string[]>;
}

interface Known {
  readonly lists: readonly (readonly AssignmentState[])[];
  readonly index: AccessIndex;
}

/**
 * Remembered by the state it was made of: the cache answers the same objects while nothing changed,
 * and thousands of assignments are not to be sorted again for every request.
 */
const known = new WeakMap<WorkforceUserState, Known>();

/** What an enabled user may enter now. `fresh` has been awaited for the instance's account. */
export async function accessIndexOf(
  state: WorkforceState,
  user: WorkforceUserState,
): Promise<AccessIndex> {
  const lists: (readonly AssignmentState[])[] = [];
  for (const principalId of [user.userId, ...user.groupIds]) {
    const assignments = await state.assignmentsOf(user.account, principalId);
    if (assignments) lists.push(assignments);
  }
  const before = known.get(user);
  if (before?.lists.length === lists.length && before.lists.every((one, at) => one === lists[at])) {
    return before.index;
  }
  const index = indexOf(lists);
  known.set(user, { lists, index });
  return index;
}

function indexOf(lists: readonly (readonly AssignmentState[])[]): AccessIndex {
  const sets = new Map<string, Set<string>>();
  for (const { targetAccount, permissionSetId } of lists.flat()) {
    const found = sets.get(targetAccount) ?? new Set();
    sets.set(targetAccount, found.add(permissionSetId));
  }
  return {
    accounts: [...sets.keys()].sort(),
    permissionSets: new Map([...sets].map(([account, ids]) => [account, [...ids].sort()])),
  };
}
