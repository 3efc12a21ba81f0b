const EPOCH = /^-?\d{1,19}$/;
const ISO =
  /^(\d{1,4})(?:-(\d\d)(?:-(\d\d))?)?(?:[tT](?:(\d{1,2})(?::(\d\d)(?::(\d\d)(\.\d{1,9})?)?)?)?([zZ]|[+-]\d\d(?::?\d\d)?)?)?$/;

/** Seconds since 1970 must fit 63 bits: 9223372036854775808 is refused. */
const MAX_EPOCH = 2n ** 63n;

/**
 * Milliseconds since 1970 of an ISO 8601 date (every shortened W3C form, and the loose forms that
 * IAM takes, such as `01T`) or of seconds since 1970; undefined for any other text (aws-facts J3).
 */
export function parseDate(text: string): number | undefined {
  if (EPOCH.test(text)) {
    const seconds = BigInt(text);
    return seconds < MAX_EPOCH && seconds >= -MAX_EPOCH ? Number(seconds) * 1000 : undefined;
  }
  const parts = ISO.exec(text);
  if (!parts) return undefined;
  const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction] = parts;
  const time = new Date(0);
  time.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // A day that the month does not have lands in another month.
  const overflows = time.getUTCMonth() !== Number(month) - 1;
  if (overflows || Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) {
    return undefined;
  }
  const clock = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  const offset = parseOffset(parts[8]);
  return time.getTime() + (clock - offset) * 1000 + Number(fraction ?? 0) * 1000;
}

function parseOffset(text: string | undefined): number {
  if (text === undefined || text.toUpperCase() === 'Z') return 0;
  const digits = text.slice(1).replace(':', '');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2) || '0') * 60;
  return text.startsWith('-') ? -seconds : seconds;
}
