import { trimmed } from './text.ts';

const ALPHABET = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * The base64 text without line breaks and the white space around them; undefined when it is no
 * base64 (RFC 4648, 4) or empty. A space inside a line is refused rather than skipped: it is what
 * a plus sign becomes when a form field is decoded twice.
 */
export function joinBase64(text: string): string | undefined {
  const joined = text
    .split(/[\r\n]/)
    .map(trimmed)
    .join('');
  if (joined === '' || joined.length % 4 !== 0 || !ALPHABET.test(joined)) return undefined;
  return joined;
}

/** Why a text is no base64, for whoever pasted it. */
export function base64Fault(text: string): string {
  const inside = trimmed(text);
  if (inside === '') return 'it is empty';
  if (inside.startsWith('<')) return 'it is XML that was not encoded';
  if (inside.includes('%')) return 'it is still URL-encoded';
  if (inside.includes(' ')) return 'it contains spaces, which plus signs become when decoded twice';
  if (/[-_]/.test(inside)) return 'it is in the URL-safe alphabet';
  if (/[^A-Za-z0-9+/=\s]/.test(inside)) return 'it contains other characters';
  return 'its length is no multiple of four, so that a part is missing';
}
