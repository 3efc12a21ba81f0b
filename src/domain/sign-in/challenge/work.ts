import { sha256Bytes } from '../../../base/digest.ts';

/**
 * The work of a security check: for each of eight parts, a number for which SHA-256 of
 * `{id}.{part}.{number}` begins with so many zero bits. Eight parts vary less than one that is eight
 * times as hard: the slowest of a hundred browsers needs twice the mean, not five times.
 */
export const WORK_PARTS = 8;

/** Numbers of at most this many digits keep the text within one block of SHA-256. */
const ANSWER = /^\d{1,15}(?:\.\d{1,15}){7}$/;

/** How many parts of an answer (`12.345.…`) fit: eight hashes, whatever arrives. */
export function partsDone(id: string, bits: number, answer: string): number {
  if (!ANSWER.test(answer)) return 0;
  const fits = (number: string, part: number) =>
    Math.clz32(sha256Bytes(`${id}.${part}.${number}`).readUInt32BE(0)) >= bits;
  return answer.split('.').filter(fits).length;
}
