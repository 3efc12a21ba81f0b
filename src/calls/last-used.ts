import type { Principal } from '../domain/principal.ts';
import type { Store } from '../store/index.ts';

/** Keeps the last-used records of access keys and roles. */
export interface LastUsed {
  readonly note: (principal: Principal, service: string, region: string, now: number) => void;
}

const INTERVAL = 60_000;
const MOST_KEYS = 20_000;

/**
 * Writes a record at most once a minute for each key and role: GetAccessKeyLastUsed promises no
 * more, and a write for every call would cost more than the call.
 */
export function createLastUsed(store: Store): LastUsed {
  const noted = new Map<string, number>();
  const updateKey = store.prepareStatement(
    `update access_keys set last_used_at = ?, last_used_service = ?, last_used_region = ?
     where account_id = ? and access_key_id = ?`,
    'any',
  );
  const updateRole = store.prepareStatement(
    'update iam_roles set last_used_at = ?, last_used_region = ? where account_id = ? and role_id = ?',
    'any',
  );

  function isDue(name: string, now: number): boolean {
    if (now - (noted.get(name) ?? Number.NEGATIVE_INFINITY) < INTERVAL) return false;
    if (noted.size >= MOST_KEYS) noted.clear();
    noted.set(name, now);
    return true;
  }

  return {
    note: (principal, service, region, now) => {
      const { account } = principal;
      if (principal.session === undefined) {
        if (!isDue(principal.accessKeyId, now)) return;
        const statement = updateKey(now, service, region, account, principal.accessKeyId);
        void store.append({ statements: [statement], changes: [] });
      } else if (principal.kind === 'assumed-role' && isDue(principal.roleId, now)) {
        const statement = updateRole(now, region, account, principal.roleId);
        void store.append({ statements: [statement], changes: [] });
      }
    },
  };
}
