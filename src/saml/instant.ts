const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,12}))?(?:Z|([+-])(\d{2}):(\d{2}))?$/;

/**
 * An xs:dateTime as milliseconds since 1970; undefined for anything else and for dates that no
 * calendar has. SAML writes UTC (saml-core 1.3.3), so a time without zone is UTC. Midnight is
 * 00:00, leap seconds are not known, further digits of a fraction are cut off.
 */
export function parseInstant(text: string): number | undefined {
  const match = DATE_TIME.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysOf(month, year)) return undefined;
  if (year < 1000 || hour > 23 || minute > 59 || second > 59) return undefined;
  const milliseconds = match[7] === undefined ? 0 : Number(`${match[7]}00`.slice(0, 3));
  const time = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  if (match[8] === undefined) return time;
  const zone = [Number(match[9]), Number(match[10])] as const;
  if (zone[0] > 14 || zone[1] > 59) return undefined;
  const offset = (zone[0] * 60 + zone[1]) * 60_000;
  return match[8] === '-' ? time + offset : time - offset;
}

const SHORT_MONTHS: ReadonlySet<number> = new Set([4, 6, 9, 11]);

function daysOf(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return SHORT_MONTHS.has(month) ? 30 : 31;
}
