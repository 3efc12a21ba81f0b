import type { Failure } from '../../../failures/catalogue.ts';
import { failure } from '../../../failures/catalogue.ts';
import { type CheckTrace, firstFailure, traceChecks } from '../../../failures/check.ts';
import { type Store, UniqueViolation } from '../../../store/index.ts';
import { type AnswerSubject, answerChecks, type GivenAnswer, kindOf } from './checks.ts';
import { openPuzzle, type Puzzle, type PuzzlePlace, type PuzzleSeal } from './puzzle.ts';

/** What came of an answer. */
export interface JudgedAnswer {
  /** Undefined when the security check is passed. */
  readonly failed: Failure | undefined;
  /** Every check, for the attempt. */
  readonly traces: readonly CheckTrace[];
}

/** Judges an answer and uses its puzzle up, on whichever node. Commits by itself. */
export type JudgeAnswer = (
  given: GivenAnswer,
  place: PuzzlePlace,
  now: number,
  address: string,
) => Promise<JudgedAnswer>;

/** Takes one of the answers that an address may type now; false when it has none left. */
export type TakeAnswer = (address: string, now: number) => boolean;

/** A judge with its memory of answered puzzles in the store. */
export function createJudge(store: Store, seal: PuzzleSeal, takeAnswer: TakeAnswer): JudgeAnswer {
  const find = store.prepare<{ puzzle_id: string }>(
    'select puzzle_id from challenge_uses where puzzle_id = ?',
  );
  const insert = store.prepareStatement(
    'insert into challenge_uses (puzzle_id, expires_at) values (?, ?)',
    1,
  );

  /** False when the puzzle was used meanwhile. */
  async function use({ id, expiresAt }: Puzzle): Promise<boolean> {
    try {
      await store.commit({ statements: [insert(id, expiresAt)], changes: [] });
      return true;
    } catch (error) {
      if (error instanceof UniqueViolation) return false;
      throw error;
    }
  }

  return async (given, place, now, address) => {
    const puzzle = given.puzzle ? openPuzzle(seal, given.puzzle) : undefined;
    const used = puzzle !== undefined && (await find(puzzle.id)).length > 0;
    const isTyped = puzzle !== undefined && kindOf(given) === 'picture';
    const mayType = !isTyped || takeAnswer(address, now);
    const subject = { given, puzzle, place, used, mayType, now };
    const failed = firstFailure(answerChecks, subject);
    if (!puzzle || !usesUp(subject, failed)) {
      return { failed, traces: traceChecks(answerChecks, subject) };
    }
    const late = !(await use(puzzle));
    const traces = traceChecks(answerChecks, { ...subject, used: late });
    return { failed: late ? failure('SIGN-064', {}) : failed, traces };
  };
}

/**
 * Whether an answer uses its puzzle up: the right one, and wrong characters, which could be guessed
 * at again. Wrong work is not kept: guessing it is the work.
 */
function usesUp({ given }: AnswerSubject, failed: Failure | undefined): boolean {
  return failed === undefined || (failed.code === 'SIGN-067' && kindOf(given) === 'picture');
}
