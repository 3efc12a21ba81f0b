import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { StoreUnsafe, storeError } from '../errors.ts';

/** How long a connection waits for a lock that another one holds. */
const BUSY_MILLISECONDS = 5000;
/** How many prepared statements a connection keeps. */
const STATEMENTS_KEPT = 1000;

/** The folder made if need be, readable by its owner only; returns the database file in it. */
export function databaseFile(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'gatehouse.db');
  // SQLite would create it readable by everybody; its journal files copy this mode.
  closeSync(openSync(file, 'a', 0o600));
  return file;
}

/** What must hold for an answered write to be durable, in the order in which it is set. */
const writerPragmas: readonly (readonly [string, string, number | string])[] = [
  ['busy_timeout', String(BUSY_MILLISECONDS), BUSY_MILLISECONDS],
  ['journal_mode', 'wal', 'wal'],
  ['synchronous', 'full', 2],
  ['foreign_keys', 'on', 1],
  ['trusted_schema', 'off', 0],
  ['journal_size_limit', String(64 * 1024 * 1024), 64 * 1024 * 1024],
];

/** The connection that writes. Throws `StoreUnsafe` when a setting does not hold. */
export function openWritable(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: BUSY_MILLISECONDS });
  try {
    for (const [name, setting, needed] of writerPragmas) {
      db.exec(`pragma ${name} = ${setting}`);
      const row = db.prepare(`pragma ${name}`).get() ?? {};
      const value = Object.values(row)[0];
      if (value !== needed) {
        const details = { setting: name, value: String(value), needed: String(needed) };
        throw storeError(StoreUnsafe, 'STORE-010', details);
      }
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A connection that cannot write. */
export function openReadable(file: string): DatabaseSync {
  return new DatabaseSync(file, { readOnly: true, timeout: BUSY_MILLISECONDS });
}

/** A prepared statement, and whether running it yields rows. */
export interface Prepared {
  readonly statement: StatementSync;
  readonly yieldsRows: boolean;
}

/** Prepared statements of one connection by their SQL; the oldest make room for new ones. */
export class Statements {
  readonly #db: DatabaseSync;
  readonly #bySql = new Map<string, Prepared>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** The statement for `sql`, prepared at most once while it is kept. */
  get(sql: string): Prepared {
    const kept = this.#bySql.get(sql);
    if (kept) return kept;
    const statement = this.#db.prepare(sql);
    const prepared = { statement, yieldsRows: statement.columns().length > 0 };
    if (this.#bySql.size >= STATEMENTS_KEPT) {
      for (const oldest of this.#bySql.keys()) {
        this.#bySql.delete(oldest);
        break;
      }
    }
    this.#bySql.set(sql, prepared);
    return prepared;
  }
}
