/** The percent-encoding of Signature Version 4: everything but RFC 3986's unreserved characters. */

const UNRESERVED = /^[A-Za-z0-9\-._~]$/;

/** The encoding of each byte: itself when unreserved, else `%` and two upper-case digits. */
const ENCODED: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (UNRESERVED.test(character)) return character;
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
});

const SLASH = 0x2f;
const PLUS = 0x2b;
const PERCENT = 0x25;
const SPACE = 0x20;

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** Node hands request bytes over as characters up to 255; beyond that the text is not from a wire. */
function encodeUnit(text: string, index: number): string {
  const code = text.charCodeAt(index);
  if (code < 256) return ENCODED[code] ?? '';
  return encodeURIComponent(String.fromCharCode(code).toWellFormed());
}

/** Encodes every byte of a path as sent, `%` included, and leaves the slashes. */
export function encodePath(path: string): string {
  let encoded = '';
  for (let index = 0; index < path.length; index++) {
    encoded += path.charCodeAt(index) === SLASH ? '/' : encodeUnit(path, index);
  }
  return encoded;
}

/**
 * The one spelling of a query name or value: decoded, then encoded again. `+` is a space, as it is
 * for every reader of forms, so that the signed and the understood value cannot differ. Undefined
 * when an escape is malformed.
 */
export function recodeComponent(text: string): string | undefined {
  let encoded = '';
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === PLUS) {
      encoded += ENCODED[SPACE];
    } else if (code === PERCENT) {
      const high = hexDigit(text.charCodeAt(index + 1));
      const low = hexDigit(text.charCodeAt(index + 2));
      if (high < 0 || low < 0) return undefined;
      encoded += ENCODED[high * 16 + low];
      index += 2;
    } else {
      encoded += encodeUnit(text, index);
    }
  }
  return encoded;
}
