const HTTP_DATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** Milliseconds since 1970, or undefined when the calendar or the clock has no such moment. */
function utc(
  y: number,
  mo: number,
  d: number,
  h: number,
  mi: number,
  s: number,
): number | undefined {
  if (y < 1970 || mo < 1 || mo > 12 || h > 23 || mi > 59 || s > 59) return undefined;
  return d < 1 || d > daysOf(mo, y) ? undefined : Date.UTC(y, mo - 1, d, h, mi, s);
}

function daysOf(month: number, year: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** The number that stands in `text` from `start` to `end`; NaN unless all are digits. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index++) {
    const digit = text.charCodeAt(index) - 48;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
  }
  return value;
}

/**
 * The time of a date of the form `20260131T093000Z`, in milliseconds. Every request has one, so it
 * is read without a regular expression.
 */
export function parseBasicDate(text: string): number | undefined {
  if (text.length !== 16 || text[8] !== 'T' || text[15] !== 'Z') return undefined;
  const day = digits(text, 0, 8);
  const clock = digits(text, 9, 15);
  if (Number.isNaN(day + clock)) return undefined;
  return utc(
    Math.floor(day / 10_000),
    Math.floor(day / 100) % 100,
    day % 100,
    Math.floor(clock / 10_000),
    Math.floor(clock / 100) % 100,
    clock % 100,
  );
}

/** The time of a `Date` header: RFC 9110's preferred form, or the basic form that some signers put. */
export function parseDateHeader(text: string): number | undefined {
  const found = HTTP_DATE.exec(text);
  if (!found) return parseBasicDate(text);
  const [, day, name = '', year, hour, minute, second] = found;
  const month = MONTHS.indexOf(name) / 3 + 1;
  return utc(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
}
