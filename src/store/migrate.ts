import { type Kysely, sql } from 'kysely';
import type { Clock } from '../base/clock.ts';
import { createEngineTables, type SqlDialect } from './engine-tables.ts';
import { MigrationFailed, reasonOf, StoreNewer, storeError } from './errors.ts';

/** One step forward of the schema. */
export interface Migration {
  readonly up: (db: Kysely<unknown>, dialect: SqlDialect) => Promise<void>;
}

/** Migrations by name, in the order in which they run. */
export type Migrations = Readonly<Record<string, Migration>>;

const engine: Migrations = { '0000-engine': { up: createEngineTables } };

/** A number that no other program is likely to use for an advisory lock: `GATE` in ASCII. */
const MIGRATION_LOCK = 0x47415445;

interface Applied {
  readonly name: string;
}

/**
 * Brings the schema up to date in one transaction and records what ran; returns the names that
 * ran. Two nodes that start at once wait for each other. Throws `StoreNewer` when the store knows
 * a migration that the program does not, `MigrationFailed` when a step fails (all is undone).
 */
export async function migrate(
  db: Kysely<unknown>,
  dialect: SqlDialect,
  migrations: Migrations,
  clock: Clock,
): Promise<string[]> {
  const steps = Object.entries({ ...engine, ...migrations });
  return await db.transaction().execute(async (transaction) => {
    if (dialect === 'postgres') {
      await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(transaction);
    }
    await sql`create table if not exists schema_migrations (
      name text primary key, applied_at bigint not null)`.execute(transaction);
    const { rows } = await sql<Applied>`select name from schema_migrations`.execute(transaction);
    const applied = new Set(rows.map((row) => row.name));
    refuseNewer(applied, steps);
    const pending = steps.filter(([name]) => !applied.has(name));
    for (const [name, step] of pending) await apply(transaction, dialect, name, step, clock());
    return pending.map(([name]) => name);
  });
}

function refuseNewer(
  applied: ReadonlySet<string>,
  steps: readonly (readonly [string, Migration])[],
): void {
  const known = new Set(steps.map(([name]) => name));
  const unknown = [...applied].filter((name) => !known.has(name)).sort()[0];
  if (unknown !== undefined) throw storeError(StoreNewer, 'STORE-007', { migration: unknown });
}

async function apply(
  db: Kysely<unknown>,
  dialect: SqlDialect,
  name: string,
  step: Migration,
  now: number,
): Promise<void> {
  try {
    await step.up(db, dialect);
    await sql`insert into schema_migrations (name, applied_at) values (${name}, ${now})`.execute(
      db,
    );
  } catch (error) {
    const reason = reasonOf(error);
    throw storeError(MigrationFailed, 'STORE-011', { migration: name, reason }, error);
  }
}
