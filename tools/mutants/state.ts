/** What earlier runs found out, kept in a file so that a run goes on where another stopped. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../tree.ts';
import { whyEquivalent } from './equivalent.ts';
import { idOf, type Mutant } from './mutant.ts';
import type { Outcome } from './run.ts';

const STATE_FILE = path.join(ROOT, '.cache/mutants.json');

/** What is known of a mutant. */
export interface Known {
  /** Of the whole file without the thing. */
  readonly digest: string;
  /** The test that noticed; null when none did. */
  readonly killedBy: string | null;
  /** True when the time was over before all tests had passed. */
  readonly late?: boolean;
  /** True when an earlier run missed it: see the document. */
  readonly mended?: boolean;
}

/** By the id of the mutant. */
export type State = Readonly<Record<string, Known>>;

/** The state of earlier runs. */
export function readState(): State {
  return existsSync(STATE_FILE) ? JSON.parse(readFileSync(STATE_FILE, 'utf8')) : {};
}

/** Keeps the state for the next run. */
export function writeState(state: State): void {
  mkdirSync(path.dirname(STATE_FILE), { recursive: true });
  writeFileSync(STATE_FILE, `${JSON.stringify(state, null, 1)}\n`);
}

function digestOf({ text }: Mutant): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The state after a mutant was tried. */
export function withOutcome(state: State, mutant: Mutant, outcome: Outcome): State {
  const before = state[idOf(mutant)];
  const survived = before !== undefined && before.killedBy === null && !before.late;
  const known: Known = {
    digest: digestOf(mutant),
    killedBy: outcome.kind === 'failed' ? `${outcome.file}: ${outcome.title}` : null,
    ...(outcome.kind === 'late' ? { late: true } : {}),
    ...(survived || before?.mended ? { mended: true } : {}),
  };
  return { ...state, [idOf(mutant)]: known };
}

/** True when a test noticed this very removal in this very file before, or none can. */
export function isSettled(state: State, mutant: Mutant): boolean {
  if (whyEquivalent(mutant) !== undefined) return true;
  const known = state[idOf(mutant)];
  return known !== undefined && known.killedBy !== null && known.digest === digestOf(mutant);
}

/** What became of a mutant, as far as known. `late`: the time was over before its tests were. */
export function fateOf(state: State, mutant: Mutant) {
  if (whyEquivalent(mutant) !== undefined) return 'equivalent';
  const known = state[idOf(mutant)];
  if (!known) return 'not tried';
  if (known.killedBy !== null) return known.mended ? 'not at first' : 'noticed';
  return known.late ? 'late' : 'survived';
}
