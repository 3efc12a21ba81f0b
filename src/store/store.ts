import type { Kysely } from 'kysely';
import type { Clock } from '../base/clock.ts';
import type { SqlDialect } from './engine-tables.ts';
import type { StoreError } from './errors.ts';
import type { Eventually } from './eventually.ts';
import type { Migrations } from './migrate.ts';
import type { Expectation, Plan, SqlValue, Statement } from './plan.ts';

/** A prepared read: its rows now (embedded) or soon (PostgreSQL), in the order of the query. */
export type Lookup<Row> = (...parameters: SqlValue[]) => Eventually<readonly Row[]>;

/** A statement of plans whose SQL is made once and whose values come with each use. */
export type StatementTemplate = (...parameters: SqlValue[]) => Statement;

/** Loaded state by account and entity; see `EntityCache`. */
export interface Cached {
  /** What is held; undefined when nothing is. Call `fresh` for the account before, once a request. */
  peek<Value>(account: string, entity: string): Value | undefined;
  /** What is held, or else loaded now and held for later requests. */
  get<Value>(account: string, entity: string, load: () => Eventually<Value>): Eventually<Value>;
}

/** What `health` found. */
export interface Health {
  /** `SQLite 3.53.4` or `PostgreSQL 17.2`. */
  readonly engine: string;
  /** Whether a write just committed. */
  readonly writable: boolean;
  /** Why it did not. */
  readonly problem: StoreError | undefined;
  /** How far the database's clock is ahead of this process's, in milliseconds. */
  readonly clockDifference: number;
  /** How long the write took, in milliseconds. */
  readonly writeMilliseconds: number;
}

/** The store of one process. `DB` are its tables. */
export interface Store<DB> {
  readonly dialect: SqlDialect;
  /** Reads of committed state, for management queries. It cannot write. */
  readonly read: Kysely<DB>;
  readonly cache: Cached;
  /** A read for hot paths, with `?` for each value. */
  prepare<Row>(sql: string): Lookup<Row>;
  /** A statement for plans of hot paths, with `?` for each value. */
  prepareStatement(sql: string, expect?: Expectation, guard?: string): StatementTemplate;
  /**
   * Resolves when the plan is durable and the cache of this process has forgotten what it changed;
   * other nodes see it with their next `fresh`. Rejects with a `StoreError`, of which `GuardFailed`
   * asks to read again and retry; only after `StoreUnavailable` may the plan still have been kept.
   */
  commit(plan: Plan): Promise<void>;
  /** Like `commit`, not waited for: see `AppendQueue`. What fails is reported, not thrown. */
  append(plan: Plan): Eventually<void>;
  /** Resolves when everything appended so far has been written or reported. */
  flush(): Promise<void>;
  /**
   * After it, `cache` holds of these accounts nothing that was changed, on any node, before the
   * call. Rejects with `StaleState` when that cannot be known.
   */
  fresh(accounts: readonly string[]): Eventually<void>;
  health(): Promise<Health>;
  /** Writes what was appended, waits for what was committed, and lets go of everything. */
  close(): Promise<void>;
}

/** Where the store is. */
export type StoreLocation =
  | { readonly kind: 'sqlite'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string };

export interface EngineOptions {
  readonly migrations: Migrations;
  readonly clock: Clock;
  /** Told of appended plans that could not be written, and of the store breaking down. */
  readonly report: (error: StoreError, plan?: Plan) => void;
  /** How many entities the cache holds at most. */
  readonly cacheLimit: number;
}
