import { invalid } from '../errors.ts';

/** How long sessions of a permission set last unless it says otherwise. */
export const DEFAULT_DURATION = 'PT1H';

const HOUR = 3600;
const SHORTEST = HOUR;
const LONGEST = 12 * HOUR;

/** Of the larger units only days could be of use, as `P0DT4H`: no session lasts longer. */
const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const UNITS = [24 * HOUR, HOUR, 60, 1] as const;

/** The seconds of an ISO 8601 duration such as `PT4H30M`; undefined for any other text. */
export function durationSeconds(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (!match || /[PT]$/.test(text)) return undefined;
  return UNITS.reduce((sum, unit, index) => sum + unit * Number(match[index + 1] ?? 0), 0);
}

/** The same duration, when sessions can last so long: one hour to twelve. ValidationException. */
export function requireDuration(text: string): string {
  const seconds = durationSeconds(text);
  if (seconds !== undefined && seconds >= SHORTEST && seconds <= LONGEST) return text;
  throw invalid('The session duration must be between 1 hour (PT1H) and 12 hours (PT12H).');
}
