/**
 * domain/sign-in/challenge: the security check of a sign-in. Owns: puzzles, what is a right answer,
 * that each is answered once. Does not own: when one is due (../risk.ts), how it is drawn, spoken and
 * computed in a browser (signin/challenge). A puzzle is stateless: the form carries it, sealed.
 */
import type { RandomBytes } from '../../../base/bytes.ts';
import { sha256 } from '../../../base/digest.ts';
import type { DueCheck } from '../risk.ts';

/** Characters of pictures and sounds: none looks like another, and few sound alike (R154). */
export const CODE_CHARACTERS = 'CFHKLMRTUWXY34679';
const CODE_LENGTH = 6;

/** How long a puzzle may be answered, in milliseconds: a page is left for a coffee. */
export const PUZZLE_LIFETIME = 10 * 60_000;

/** Where a puzzle belongs; it takes no answer from elsewhere. */
export interface PuzzlePlace {
  /** The flow's id, or what else names a single piece of work such as a recovery. */
  readonly flow: string;
  /** The secret of the browser's cookie. */
  readonly browser: string;
}

/** A puzzle as only the server sees it. */
export interface Puzzle {
  readonly id: string;
  readonly flow: string;
  /** SHA-256 of the browser's secret. */
  readonly browser: string;
  readonly kind: DueCheck['kind'];
  readonly bits: number;
  /** The characters of the picture and the sound. */
  readonly code: string;
  /** What picture and sound are varied by: the same at each request, and nobody's to guess. */
  readonly seed: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** What seals and opens puzzles; see `sealMessage` of crypto/. */
export interface PuzzleSeal {
  readonly seal: (text: string) => string;
  readonly open: (sealed: string) => string | undefined;
}

/** Makes a puzzle for one place. */
export function newPuzzle(
  { flow, browser }: PuzzlePlace,
  { kind, bits }: DueCheck,
  now: number,
  random: RandomBytes,
): Puzzle {
  return {
    id: random(16).toString('base64url'),
    flow,
    browser: sha256(browser),
    kind,
    bits,
    code: newCode(random),
    seed: random(16).toString('base64url'),
    expiresAt: now + PUZZLE_LIFETIME,
  };
}

function newCode(random: RandomBytes): string {
  const fair = 256 - (256 % CODE_CHARACTERS.length);
  let code = '';
  while (code.length < CODE_LENGTH) {
    for (const byte of random(CODE_LENGTH * 2)) {
      if (byte < fair && code.length < CODE_LENGTH) {
        code += CODE_CHARACTERS[byte % CODE_CHARACTERS.length];
      }
    }
  }
  return code;
}

/** The puzzle as its form carries it. */
export function sealPuzzle({ seal }: PuzzleSeal, puzzle: Puzzle): string {
  const { id, flow, browser, kind, bits, code, seed, expiresAt } = puzzle;
  return seal(JSON.stringify([id, flow, browser, kind, bits, code, seed, expiresAt]));
}

/** The longest sealed puzzle: a seal opens nothing longer, whatever arrives. */
const LONGEST_SEALED = 1000;

/** The puzzle of a form; undefined for what this installation did not seal. */
export function openPuzzle({ open }: PuzzleSeal, sealed: string): Puzzle | undefined {
  const text = sealed.length > LONGEST_SEALED ? undefined : open(sealed);
  if (text === undefined) return undefined;
  const [id, flow, browser, kind, bits, code, seed, expiresAt] = JSON.parse(text);
  return { id, flow, browser, kind, bits, code, seed, expiresAt };
}
