import { type RandomBytes, systemRandom } from '../../base/bytes.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** `length` random characters of a to z and 0 to 9, as Organizations' ids have them. */
export function organizationToken(length: number, random: RandomBytes = systemRandom): string {
  let text = '';
  while (text.length < length) {
    for (const byte of random(length * 2)) {
      if (byte < 252 && text.length < length) text += LETTERS[byte % 36];
    }
  }
  return text;
}
