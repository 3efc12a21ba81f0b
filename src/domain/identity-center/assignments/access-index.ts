import type { AssignmentState, WorkforceState, WorkforceUserState } from '../state.ts';

/** What a user may enter, by account. */
export interface AccessIndex {
  /** Ids of accounts, in their order. */
  readonly accounts: readonly string[];
  /** Of each account the ids of permission sets, in their order. */
  readonly permissionSets: ReadonlyMap<string, readonly string[]>;
}

const NOTHING: AccessIndex = { accounts: [], permissionSets: new Map() };

interface Known {
  readonly lists: readonly (readonly AssignmentState[])[];
  readonly index: AccessIndex;
}

/**
 * Remembered by the state it was made of: the cache answers the same objects while nothing changed,
 * and thousands of assignments are not to be sorted again for every request.
 */
const known = new WeakMap<WorkforceUserState, Known>();

/**
 * What a user may enter now, by assignments of its own and of its groups. Nothing for a user that is
 * disabled or gone: an assignment to an id that nobody has any more gives nobody access (R032).
 * `fresh` has been awaited for the instance's account.
 */
export async function accessIndexOf(
  state: WorkforceState,
  user: WorkforceUserState | undefined,
): Promise<AccessIndex> {
  if (!user?.enabled) return NOTHING;
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

/** Whether a user may enter an account by a permission set. As `accessIndexOf`. */
export async function isAssigned(
  state: WorkforceState,
  user: WorkforceUserState | undefined,
  { targetAccount, permissionSetId }: AssignmentState,
): Promise<boolean> {
  const { permissionSets } = await accessIndexOf(state, user);
  return permissionSets.get(targetAccount)?.includes(permissionSetId) === true;
}

/** The id of the permission set of that name by which a user may enter an account, or undefined. */
export async function permissionSetNamed(
  state: WorkforceState,
  user: WorkforceUserState,
  targetAccount: string,
  name: string,
): Promise<string | undefined> {
  const { permissionSets } = await accessIndexOf(state, user);
  for (const id of permissionSets.get(targetAccount) ?? []) {
    if ((await state.permissionSet(user.account, id))?.name === name) return id;
  }
  return undefined;
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
