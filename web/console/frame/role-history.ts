import type { Session } from '../api/session-shape.ts';

const KEY = 'gatehouse.roles';
const MOST = 5;

/** A role that was switched to, as it is offered again. */
export interface UsedRole {
  readonly account: string;
  readonly roleName: string;
  readonly displayName: string;
  /** Six hexadecimal digits, or empty. */
  readonly color: string;
}

const isSame = (one: UsedRole, other: UsedRole): boolean =>
  one.account === other.account && one.roleName === other.roleName;

/** A list with `role` at its head, once, and no longer than it may be. */
export function withRole(roles: readonly UsedRole[], role: UsedRole): readonly UsedRole[] {
  return [role, ...roles.filter((each) => !isSame(each, role))].slice(0, MOST);
}

/** Reads what was kept; whatever else stands there is no role. */
export function readRoles(kept: string | null): readonly UsedRole[] {
  try {
    const roles: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(roles) ? roles.filter(isRole).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function isRole(value: unknown): value is UsedRole {
  const members: Record<string, unknown> = { ...(typeof value === 'object' ? value : {}) };
  return ['account', 'roleName', 'displayName', 'color'].every(
    (name) => typeof members[name] === 'string',
  );
}

/** Roles that were switched to in this browser, the newest first; names, and no secrets. */
export function usedRoles(): readonly UsedRole[] {
  return readRoles(localStorage.getItem(KEY));
}

/** Remembers the role of a session that was switched to. */
export function rememberRole({ account, roleName, switched }: Session): void {
  if (!switched || roleName === undefined) return;
  const { name: displayName = '', color = '' } = switched;
  const roles = withRole(usedRoles(), { account, roleName, displayName, color });
  localStorage.setItem(KEY, JSON.stringify(roles));
}
