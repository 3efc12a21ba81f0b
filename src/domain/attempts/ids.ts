import type { RandomBytes } from '../../base/bytes.ts';

/** The last moment that an id can begin with. */
const LAST_TIME = 2 ** 48 - 1;

/**
 * The id of an attempt: a UUID of version 7 (RFC 9562, 5.7), which begins with its milliseconds, so
 * that ids sort by time.
 */
export function attemptId(time: number, random: RandomBytes): string {
  const bytes = random(10);
  bytes[0] = ((bytes[0] ?? 0) & 0x0f) | 0x70;
  bytes[2] = ((bytes[2] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${idFloor(time)}-${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}`;
}

/** A text that sorts before every id of `time` or later, and after every earlier one. */
export function idFloor(time: number): string {
  const hex = Math.min(Math.max(Math.floor(time), 0), LAST_TIME)
    .toString(16)
    .padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
