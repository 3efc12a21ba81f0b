import type { Store } from '../../store/index.ts';

/** Events removed in one transaction: few enough that other writes hardly wait for it. */
export const REMOVAL_BATCH = 500;

/** The oldest account id in the history above a given one. */
const NEXT_ACCOUNT = `select min(account_id) as account_id from events where account_id > ?`;

/** The newest event of the batch that begins with the account's oldest event. */
const BATCH_END = `select event_time, event_id from
    (select event_time, event_id from events where account_id = ? and event_time < ?
      order by event_time, event_id limit ?) as batch
  order by event_time desc, event_id desc limit 1`;

const REMOVE = `delete from events where account_id = ?
  and (event_time < ? or (event_time = ? and event_id <= ?))`;

/**
 * Removes the events of all accounts that are older than `before` (milliseconds), oldest first and
 * in small transactions, and answers how many transactions it took. Nodes that do it at the same
 * time do no harm. It ends early, between two transactions, once `signal` is aborted; a later run
 * goes on from there. Rejects with the `StoreError` of the transaction that failed.
 */
export type EventRemoval = (before: number, signal?: AbortSignal) => Promise<number>;

/** Prepares the removal of old events from a store. */
export function createEventRemoval(store: Store, batchSize: number = REMOVAL_BATCH): EventRemoval {
  const nextAccount = store.prepare<{ account_id: string | null }>(NEXT_ACCOUNT);
  const batchEnd = store.prepare<{ event_time: number; event_id: string }>(BATCH_END);
  const remove = store.prepareStatement(REMOVE);

  async function removeBatch(account: string, before: number): Promise<boolean> {
    const [end] = await batchEnd(account, before, batchSize);
    if (!end) return false;
    const { event_time: time, event_id: id } = end;
    await store.commit({ statements: [remove(account, time, time, id)], changes: [] });
    return true;
  }

  return async (before, signal) => {
    let batches = 0;
    let account = '';
    for (;;) {
      const [next] = await nextAccount(account);
      if (typeof next?.account_id !== 'string') return batches;
      account = next.account_id;
      while (!signal?.aborted && (await removeBatch(account, before))) batches += 1;
      if (signal?.aborted) return batches;
    }
  };
}
