import { trimmed } from './text.ts';

/**
 * The bytes of a base64 text (RFC 4648, 4), in which line breaks and white space around them may
 * stand; undefined when it is no base64 or empty. A space inside a line is refused rather than
 * skipped: it is what a plus sign becomes when a form field is decoded twice.
 */
export function decodeBase64(text: string): Buffer | undefined {
  const hasLines = text.includes('\n') || text.includes('\r');
  const joined = hasLines
    ? text
        .split(/[\r\n]/)
        .map(trimmed)
        .join('')
    : trimmed(text);
  if (joined === '' || joined.length % 4 !== 0) return undefined;
  // Node decodes the URL-safe alphabet too, and skips what is in neither: the length tells.
  if (joined.includes('-') || joined.includes('_')) return undefined;
  const bytes = Buffer.from(joined, 'base64');
  const padding = joined.endsWith('==') ? 2 : joined.endsWith('=') ? 1 : 0;
  return bytes.length === (joined.length / 4) * 3 - padding ? bytes : undefined;
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
