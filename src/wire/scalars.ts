/** Thrown by readers: the text of a value is not of its modelled type. An empty reason is told nobody. */
export class MalformedValueError extends Error {}

const INTEGER = /^[+-]?\d{1,19}$/;
const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const INT32 = 2 ** 31;

/** A 32-bit integer in decimal digits, as awsQuery and query strings carry it. */
export function parseInteger(text: string): number {
  if (text === '') throw new MalformedValueError('missing value for decimal type');
  const value = INTEGER.test(text) ? Number(text) : Number.NaN;
  if (!(value >= -INT32 && value < INT32)) throw new MalformedValueError('');
  return value === 0 ? 0 : value;
}

/** `true` or `false`, nothing else. */
export function parseBoolean(text: string): boolean {
  if (text === 'true') return true;
  if (text === 'false') return false;
  throw new MalformedValueError('');
}

/** An RFC 3339 date and time. Days that a month does not have are refused. */
export function parseDateTime(text: string): Date {
  const parts = DATE_TIME.exec(text);
  const date = parts ? new Date(text) : undefined;
  if (!parts || !date || Number.isNaN(date.getTime())) throw new MalformedValueError('');
  const lastDay = new Date(Date.UTC(Number(parts[1]), Number(parts[2]), 0)).getUTCDate();
  if (Number(parts[3]) > lastDay) throw new MalformedValueError('');
  return date;
}

/** Seconds since 1970 as a number, fractions allowed. */
export function parseEpochSeconds(seconds: number): Date {
  const date = new Date(Math.round(seconds * 1000));
  if (Number.isNaN(date.getTime())) throw new MalformedValueError('');
  return date;
}

/** Standard base64 with or without padding; nothing else is skipped over. */
export function parseBase64(text: string): Uint8Array {
  if (!BASE64.test(text)) throw new MalformedValueError('');
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64').replaceAll('=', '') !== text.replaceAll('=', '')) {
    throw new MalformedValueError('');
  }
  return Uint8Array.from(bytes);
}
