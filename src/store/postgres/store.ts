import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import type pg from 'pg';
import { AppendQueue } from '../append-queue.ts';
import { EntityCache } from '../entity-cache.ts';
import {
  type Outcome,
  outcomeError,
  reasonOf,
  StoreError,
  StoreUnsafe,
  storeError,
  unavailable,
} from '../errors.ts';
import type { Eventually } from '../eventually.ts';
import { writeProblem } from '../health.ts';
import { migrate } from '../migrate.ts';
import type { Expectation, Plan, SqlValue } from '../plan.ts';
import type { EngineOptions, Health, Lookup, StatementTemplate, Store } from '../store.ts';
import { Currency } from './currency.ts';
import { PlanGroups } from './groups.ts';
import { outcomeOf } from './outcome.ts';
import { numberPlaceholders } from './placeholders.ts';
import { PlanRunner } from './plans.ts';
import { LOOKUP_MILLISECONDS, migrationPool, openPools, type Pools } from './pools.ts';

/**
 * Opens the store in a PostgreSQL database, which other nodes may use at the same time. Rejects
 * with `StoreNewer`, `MigrationFailed`, `StoreUnsafe` or `StoreUnavailable`.
 */
export async function openPostgresStore<DB>(
  url: string,
  options: EngineOptions,
): Promise<Store<DB>> {
  try {
    await prepareDatabase(url, options);
    return new PostgresStore<DB>(openPools(url), options);
  } catch (error) {
    throw error instanceof StoreError ? error : unavailable(reasonOf(error), error);
  }
}

/** Checks what answered writes depend on, then brings the schema up to date. */
async function prepareDatabase(url: string, options: EngineOptions): Promise<void> {
  const pool = migrationPool(url);
  try {
    const { rows } = await pool.query<{ commit: string; flush: string }>(
      `select current_setting('synchronous_commit') as commit, current_setting('fsync') as flush`,
    );
    if (rows[0]?.commit === 'off') throw unsafe('synchronous_commit');
    if (rows[0]?.flush === 'off') options.report(unsafe('fsync'));
    const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
    await migrate(kysely, 'postgres', options.migrations, options.clock);
  } finally {
    await pool.end();
  }
}

function unsafe(setting: string): StoreError {
  return storeError(StoreUnsafe, 'STORE-010', { setting, value: 'off', needed: 'on' });
}

/** The pool as kysely needs it; a database out of reach is told as `StoreUnavailable`. */
function reachable(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      try {
        return await pool.connect();
      } catch (error) {
        throw unavailable(reasonOf(error), error);
      }
    },
  };
}

class PostgresStore<DB> implements Store<DB> {
  readonly dialect = 'postgres';
  readonly read: Kysely<DB>;
  readonly cache: EntityCache;
  readonly #pools: Pools;
  readonly #options: EngineOptions;
  readonly #plans: PlanRunner;
  readonly #groups: PlanGroups;
  readonly #currency: Currency;
  readonly #appends: AppendQueue;
  readonly #running = new Set<Promise<unknown>>();
  #lookups = 0;
  #closing: Promise<void> | undefined;

  constructor(pools: Pools, options: EngineOptions) {
    this.#pools = pools;
    this.#options = options;
    this.#plans = new PlanRunner(pools.write, pools.read);
    this.#groups = new PlanGroups(this.#plans);
    this.read = new Kysely<DB>({ dialect: new PostgresDialect({ pool: reachable(pools.read) }) });
    this.cache = new EntityCache({ limit: options.cacheLimit, seesAllWrites: false });
    this.#currency = new Currency(pools.versions, this.cache);
    this.#appends = new AppendQueue((plans) => this.#appendAll(plans), options.report);
  }

  prepare<Row>(sql: string): Lookup<Row> {
    this.#lookups += 1;
    const query = {
      name: `lookup-${this.#lookups}`,
      text: numberPlaceholders(sql),
      query_timeout: LOOKUP_MILLISECONDS,
    };
    return async (...values) => {
      if (this.#closing) throw unavailable('the store is closed');
      try {
        return (await this.#pools.read.query({ ...query, values })).rows as Row[];
      } catch (error) {
        throw await this.#readError(error);
      }
    };
  }

  prepareStatement(sql: string, expect: Expectation = 'any', guard?: string): StatementTemplate {
    const text = numberPlaceholders(sql);
    const fixed = guard === undefined ? { sql: text, expect } : { sql: text, expect, guard };
    return (...parameters: SqlValue[]) => ({ ...fixed, parameters });
  }

  async commit(plan: Plan): Promise<void> {
    if (this.#closing) throw unavailable('the store is closed');
    const running = (plan.changes.length === 0 ? this.#groups : this.#plans).run(plan);
    this.#running.add(running);
    try {
      const outcome = await running;
      if (outcome) throw outcomeError(outcome, plan);
      this.#forget(plan);
    } finally {
      this.#running.delete(running);
    }
  }

  append(plan: Plan): Eventually<void> {
    if (this.#closing) throw unavailable('the store is closed');
    return this.#appends.append(plan);
  }

  flush(): Promise<void> {
    return this.#appends.flush();
  }

  fresh(accounts: readonly string[]): Eventually<void> {
    return this.#currency.fresh(accounts);
  }

  async health(): Promise<Health> {
    const { clock } = this.#options;
    const started = clock();
    const problem = await writeProblem(this, started);
    const written = clock();
    const { engine, now } = await this.#askDatabase();
    return {
      engine,
      writable: problem === undefined,
      problem,
      clockDifference: now === undefined ? 0 : Math.round(now - (written + clock()) / 2),
      writeMilliseconds: written - started,
    };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#appends.flush();
    await Promise.allSettled(this.#running);
    await this.#pools.end();
  }

  /** An error of the connection as the store's own; one of the statement as it is. */
  async #readError(error: unknown): Promise<unknown> {
    const { kind } = await outcomeOf(error, 0, this.#pools.read);
    return kind === 'unavailable' ? unavailable(reasonOf(error), error) : error;
  }

  /** Only this node's own view: other nodes learn of it from the version, and so does this one. */
  #forget(plan: Plan): void {
    for (const { account, entity } of plan.changes) this.cache.drop(account, entity);
  }

  async #appendAll(plans: readonly Plan[]): Promise<(Outcome | undefined)[]> {
    const results = await this.#plans.runAll(plans);
    for (const [position, plan] of plans.entries()) if (!results[position]) this.#forget(plan);
    return results;
  }

  async #askDatabase(): Promise<{ engine: string; now: number | undefined }> {
    try {
      const { rows } = await this.#pools.versions.query<{ version: string; now: number }>(
        `select current_setting('server_version') as version,
           (extract(epoch from clock_timestamp()) * 1000)::float8 as now`,
      );
      return { engine: `PostgreSQL ${rows[0]?.version}`, now: rows[0]?.now };
    } catch {
      return { engine: 'PostgreSQL', now: undefined };
    }
  }
}
