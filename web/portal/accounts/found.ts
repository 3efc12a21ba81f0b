import type { PortalAnswer } from '../api/operations.ts';

/** An account of the list with the roles that are shown of it. */
export interface ShownAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly favourite: boolean;
}

/**
 * The accounts that a search finds, favourites first: by name, id, e-mail address or the name of a
 * role. What is sought in several words has to hold for each of them. An account that is found by
 * its roles alone shows those.
 */
export function foundAccounts(
  { Accounts, Roles }: Pick<PortalAnswer, 'Accounts' | 'Roles'>,
  favourites: ReadonlySet<string>,
  sought: string,
): readonly ShownAccount[] {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const found: ShownAccount[] = [];
  for (const [id, name, email, places] of Accounts) {
    const own = places.map((place) => Roles[place] ?? '');
    const about = `${name}\n${id}\n${email}`.toLowerCase();
    const left = words.filter((word) => !about.includes(word));
    const roles = own.filter((role) => left.every((word) => role.toLowerCase().includes(word)));
    if (roles.length > 0) found.push({ id, name, email, roles, favourite: favourites.has(id) });
  }
  // Sorting is stable: within each half the server's order stays.
  return found.sort((a, b) => Number(b.favourite) - Number(a.favourite));
}
