import { reasonOf, StoreError, unavailable } from './errors.ts';
import type { Store } from './store.ts';

const HEALTH_SQL = `insert into store_meta (name, value) values ('health', ?)
  on conflict (name) do update set value = excluded.value`;

/** Tries a write; answers what stood in its way. */
export async function writeProblem(
  store: Pick<Store<unknown>, 'commit' | 'prepareStatement'>,
  now: number,
): Promise<StoreError | undefined> {
  try {
    const write = store.prepareStatement(HEALTH_SQL, 1);
    await store.commit({ statements: [write(String(now))], changes: [] });
    return undefined;
  } catch (error) {
    return error instanceof StoreError ? error : unavailable(reasonOf(error), error);
  }
}
