import type { Kysely } from 'kysely';
import { systemClock } from '../../base/clock.ts';
import type { StoreError } from '../errors.ts';
import { openEngine } from '../index.ts';
import type { Migrations } from '../migrate.ts';
import { compilePlanStatement, type Plan, type Statement } from '../plan.ts';
import type { EngineOptions, Store, StoreLocation } from '../store.ts';

/** What every back end must do: the tables that its tests use, and small words to write plans. */

export interface TestTables {
  things: { account: string; name: string; amount: number; row_version: number };
  parts: { account: string; thing: string; part: string };
}

export type TestStore = Store<TestTables>;

/** A back end under test. */
export interface BackEnd {
  readonly name: string;
  /** A new, empty place for a store. */
  place(): Promise<StoreLocation>;
}

export const testMigrations: Migrations = { '0001-things': { up: createThings } };

async function createThings(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('things')
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('amount', 'bigint', (c) => c.notNull())
    .addColumn('row_version', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('things_key', ['account', 'name'])
    .execute();
  await db.schema
    .createTable('parts')
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('thing', 'text', (c) => c.notNull())
    .addColumn('part', 'text', (c) => c.notNull())
    .addForeignKeyConstraint('parts_thing', ['account', 'thing'], 'things', ['account', 'name'])
    .execute();
}

const opened: TestStore[] = [];

/** Closes what a failed test left open, which would keep the test process from ending. */
export async function closeOpened(): Promise<void> {
  await Promise.allSettled(opened.splice(0).map((store) => store.close()));
}

/** A store with the test tables, and what it reported. */
export async function openTest(
  location: StoreLocation,
  options: Partial<EngineOptions> = {},
): Promise<TestStore & { readonly reports: StoreError[] }> {
  const reports: StoreError[] = [];
  const store = await openEngine<TestTables>(location, {
    migrations: testMigrations,
    clock: systemClock,
    report: (error) => reports.push(error),
    cacheLimit: 1000,
    ...options,
  });
  opened.push(store);
  return Object.assign(store, { reports });
}

/** A plan of these statements that changes `entities` of `account`. */
export function planOf(statements: Statement[], account = '', ...entities: string[]): Plan {
  return { statements, changes: entities.map((entity) => ({ account, entity })) };
}

/** Adds a thing; expects one row. */
export function addThing(store: TestStore, account: string, name: string, amount = 1): Statement {
  const row = { account, name, amount, row_version: 1 };
  return compilePlanStatement(store.read.insertInto('things').values(row), 1);
}

/** Sets a thing's amount if its row version is still `version`. */
export function setAmount(
  store: TestStore,
  account: string,
  name: string,
  amount: number,
  version: number,
): Statement {
  const query = store.read
    .updateTable('things')
    .set({ amount, row_version: version + 1 })
    .where('account', '=', account)
    .where('name', '=', name)
    .where('row_version', '=', version);
  return compilePlanStatement(query, 1, `thing ${name}`);
}

/** The amount of a thing, read from the database; undefined when there is no such thing. */
export async function amountOf(
  store: TestStore,
  account: string,
  name: string,
): Promise<number | undefined> {
  const row = await store.read
    .selectFrom('things')
    .select('amount')
    .where('account', '=', account)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.amount;
}
