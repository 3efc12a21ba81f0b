import {
  type AccessIndex,
  accessIndexOf,
} from '../domain/identity-center/assignments/access-index.ts';
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
  const { parts, user } = call;
  const index = await accessIndexOf(parts.workforce, user);
  const names = await namesOf(call, index);
  const roles = [...new Set(names.values())].sort();
  const places = new Map(roles.map((name, place) => [name, place]));
  const accounts: AssignedAccount[] = [];
  for (const { account_id: id, name, email } of await openAccounts(call, index.accounts)) {
    const own = (index.permissionSets.get(id) ?? []).flatMap(
      (set) => places.get(names.get(set) ?? '') ?? [],
    );
    if (own.length > 0) accounts.push([id, name, email, own.sort((a, b) => a - b)]);
  }
  return { roles, accounts };
}

async function namesOf(
  { parts, instance }: PortalCall,
  { permissionSets }: AccessIndex,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const id of new Set([...permissionSets.values()].flat())) {
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
