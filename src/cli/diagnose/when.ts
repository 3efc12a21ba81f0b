import { InvalidArgumentError } from 'commander';

/** The moment that something is judged for. */
export type When =
  | { readonly kind: 'now' }
  /** Some seconds after it was issued, as a browser would deliver it. */
  | { readonly kind: 'issue' }
  /** Milliseconds since 1970. */
  | { readonly kind: 'time'; readonly time: number };

const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** Reads the option --at: now, issue, ISO 8601 (UTC unless it says otherwise), or epoch seconds. */
export function readWhen(text: string): When {
  if (text === 'now' || text === 'issue') return { kind: text };
  if (/^\d{9,10}$/.test(text)) return { kind: 'time', time: Number(text) * 1000 };
  if (/^\d{12,13}$/.test(text)) return { kind: 'time', time: Number(text) };
  const isLocal = text.includes('T') && !/(?:Z|[+-]\d{2}:?\d{2})$/.test(text);
  const time = ISO.test(text) ? Date.parse(isLocal ? `${text}Z` : text) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new InvalidArgumentError('It is now, issue, 2026-11-01T09:30:00Z or seconds since 1970.');
  }
  return { kind: 'time', time };
}
