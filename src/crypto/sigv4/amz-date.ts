const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const HTTP_DATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

type Fields = readonly [year: string, month: string, day: string, h: string, m: string, s: string];

/** Milliseconds since 1970, or undefined when the calendar or the clock has no such moment. */
function utc([year, month, day, hour, minute, second]: Fields): number | undefined {
  const [y, mo, d] = [Number(year), Number(month), Number(day)];
  const [h, mi, s] = [Number(hour), Number(minute), Number(second)];
  if (y < 1970 || mo < 1 || mo > 12 || h > 23 || mi > 59 || s > 59) return undefined;
  return d < 1 || d > daysOf(mo, y) ? undefined : Date.UTC(y, mo - 1, d, h, mi, s);
}

function daysOf(month: number, year: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** The time of a date of the form `20260131T093000Z`, in milliseconds. */
export function parseBasicDate(text: string): number | undefined {
  const [, year, month, day, hour, minute, second] = BASIC.exec(text) ?? [];
  if (!year || !month || !day || !hour || !minute || !second) return undefined;
  return utc([year, month, day, hour, minute, second]);
}

/** The time of a `Date` header: RFC 9110's preferred form, or the basic form that some signers put. */
export function parseDateHeader(text: string): number | undefined {
  const [, day, name, year, hour, minute, second] = HTTP_DATE.exec(text) ?? [];
  if (!day || !name || !year || !hour || !minute || !second) return parseBasicDate(text);
  return utc([year, String(MONTHS.indexOf(name) / 3 + 1), day, hour, minute, second]);
}
