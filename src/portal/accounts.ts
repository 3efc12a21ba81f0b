import { accessesOf } from '../domain/identity-center/assignments/accesses.ts';
import type { AssignmentState } from '../domain/identity-center/state.ts';
import type { PortalCall } from './call.ts';

/** The permission sets of somebody by their place in a list, and of each account those that are assigned. */
export interface Assigned {
  /** Names, which are what roles are called in the portal. */
  readonly roles: readonly string[];
  readonly accounts: readonly AssignedAccount[];
}

/** An account as the list shows it: a tuple, since there may be hundreds with the same few roles. */
export type AssignedAccount = readonly [
  id: string,
  name: string,
  email: string,
  /** Places in `roles`. */
  roles: readonly number[],
];

/** Everything that the person is assigned, in accounts that are open (R168). */
export async function assignedTo(call: PortalCall): Promise<Assigned> {
  const { parts, instance, user } = call;
  const accesses = await accessesOf(parts.workforce, instance.account, user.userId);
  const names = await namesOf(call, accesses);
  const roles = [...new Set(names.values())].sort();
  const places = new Map(roles.map((name, place) => [name, place]));
  const byAccount = Map.groupBy(accesses, ({ targetAccount }) => targetAccount);
  const accounts: AssignedAccount[] = [];
  for (const { account_id: id, name, email } of await openAccounts(call, [...byAccount.keys()])) {
    const own = (byAccount.get(id) ?? []).flatMap(
      ({ permissionSetId }) => places.get(names.get(permissionSetId) ?? '') ?? [],
    );
    if (own.length > 0) accounts.push([id, name, email, own.sort((a, b) => a - b)]);
  }
  return { roles, accounts };
}

/** The permission set that somebody means by a role's name; undefined when none is called so. */
export async function permissionSetNamed(
  call: PortalCall,
  targetAccount: string,
  roleName: string,
): Promise<string | undefined> {
  const { parts, instance, user } = call;
  const accesses = await accessesOf(parts.workforce, instance.account, user.userId);
  const there = accesses.filter((access) => access.targetAccount === targetAccount);
  const names = await namesOf(call, there);
  return there.find(({ permissionSetId }) => names.get(permissionSetId) === roleName)
    ?.permissionSetId;
}

async function namesOf(
  { parts, instance }: PortalCall,
  accesses: readonly AssignmentState[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const id of new Set(accesses.map(({ permissionSetId }) => permissionSetId))) {
    const set = await parts.workforce.permissionSet(instance.account, id);
    if (set) names.set(id, set.name);
  }
  return names;
}

/** Parameters of one statement. */
const MOST_AT_ONCE = 500;

async function openAccounts({ work }: PortalCall, ids: readonly string[]) {
  const found: { account_id: string; name: string; email: string }[] = [];
  for (let begin = 0; begin < ids.length; begin += MOST_AT_ONCE) {
    const rows = await work.read
      .selectFrom('accounts')
      .select(['account_id', 'name', 'email'])
      .where('account_id', 'in', ids.slice(begin, begin + MOST_AT_ONCE))
      .where('state', '=', 'ACTIVE')
      .execute();
    found.push(...rows);
  }
  return found.sort(
    (a, b) => a.name.localeCompare(b.name, 'en') || (a.account_id < b.account_id ? -1 : 1),
  );
}
