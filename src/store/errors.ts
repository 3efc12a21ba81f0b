import {
  type Failure,
  type FailureCode,
  type FailureDetails,
  failure,
} from '../failures/catalogue.ts';
import type { Plan } from './plan.ts';

/** Whatever the store refuses. `failure` is its catalogue entry, ready for `surface`. */
export class StoreError extends Error {
  readonly failure: Failure;

  constructor(made: Failure, cause?: unknown) {
    super(made.message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.failure = made;
  }
}

/** State was changed by somebody else since it was read: read again and retry. */
export class GuardFailed extends StoreError {
  /** The position in the plan of the statement whose expectation failed. */
  readonly statement: number;
  readonly guard: string | undefined;
  readonly expected: number;
  readonly actual: number;

  constructor(outcome: Outcome & { kind: 'guard' }, guard: string | undefined) {
    const { statement, expected, actual } = outcome;
    super(
      failure('STORE-001', {
        guard: guard ?? `statement ${statement}`,
        expected: String(expected),
        actual: String(actual),
      }),
    );
    this.statement = statement;
    this.guard = guard;
    this.expected = expected;
    this.actual = actual;
  }
}

/** A value that must be unique is taken. `columns` are those of the unique key, in its order. */
export class UniqueViolation extends StoreError {
  readonly table: string;
  readonly columns: readonly string[];

  constructor(table: string, columns: readonly string[]) {
    super(failure('STORE-002', { table, columns: columns.join(', ') }));
    this.table = table;
    this.columns = columns;
  }
}

/** A foreign key, a check or a not-null rule was broken. */
export class ConstraintViolation extends StoreError {}
/** There is no room to write; nothing of the plan was kept, reads go on. */
export class StoreFull extends StoreError {}
/** The store is closed or cannot be reached; whether the plan was kept is not known. */
export class StoreUnavailable extends StoreError {}
/** Cached state cannot be shown to be current, and is not used. */
export class StaleState extends StoreError {}
/** The store was written by a newer program. */
export class StoreNewer extends StoreError {}
/** Another process owns the data folder. */
export class StoreLocked extends StoreError {}
/** The database refused a statement for a reason that is a defect of the program. */
export class StatementRefused extends StoreError {}
/** The database is set up so that an answered write could be lost. */
export class StoreUnsafe extends StoreError {}
/** A migration failed; the store is as it was. */
export class MigrationFailed extends StoreError {}

/** Why a plan did not commit, as plain data that can cross threads. */
export type Outcome =
  | { kind: 'guard'; statement: number; expected: number; actual: number }
  | { kind: 'unique'; table: string; columns: string[] }
  | { kind: 'constraint' | 'full' | 'unavailable' | 'refused'; reason: string };

/** The typed error of an outcome; `plan` gives the guard its name. */
export function outcomeError(outcome: Outcome, plan: Plan): StoreError {
  switch (outcome.kind) {
    case 'guard':
      return new GuardFailed(outcome, plan.statements[outcome.statement]?.guard);
    case 'unique':
      return new UniqueViolation(outcome.table, outcome.columns);
    case 'constraint':
      return new ConstraintViolation(failure('STORE-003', { reason: outcome.reason }));
    case 'full':
      return new StoreFull(failure('STORE-004', { reason: outcome.reason }));
    case 'unavailable':
      return unavailable(outcome.reason);
    case 'refused':
      return new StatementRefused(failure('STORE-009', { reason: outcome.reason }));
  }
}

/** A store that cannot be used now, and why. */
export function unavailable(reason: string, cause?: unknown): StoreUnavailable {
  return new StoreUnavailable(failure('STORE-005', { reason }), cause);
}

/** The text of whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

type ErrorClass = new (made: Failure, cause?: unknown) => StoreError;

/** An error of `Class` with the catalogue entry `code`. */
export function storeError<Code extends FailureCode>(
  Class: ErrorClass,
  code: Code,
  details: FailureDetails<Code>,
  cause?: unknown,
): StoreError {
  return new Class(failure(code, details), cause);
}
