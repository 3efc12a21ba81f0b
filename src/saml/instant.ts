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
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  const hour = Number(match[4]);
  const minute = Number(match[5]);
  const second = Number(match[6]);
  if (month < 1 || month > 12 || day < 1 || day > daysOf(month, year)) return undefined;
  if (year < 1000 || hour > 23 || minute > 59 || second > 59) return undefined;
  const milliseconds = match[7] === undefined ? 0 : Number(`${match[7]}00`.slice(0, 3));
  const time = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  if (match[8] === undefined) return time;
  const zoneHour = Number(match[9]);
  const zoneMinute = Number(match[10]);
  if (zoneHour > 14 || zoneMinute > 59) return undefined;
  const offset = (zoneHour * 60 + zoneMinute) * 60_000;
  return match[8] === '-' ? time + offset : time - offset;
}

const SHORT_MONTHS: ReadonlySet<number> = new Set([4, 6, 9, 11]);

function daysOf(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return SHORT_MONTHS.has(month) ? 30 : 31;
}
