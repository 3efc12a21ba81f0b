const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long a message rests after each attempt that may be tried again, in milliseconds. */
const DELAYS = [
  10 * SECOND,
  30 * SECOND,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
] as const;

/** The rest after the attempt of that number, counted from 1; it grows up to a day. */
export function restAfter(tries: number): number {
  return DELAYS[Math.min(tries, DELAYS.length) - 1] ?? DELAYS[0];
}
