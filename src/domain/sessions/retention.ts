import type { Store } from '../../store/index.ts';

/** Removed in one transaction: few enough that other writes hardly wait for it. */
const REMOVAL_BATCH = 500;

/**
 * Removes sessions that ended by themselves `before` a time, in small transactions; those that were
 * signed out of stay until then as well. It ends early once `signal` is aborted.
 */
export function createSessionRemoval(
  store: Store,
  batchSize: number = REMOVAL_BATCH,
): (before: number, signal?: AbortSignal) => Promise<void> {
  const oldest = store.prepare<{ expires_at: number | null }>(
    'select min(expires_at) as expires_at from browser_sessions',
  );
  const remove = store.prepareStatement(
    `delete from browser_sessions where secret_hash in
      (select secret_hash from browser_sessions where expires_at < ? order by expires_at limit ?)`,
    'any',
  );
  return async (before, signal) => {
    while (!signal?.aborted) {
      const [row] = await oldest();
      const first = row?.expires_at ?? undefined;
      if (first === undefined || Number(first) >= before) return;
      await store.commit({ statements: [remove(before, batchSize)], changes: [] });
    }
  };
}
