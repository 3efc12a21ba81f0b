import { sha256 } from '../../base/digest.ts';

/** Numbers from 0 (inclusive) to 1, the same ones for the same seed. */
export type Chance = () => number;

/**
 * A generator of varied numbers from a text: Bob Jenkins' small fast counting design (sfc32), seeded
 * by SHA-256. The same puzzle is drawn the same each time, so that asking again shows no more of it.
 */
export function chanceFrom(seed: string): Chance {
  const bytes = Buffer.from(sha256(seed, 'hex'), 'hex');
  let a = bytes.readInt32BE(0);
  let b = bytes.readInt32BE(4);
  let c = bytes.readInt32BE(8);
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

/** A number between two. */
export function between(chance: Chance, low: number, high: number): number {
  return low + chance() * (high - low);
}
