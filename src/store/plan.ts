import { types } from 'node:util';
import type { Compilable } from 'kysely';

/** What may be bound to a placeholder. Booleans are stored as 0 or 1, times as milliseconds. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** How many rows a statement must touch (change, or return for a select), or `any`. */
export type Expectation = number | 'any';

/** One statement of a plan, in the SQL of the store that the query was built for. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
  /** `any` when absent. A different number of rows fails the plan with `GuardFailed`. */
  readonly expect?: Expectation;
  /** What the expectation protects, for the message of `GuardFailed`. */
  readonly guard?: string;
}

/** State that a plan makes different: what the cache holds as `entity` of `account`. */
export interface Change {
  readonly account: string;
  readonly entity: string;
}

/**
 * A change as a whole: all statements take effect, in order, or none does. The accounts named in
 * `changes` get a new version in the same transaction. Plans that name a common account run one
 * after the other, so a guard may also be a select over rows of these accounts.
 */
export interface Plan {
  readonly statements: Statement[];
  readonly changes: Change[];
}

/** Turns a kysely query into a statement of a plan. Throws TypeError for a value SQL cannot hold. */
export function compilePlanStatement(
  query: Compilable,
  expect: Expectation = 'any',
  guard?: string,
): Statement {
  const { sql, parameters } = query.compile();
  const values = parameters.map(bindable);
  return guard === undefined
    ? { sql, parameters: values, expect }
    : { sql, parameters: values, expect, guard };
}

/** The value itself; bytes are copied, since a slice of a pool would carry its whole pool along. */
function bindable(value: unknown): SqlValue {
  if (value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    return value;
  }
  if (types.isUint8Array(value)) return Uint8Array.from(value);
  throw new TypeError(`a value of type \`${typeof value}\` cannot be written to the store`);
}

/** The accounts that the plan gives a new version, in the order in which they are locked. */
export function changedAccounts(plan: Plan): string[] {
  return [...new Set(plan.changes.map((change) => change.account))].sort();
}
