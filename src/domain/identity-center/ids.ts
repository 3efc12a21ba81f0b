import type { RandomBytes } from '../../base/bytes.ts';

/** So many random hexadecimal digits, as Identity Center's ids end in; `digits` is even. */
export function hexId(digits: number, random: RandomBytes): string {
  return random(digits / 2).toString('hex');
}
