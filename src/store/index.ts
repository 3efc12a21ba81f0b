/**
 * store/: where state is kept.
 * Owns: the tables and their migrations, the embedded (SQLite) and the shared (PostgreSQL) back
 * end behind one interface, write plans with their guards and group commit, account versions and
 * the cache that is only used while it is known to be current, the lock of the data folder.
 * Does not own: what the rows mean and which plan a change needs (domain/), sealing of secrets
 * (crypto/), what is written to the audit trail (domain/audit).
 * Neighbours: base and failures below; domain above; only the composition root opens a store.
 */
import { type Clock, systemClock } from '../base/clock.ts';
import type { StoreError } from './errors.ts';
import { migrations } from './migrations/index.ts';
import type { Plan } from './plan.ts';
import { openSqliteStore } from './sqlite/store.ts';
import type { EngineOptions, StoreLocation, Store as StoreOf } from './store.ts';
import type { Tables } from './tables.ts';

export {
  ConstraintViolation,
  GuardFailed,
  MigrationFailed,
  StaleState,
  StatementRefused,
  StoreError,
  StoreFull,
  StoreLocked,
  StoreNewer,
  StoreUnavailable,
  StoreUnsafe,
  UniqueViolation,
} from './errors.ts';
export { andThen, type Eventually } from './eventually.ts';
export {
  type Change,
  compilePlanStatement,
  type Expectation,
  type Plan,
  type SqlValue,
  type Statement,
} from './plan.ts';
export type { Cached, Health, Lookup, StatementTemplate, StoreLocation } from './store.ts';
export type { ControlPolicyType } from './tables/accounts.ts';
export type { DirectoryUserTable } from './tables/directory.ts';
export type { AttemptTable, EventTable } from './tables/history.ts';
export type { OutboxTable } from './tables/messages.ts';
export type { MfaDeviceTable } from './tables/mfa.ts';
export type { BrowserSessionTable, LoginGrantTable } from './tables/sign-in.ts';
export type { SsoDeviceCodeTable, SsoGrantTable } from './tables/sso-grants.ts';
export type { Tables } from './tables.ts';

/** The store with Gatehouse's tables. */
export type Store = StoreOf<Tables>;

export type StoreOptions = StoreLocation & {
  readonly clock?: Clock;
  /** Told of appended plans that could not be written, and of the store breaking down. */
  readonly report: (error: StoreError, plan?: Plan) => void;
  /** How many entities the cache holds at most; 50,000 unless told. */
  readonly cacheLimit?: number;
};

/**
 * Opens the store and brings its schema up to date. Rejects with `StoreLocked` (the folder has an
 * owner), `StoreNewer`, `MigrationFailed`, `StoreUnsafe` or `StoreUnavailable`.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { clock = systemClock, report, cacheLimit = 50_000 } = options;
  return await openEngine<Tables>(options, { migrations, clock, report, cacheLimit });
}

/** Opens a store with tables of the caller's choice; see `openStore`. */
export async function openEngine<DB>(
  location: StoreLocation,
  options: EngineOptions,
): Promise<StoreOf<DB>> {
  if (location.kind === 'sqlite') return await openSqliteStore<DB>(location.folder, options);
  // Loaded on demand: most installations never need the driver.
  const { openPostgresStore } = await import('./postgres/store.ts');
  return await openPostgresStore<DB>(location.url, options);
}
