/**
 * domain/: what Gatehouse knows, one folder a noun. Owns: rules, texts and the statements of each change. Does not own:
 * protocols (wire/), signatures (crypto/), the order of a call's stages (calls/). Its functions read
 * through a `Work` and leave a plan; they write nothing themselves.
 */
import type { Compilable, Kysely } from 'kysely';
import type { RandomBytes } from '../base/bytes.ts';
import { compilePlanStatement, type Expectation, type Plan, type Tables } from '../store/index.ts';

/**
 * One try at a change: what it is decided from (reads, time, randomness) and what it decided
 * (statements for the plan). Nothing is written while a `Work` is filled; the pipeline adds the
 * audit event and commits both together, or starts again with a fresh `Work` when a guard failed.
 */
export interface Work {
  /** The account that the work is for; every statement is scoped to it or says why not. */
  readonly account: string;
  readonly now: number;
  readonly random: RandomBytes;
  readonly read: Kysely<Tables>;
  /**
   * Adds a statement to the plan. `expect` is the number of rows it must touch (default 1): a
   * different number means that the state read is no longer true, and the work is done again.
   */
  readonly write: (query: Compilable, expect?: Expectation) => void;
  /** Says that cached state named `entity` (see entities.ts) is other than before. */
  readonly changed: (entity: string, account?: string) => void;
}

/** A `Work` together with the plan that it fills. */
export interface WorkInProgress extends Work {
  readonly plan: Plan;
}

/** Begins a work for `account` at `now`. */
export function beginWork(parts: {
  account: string;
  now: number;
  random: RandomBytes;
  read: Kysely<Tables>;
}): WorkInProgress {
  const plan: Plan = { statements: [], changes: [] };
  return {
    ...parts,
    plan,
    write: (query, expect = 1) => {
      plan.statements.push(compilePlanStatement(query, expect));
    },
    changed: (entity, account = parts.account) => {
      plan.changes.push({ account, entity });
    },
  };
}

/** The same work seen from another account, for the few operations that act across accounts. */
export function workFor(work: Work, account: string): Work {
  return {
    ...work,
    account,
    changed: (entity, other = account) => work.changed(entity, other),
  };
}
