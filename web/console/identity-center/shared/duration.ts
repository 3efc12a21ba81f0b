const HOUR = 3600;

/** Seconds of a session duration such as `PT8H` or `PT1H30M`; undefined when it is none. */
export function secondsOf(duration: string): number | undefined {
  const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration);
  if (!parts || duration === 'PT') return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = parts;
  return Number(hours) * HOUR + Number(minutes) * 60 + Number(seconds);
}

/** The duration of whole hours in ISO 8601, as permission sets have it. */
export function durationOf(hours: number): string {
  return `PT${hours}H`;
}

/** The session durations that are offered, in hours: AWS allows one to twelve. */
export const HOURS: readonly number[] = Array.from({ length: 12 }, (_, index) => index + 1);

export type Unit = 'minutes' | 'hours' | 'days';

/** Minutes of each unit. */
export const UNIT_MINUTES: Readonly<Record<Unit, number>> = { minutes: 1, hours: 60, days: 1440 };

/** Minutes in the largest unit that has a whole number of them. */
export function inUnit(minutes: number): { readonly value: number; readonly unit: Unit } {
  const unit = (['days', 'hours'] as const).find((one) => minutes % UNIT_MINUTES[one] === 0);
  if (unit === undefined || minutes === 0) return { value: minutes, unit: 'minutes' };
  return { value: minutes / UNIT_MINUTES[unit], unit };
}

/** Limits of a portal session, in minutes: a quarter of an hour to ninety days (R171). */
export const SESSION_MINUTES = { least: 15, most: 129_600 } as const;

/** Whether a portal session may last so many minutes. */
export function isSessionLength(minutes: number): boolean {
  const { least, most } = SESSION_MINUTES;
  return Number.isInteger(minutes) && minutes >= least && minutes <= most;
}
