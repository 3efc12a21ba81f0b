import type { Work } from '../work.ts';
import { getGroup, touchGroup } from './groups.ts';
import { getOwnRole, getRole, type RoleRow, touchRole } from './roles.ts';
import { getUser, touchUser } from './users.ts';

/** What policies are attached to and kept in: a user, a group or a role. */
export interface PolicyOwner {
  readonly kind: 'user' | 'group' | 'role';
  readonly id: string;
  readonly name: string;
  /** Says that what hangs on the owner changes (see touchUser). Once for each work. */
  readonly touch: () => void;
}

/** Finds an owner by its name; throws NoSuchEntity. */
export type FindOwner = (work: Work, name: string) => Promise<PolicyOwner>;

/** A user, to read or to change what it has. */
export const userOwner: FindOwner = async (work, name) => {
  const user = await getUser(work, name);
  const touch = (): void => touchUser(work, user);
  return { kind: 'user', id: user.user_id, name: user.name, touch };
};

/** A group, to read or to change what it has. */
export const groupOwner: FindOwner = async (work, name) => {
  const group = await getGroup(work, name);
  const touch = (): void => touchGroup(work, group);
  return { kind: 'group', id: group.group_id, name: group.name, touch };
};

/** A role, to read what it has. */
export const roleOwner: FindOwner = async (work, name) =>
  ownerOfRole(work, await getRole(work, name));

/** A role, to change what it has; throws UnmodifiableEntity for AWS's own roles as well. */
export const ownRoleOwner: FindOwner = async (work, name) =>
  ownerOfRole(work, await getOwnRole(work, name));

function ownerOfRole(work: Work, role: RoleRow): PolicyOwner {
  const touch = (): void => touchRole(work, role);
  return { kind: 'role', id: role.role_id, name: role.name, touch };
}
