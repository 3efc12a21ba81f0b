import { equalSecrets } from '../../../base/bytes.ts';
import { isoSeconds } from '../../../base/clock.ts';
import { sha256 } from '../../../base/digest.ts';
import { failure } from '../../../failures/catalogue.ts';
import type { Check } from '../../../failures/check.ts';
import type { Puzzle, PuzzlePlace } from './puzzle.ts';
import { partsDone, WORK_PARTS } from './work.ts';

/** What a form carries of a security check. */
export interface GivenAnswer {
  /** The sealed puzzle. */
  readonly puzzle: string | undefined;
  /** The numbers of the work. */
  readonly work: string | undefined;
  /** What was typed. */
  readonly characters: string | undefined;
}

/** An answer together with all that it is judged by. */
export interface AnswerSubject {
  readonly given: GivenAnswer;
  /** Undefined when the seal does not open. */
  readonly puzzle: Puzzle | undefined;
  readonly place: PuzzlePlace;
  /** Whether the puzzle was answered before. */
  readonly used: boolean;
  /** False when its address typed too many answers: each wrong one is kept for some minutes. */
  readonly mayType: boolean;
  readonly now: number;
}

/** The characters as they are compared: without spaces, in capital letters (R154). */
function plain(characters: string): string {
  return characters.slice(0, 100).replace(/[\s-]/g, '').toUpperCase();
}

/** Which kind of answer was given; a picture's when somebody typed anything. */
export function kindOf({ work, characters }: GivenAnswer): Puzzle['kind'] | undefined {
  if (characters !== undefined && plain(characters) !== '') return 'picture';
  return work ? 'work' : undefined;
}

/** Throws when the puzzle did not open: what is about its content is then not looked at. */
function opened({ puzzle }: AnswerSubject): Puzzle {
  if (!puzzle) throw new Error('the puzzle did not open');
  return puzzle;
}

function belongs(subject: AnswerSubject): boolean {
  const { flow, browser } = opened(subject);
  const { place } = subject;
  return flow === place.flow && equalSecrets(browser, sha256(place.browser));
}

function done(subject: AnswerSubject): number {
  const { id, bits } = opened(subject);
  return partsDone(id, bits, subject.given.work ?? '');
}

/** What an answer must fulfil, in order. */
export const answerChecks: readonly Check<AnswerSubject>[] = [
  {
    name: 'answerIsPresent',
    code: 'SIGN-060',
    run: ({ given }) =>
      given.puzzle && kindOf(given) !== undefined ? undefined : failure('SIGN-060', {}),
    describe: ({ given }) => ({
      expected: 'a puzzle and an answer',
      received: `${given.puzzle ? 'a puzzle' : 'no puzzle'}, answer: ${kindOf(given) ?? 'none'}`,
    }),
  },
  {
    name: 'puzzleIsOurs',
    code: 'SIGN-061',
    run: ({ puzzle }) => (puzzle ? undefined : failure('SIGN-061', {})),
    describe: ({ puzzle }) => ({
      expected: 'a puzzle that was sealed here',
      received: puzzle ? `puzzle ${puzzle.id}` : 'a text that does not open',
    }),
  },
  {
    name: 'puzzleIsOfThisSignIn',
    code: 'SIGN-062',
    run: (subject) => (belongs(subject) ? undefined : failure('SIGN-062', {})),
    describe: (subject) => ({
      expected: `sign-in ${subject.place.flow} in this browser`,
      received: `sign-in ${opened(subject).flow}${belongs(subject) ? ' in this browser' : ''}`,
    }),
  },
  {
    name: 'puzzleIsFresh',
    code: 'SIGN-063',
    run: (subject) => {
      const { expiresAt } = opened(subject);
      if (subject.now < expiresAt) return undefined;
      return failure('SIGN-063', { expired: isoSeconds(expiresAt) });
    },
    describe: (subject) => ({
      expected: `before ${isoSeconds(opened(subject).expiresAt)}`,
      received: isoSeconds(subject.now),
    }),
  },
  {
    name: 'puzzleIsUnused',
    code: 'SIGN-064',
    run: ({ used }) => (used ? failure('SIGN-064', {}) : undefined),
    describe: ({ used }) => ({
      expected: 'no answer before',
      received: used ? 'answered before' : 'no answer before',
    }),
  },
  {
    name: 'addressMayType',
    code: 'SIGN-068',
    run: ({ mayType }) => (mayType ? undefined : failure('SIGN-068', {})),
    describe: ({ mayType }) => ({
      expected: 'few typed answers of one address',
      received: mayType ? 'few' : 'too many',
    }),
  },
  {
    name: 'kindIsTaken',
    code: 'SIGN-065',
    run: (subject) =>
      opened(subject).kind === 'picture' && kindOf(subject.given) === 'work'
        ? failure('SIGN-065', { kind: 'work' })
        : undefined,
    describe: (subject) => ({
      expected: opened(subject).kind === 'work' ? 'work or picture' : 'picture',
      received: kindOf(subject.given) ?? 'none',
    }),
  },
  {
    name: 'workIsDone',
    code: 'SIGN-066',
    run: (subject) => {
      if (kindOf(subject.given) !== 'work' || done(subject) === WORK_PARTS) return undefined;
      return failure('SIGN-066', { done: String(done(subject)), parts: String(WORK_PARTS) });
    },
    describe: (subject) => ({
      expected: `${WORK_PARTS} parts of ${opened(subject).bits} bits, where work is the answer`,
      received:
        kindOf(subject.given) === 'work' ? `${done(subject)} parts that fit` : 'another answer',
    }),
  },
  {
    name: 'charactersMatch',
    code: 'SIGN-067',
    run: (subject) => {
      const { given } = subject;
      if (kindOf(given) !== 'picture') return undefined;
      const matches = equalSecrets(plain(given.characters ?? ''), opened(subject).code);
      return matches ? undefined : failure('SIGN-067', {});
    },
    // Neither the code nor a near miss is anybody's to read afterwards.
    describe: ({ given }) => ({
      expected: 'the characters of the picture, where they are the answer',
      received: kindOf(given) === 'picture' ? 'characters (not kept)' : 'another answer',
    }),
  },
];
