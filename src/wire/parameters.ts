import { isUtf8 } from 'node:buffer';

/**
 * Decoded parameters in the order in which they were sent: name, value, name, value…
 * A flat array, since most requests have a handful and are read once.
 */
export type Parameters = readonly string[];

/** More pairs than any client sends; what is beyond is refused before it costs memory. */
export const MAX_PARAMETERS = 20_000;

/** Why an encoded string could not be read. */
export class UndecodableError extends Error {}

/** Percent-decodes UTF-8; `+` is a space when `plus` says so. */
export function decodePercent(text: string, plus: boolean): string {
  const spaced = plus && text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw new UndecodableError('bad percent-encoding');
  }
}

/** Appends the pairs of `name=value&name=value` (application/x-www-form-urlencoded) to `into`. */
export function decodeParameters(text: string, into: string[]): void {
  let from = 0;
  while (from < text.length) {
    let end = text.indexOf('&', from);
    if (end < 0) end = text.length;
    if (end > from) {
      if (into.length >= MAX_PARAMETERS * 2) throw new UndecodableError('too many parameters');
      const equals = text.indexOf('=', from);
      const split = equals < 0 || equals > end ? end : equals;
      into.push(
        decodePercent(text.slice(from, split), true),
        decodePercent(text.slice(Math.min(split + 1, end), end), true),
      );
    }
    from = end + 1;
  }
}

/** The text of a body that must be UTF-8. */
export function decodeUtf8(body: Buffer): string {
  if (!isUtf8(body)) throw new UndecodableError('bad UTF-8');
  return body.toString('utf8');
}

/** The first value of a parameter; undefined when it is absent. */
export function firstValue(parameters: Parameters, name: string): string | undefined {
  for (let index = 0; index < parameters.length; index += 2) {
    if (parameters[index] === name) return parameters[index + 1];
  }
  return undefined;
}
