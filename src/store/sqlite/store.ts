import { pid } from 'node:process';
import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { AppendQueue } from '../append-queue.ts';
import { EntityCache } from '../entity-cache.ts';
import { outcomeError, reasonOf, StoreError, unavailable } from '../errors.ts';
import type { Eventually } from '../eventually.ts';
import { writeProblem } from '../health.ts';
import { migrate } from '../migrate.ts';
import type { Expectation, Plan, SqlValue } from '../plan.ts';
import type { EngineOptions, Health, Lookup, StatementTemplate, Store } from '../store.ts';
import { databaseFile, openReadable, openWritable, Statements } from './connection.ts';
import { sqliteDialect } from './dialect.ts';
import type { PlanResult } from './group.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import { SqliteWriter } from './writer.ts';

/**
 * Opens the embedded store in `folder`, which this process then owns. Rejects with `StoreLocked`,
 * `StoreNewer`, `MigrationFailed`, `StoreUnsafe` or `StoreUnavailable`.
 */
export async function openSqliteStore<DB>(
  folder: string,
  options: EngineOptions,
): Promise<Store<DB>> {
  let lock: FolderLock | undefined;
  try {
    const file = databaseFile(folder);
    lock = lockFolder(folder, pid);
    await migrateFile(file, options);
    const writer = await SqliteWriter.start(file, options.report);
    return new SqliteStore(lock, openReadable(file), writer, options);
  } catch (error) {
    lock?.release();
    throw error instanceof StoreError ? error : unavailable(reasonOf(error), error);
  }
}

async function migrateFile(file: string, options: EngineOptions): Promise<void> {
  const db = openWritable(file);
  try {
    const kysely = new Kysely<unknown>({ dialect: sqliteDialect(db) });
    await migrate(kysely, 'sqlite', options.migrations, options.clock);
  } finally {
    db.close();
  }
}

class SqliteStore<DB> implements Store<DB> {
  readonly dialect = 'sqlite';
  readonly read: Kysely<DB>;
  readonly cache: EntityCache;
  readonly #lock: FolderLock;
  readonly #db: DatabaseSync;
  readonly #statements: Statements;
  readonly #writer: SqliteWriter;
  readonly #appends: AppendQueue;
  readonly #options: EngineOptions;
  #closing: Promise<void> | undefined;

  constructor(lock: FolderLock, db: DatabaseSync, writer: SqliteWriter, options: EngineOptions) {
    this.#lock = lock;
    this.#db = db;
    this.#writer = writer;
    this.#options = options;
    this.#statements = new Statements(db);
    this.#appends = new AppendQueue((plans) => this.#run(plans), options.report);
    this.read = new Kysely<DB>({ dialect: sqliteDialect(db) });
    this.cache = new EntityCache({ limit: options.cacheLimit, seesAllWrites: true });
  }

  prepare<Row>(sql: string): Lookup<Row> {
    return (...parameters) => {
      return this.#statements.get(sql).statement.all(...parameters) as Row[];
    };
  }

  prepareStatement(sql: string, expect: Expectation = 'any', guard?: string): StatementTemplate {
    const fixed = guard === undefined ? { sql, expect } : { sql, expect, guard };
    return (...parameters: SqlValue[]) => ({ ...fixed, parameters });
  }

  async commit(plan: Plan): Promise<void> {
    if (this.#closing) throw unavailable('the store is closed');
    const [outcome] = await this.#run([plan]);
    if (outcome) throw outcomeError(outcome, plan);
  }

  append(plan: Plan): Eventually<void> {
    if (this.#closing) throw unavailable('the store is closed');
    return this.#appends.append(plan);
  }

  flush(): Promise<void> {
    return this.#appends.flush();
  }

  /** Nothing to ask: whatever changes the store passes through this process. */
  fresh(): Eventually<void> {
    return undefined;
  }

  async health(): Promise<Health> {
    const { clock } = this.#options;
    const [row] = this.#statements.get('select sqlite_version() as version').statement.all();
    const started = clock();
    const problem = await writeProblem(this, started);
    return {
      engine: `SQLite ${row?.version}`,
      writable: problem === undefined,
      problem,
      clockDifference: 0,
      writeMilliseconds: clock() - started,
    };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#appends.flush();
    await this.read.destroy();
    this.#db.close();
    // Last, so that this connection folds the journal into the database.
    await this.#writer.close();
    this.#lock.release();
  }

  /** The cache forgets before anybody is told that the plans are durable. */
  async #run(plans: readonly Plan[]): Promise<readonly PlanResult[]> {
    const results = await this.#writer.run(plans);
    for (const [position, { changes }] of plans.entries()) {
      if (results[position]) continue;
      for (const { account, entity } of changes) this.cache.drop(account, entity);
    }
    return results;
  }
}
