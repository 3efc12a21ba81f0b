import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { CHANGES_KEPT, PRUNE_EVERY } from '../engine-tables.ts';
import { type Outcome, reasonOf } from '../errors.ts';
import { changedAccounts, type Plan, type Statement } from '../plan.ts';
import { Statements } from './connection.ts';

/** What the writer says of one plan: nothing when it is durable, else why it left no trace. */
export type PlanResult = Outcome | undefined;

/** Runs plans on the writing connection, a group in one transaction, each plan in a savepoint. */
export class GroupRunner {
  readonly #db: DatabaseSync;
  readonly #statements: Statements;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #save: StatementSync;
  readonly #undo: StatementSync;
  readonly #release: StatementSync;
  readonly #bump: StatementSync;
  readonly #log: StatementSync;
  readonly #prune: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#statements = new Statements(db);
    this.#begin = db.prepare('begin immediate');
    this.#commit = db.prepare('commit');
    this.#save = db.prepare('savepoint plan');
    this.#undo = db.prepare('rollback to plan');
    this.#release = db.prepare('release plan');
    this.#bump = db.prepare(
      `insert into account_versions (account, version) values (?, 1)
       on conflict (account) do update set version = version + 1 returning version`,
    );
    this.#log = db.prepare(
      'insert or ignore into changes (account, version, entity) values (?, ?, ?)',
    );
    this.#prune = db.prepare('delete from changes where account = ? and version <= ?');
  }

  /**
   * Runs the plans in order and commits them together; results are in the order of the plans. Plans
   * seldom fail, so they are first run without savepoints; when one does, the group begins again with
   * a savepoint each. When the transaction as a whole is lost (a full disk takes the whole of it
   * down), each plan is tried by itself, so that only those that really cannot be written are refused.
   */
  run(plans: readonly Plan[]): PlanResult[] {
    try {
      if (this.#runAll(plans)) return plans.map(() => undefined);
      this.#begin.run();
      const results = plans.map((plan) => this.#savepoint(plan));
      this.#commit.run();
      return results;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('rollback');
      if (plans.length === 1) return [outcomeOf(error)];
      return plans.flatMap((plan) => this.run([plan]));
    }
  }

  /** Commits the plans without savepoints; false, and nothing done, when one of them fails. */
  #runAll(plans: readonly Plan[]): boolean {
    this.#begin.run();
    try {
      for (const plan of plans) {
        if (this.#apply(plan)) {
          this.#db.exec('rollback');
          return false;
        }
      }
      this.#commit.run();
      return true;
    } catch {
      if (this.#db.isTransaction) this.#db.exec('rollback');
      return false;
    }
  }

  #savepoint(plan: Plan): PlanResult {
    this.#save.run();
    let result: PlanResult;
    try {
      result = this.#apply(plan);
    } catch (error) {
      if (!this.#db.isTransaction) throw error;
      result = outcomeOf(error);
    }
    if (result) this.#undo.run();
    this.#release.run();
    return result;
  }

  #apply(plan: Plan): PlanResult {
    for (const [position, statement] of plan.statements.entries()) {
      const actual = this.#touch(statement);
      const { expect = 'any' } = statement;
      if (expect !== 'any' && expect !== actual) {
        return { kind: 'guard', statement: position, expected: expect, actual };
      }
    }
    if (plan.changes.length > 0) this.#raiseVersions(plan);
    return undefined;
  }

  /** Runs a statement; returns how many rows it changed or, when it yields rows, how many. */
  #touch(statement: Statement): number {
    const prepared = this.#statements.get(statement.sql);
    if (prepared.yieldsRows) return prepared.statement.all(...statement.parameters).length;
    return Number(prepared.statement.run(...statement.parameters).changes);
  }

  #raiseVersions(plan: Plan): void {
    for (const account of changedAccounts(plan)) {
      const version = Number(this.#bump.get(account)?.version);
      for (const change of plan.changes) {
        if (change.account === account) this.#log.run(account, version, change.entity);
      }
      if (version % PRUNE_EVERY === 0) this.#prune.run(account, version - CHANGES_KEPT);
    }
  }
}

const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_CONSTRAINT = 19;
/** The shared-memory file of the journal could not grow: SQLite's other way to say a full disk. */
const SQLITE_IOERR_SHMSIZE = 4874;

/** The outcome that an error of `node:sqlite` stands for. */
export function outcomeOf(error: unknown): Outcome {
  const code = errorCode(error);
  const reason = reasonOf(error);
  if (code === SQLITE_IOERR_SHMSIZE) return { kind: 'full', reason };
  switch (code & 0xff) {
    case SQLITE_FULL:
      return { kind: 'full', reason };
    case SQLITE_CONSTRAINT:
      return uniqueOutcome(reason) ?? { kind: 'constraint', reason };
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_READONLY:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return { kind: 'unavailable', reason };
    default:
      return { kind: 'refused', reason };
  }
}

function errorCode(error: unknown): number {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : 0;
  return typeof code === 'number' ? code : 0;
}

/** Reads `UNIQUE constraint failed: table.column, table.column`, which SQLite never translates. */
function uniqueOutcome(message: string): Outcome | undefined {
  const found = /^UNIQUE constraint failed: (.+)$/.exec(message)?.[1];
  if (found === undefined) return undefined;
  const names = found.split(', ').map((name) => name.split('.'));
  const table = names[0]?.[0] ?? '';
  return { kind: 'unique', table, columns: names.map((name) => name[1] ?? '') };
}
