import type { Store } from '../../store/index.ts';
import { idFloor } from './ids.ts';

/** Rows removed in one transaction: few enough that other writes hardly wait for it. */
export const REMOVAL_BATCH = 500;

/**
 * Removes what is older than `before` (milliseconds) in all accounts, oldest first and in small
 * transactions. It ends early, between two of them, once `signal` is aborted. Rejects with the
 * `StoreError` of the transaction that failed.
 */
export type AttemptRemoval = (before: number, signal?: AbortSignal) => Promise<void>;

/** Prepares the removal of old attempts or of old captured bodies. */
export function createAttemptRemoval(
  store: Store,
  table: 'attempts' | 'attempt_bodies',
  batchSize: number = REMOVAL_BATCH,
): AttemptRemoval {
  const nextAccount = store.prepare<{ account_id: string | null }>(
    `select min(account_id) as account_id from ${table} where account_id > ?`,
  );
  const batchEnd = store.prepare<{ attempt_id: string | null }>(
    `select max(attempt_id) as attempt_id from (select attempt_id from ${table}
      where account_id = ? and attempt_id < ? order by attempt_id limit ?) as batch`,
  );
  const remove = store.prepareStatement(
    `delete from ${table} where account_id = ? and attempt_id <= ?`,
  );

  async function removeBatch(account: string, before: string): Promise<boolean> {
    const [end] = await batchEnd(account, before, batchSize);
    if (typeof end?.attempt_id !== 'string') return false;
    await store.commit({ statements: [remove(account, end.attempt_id)], changes: [] });
    return true;
  }

  return async (before, signal) => {
    const floor = idFloor(before);
    let account = '';
    for (;;) {
      const [next] = await nextAccount(account);
      if (typeof next?.account_id !== 'string') return;
      account = next.account_id;
      while (!signal?.aborted && (await removeBatch(account, floor)));
      if (signal?.aborted) return;
    }
  };
}
