/**
 * How fast the store is: guarded plans of three statements, appended rows, prepared reads, cached
 * reads. Every function opens nothing and closes nothing; figures are a second, of one process.
 */
import {
  addThing,
  openTest,
  planOf,
  setAmount,
  type TestStore,
} from '../src/store/conformance/harness.ts';
import type { StoreLocation } from '../src/store/index.ts';

/** Operations a second. */
export interface StoreFigures {
  /** Plans by the number of callers that wait for theirs at the same time. */
  readonly plans: Readonly<Record<number, number>>;
  /** Events that a caller waits for, sixteen callers at the same time. */
  readonly events: number;
  readonly appends: number;
  readonly lookups: number;
  readonly cached: number;
}

const CALLERS = [1, 16, 64];

/** Measures a new, empty store at `location`, each figure for `milliseconds`. */
export async function measureStore(
  location: StoreLocation,
  milliseconds: number,
): Promise<StoreFigures> {
  const store = await openTest(location);
  try {
    const plans: Record<number, number> = {};
    for (const callers of CALLERS)
      plans[callers] = await measurePlans(store, callers, milliseconds);
    const appends = await measureAppends(store, milliseconds);
    const lookups = await measureLookups(store, milliseconds);
    const events = await measureEvents(store, milliseconds);
    return { plans, events, appends, lookups, cached: await measureCached(store, milliseconds) };
  } finally {
    await store.close();
  }
}

/** Plans that update a row under its version, add a row and change a third one, of one account each. */
export async function measurePlans(
  store: TestStore,
  callers: number,
  milliseconds: number,
): Promise<number> {
  const accounts = Array.from({ length: callers }, (_, i) => `plans-${callers}-${i}`);
  for (const account of accounts) await store.commit(planOf([addThing(store, account, 'guarded')]));
  const guarded = setAmount(store, '', 'guarded', 1, 1);
  const added = addThing(store, '', '');
  return await perSecond(milliseconds, accounts, async (account, i) => {
    const name = `row ${i}`;
    const statements = [
      { ...guarded, parameters: [i, i + 2, account, 'guarded', i + 1] },
      { ...added, parameters: [account, name, i, 1] },
      { ...guarded, parameters: [i, 2, account, name, 1] },
    ];
    await store.commit(planOf(statements, account, name));
  });
}

/** Single rows that change no cached state, each waited for until it is durable. */
export async function measureEvents(store: TestStore, milliseconds: number): Promise<number> {
  const added = addThing(store, '', '');
  const accounts = Array.from({ length: 16 }, (_, i) => `events-${i}`);
  return await perSecond(milliseconds, accounts, async (account, i) => {
    await store.commit(planOf([{ ...added, parameters: [account, `event ${i}`, 1, 1] }]));
  });
}

/** Rows appended and durable; the last flush is part of the time. */
export async function measureAppends(store: TestStore, milliseconds: number): Promise<number> {
  const added = addThing(store, '', '');
  let count = 0;
  const started = performance.now();
  while (performance.now() - started < milliseconds) {
    await store.append(planOf([{ ...added, parameters: ['appends', `row ${count}`, 1, 1] }]));
    count += 1;
  }
  await store.flush();
  return Math.round((count * 1000) / (performance.now() - started));
}

/** Prepared reads of one row by its key, from sixteen callers. */
export async function measureLookups(store: TestStore, milliseconds: number): Promise<number> {
  await store.commit(planOf([addThing(store, 'lookups', 'x')]));
  const lookup = store.prepare(
    'select amount, row_version from things where account = ? and name = ?',
  );
  const callers = Array.from({ length: 16 }, () => 'lookups');
  return await perSecond(milliseconds, callers, (account) => lookup(account, 'x'));
}

/** Reads through the cache, each made sure to be current, from sixteen callers. */
export async function measureCached(store: TestStore, milliseconds: number): Promise<number> {
  const callers = Array.from({ length: 16 }, () => 'cached');
  return await perSecond(milliseconds, callers, async (account) => {
    const fresh = store.fresh([account]);
    if (fresh) await fresh;
    const value = store.cache.get(account, 'x', () => ({ loaded: true }));
    if (value instanceof Promise) await value;
  });
}

async function perSecond(
  milliseconds: number,
  accounts: readonly string[],
  work: (account: string, turn: number) => unknown,
): Promise<number> {
  const started = performance.now();
  let count = 0;
  const caller = async (account: string): Promise<void> => {
    for (let turn = 0; performance.now() - started < milliseconds; turn += 1) {
      await work(account, turn);
      count += 1;
    }
  };
  await Promise.all(accounts.map(caller));
  return Math.round((count * 1000) / (performance.now() - started));
}
