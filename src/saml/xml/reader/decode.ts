import { isUtf8 } from 'node:buffer';
import { refuse } from './refusal.ts';

const BYTE_ORDER_MARK = '\uFEFF';
/** Everything that XML 1.0 has no place for; surrogates are paired, or the bytes were no UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is searched
const NOT_A_CHARACTER = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/;

/** The text of a document, its line ends normalised. */
export interface DecodedText {
  readonly text: string;
  readonly byteOrderMark: boolean;
}

/**
 * UTF-16 and UTF-32 as XML 1.0 appendix F recognises them: by their byte order marks or by the
 * zero bytes around a first `<`. They are named so, although they could be no UTF-8 document either.
 */
function isWideEncoding(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe)) return true;
  return bytes.length > 1 && (first === 0 || second === 0);
}

function textOfBytes(bytes: Uint8Array): string {
  if (isWideEncoding(bytes)) refuse('encoding', -1, 'the bytes are UTF-16 or UTF-32, not UTF-8');
  if (!isUtf8(bytes)) refuse('not-utf-8', -1, 'the bytes are no UTF-8');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/**
 * Decodes bytes, or takes a string as it is. Refuses what is no UTF-8, characters that XML does
 * not have, and a byte order mark unless it is allowed; a second one is never allowed.
 */
export function decode(input: Uint8Array | string, allowByteOrderMark: boolean): DecodedText {
  let text = typeof input === 'string' ? input : textOfBytes(input);
  if (typeof input === 'string' && !text.isWellFormed()) {
    refuse('not-utf-8', -1, 'the text has half of a surrogate pair');
  }
  const byteOrderMark = text.startsWith(BYTE_ORDER_MARK);
  if (byteOrderMark) {
    if (!allowByteOrderMark) refuse('byte-order-mark', -1, 'a byte order mark is not allowed');
    text = text.slice(1);
  }
  const found = NOT_A_CHARACTER.exec(text);
  if (found) {
    const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    refuse('character', found.index, `U+${code} is no character of XML`);
  }
  return { text: text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text, byteOrderMark };
}
