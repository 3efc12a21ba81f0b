const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * The bytes of a base64 text (RFC 4648 section 4, padded), in which XML's white space may stand as
 * xs:base64Binary allows; undefined for anything else, other spellings of the same bytes included.
 */
export function decodeBase64(text: string): Buffer | undefined {
  const compact = text.replace(/[ \t\r\n]+/g, '');
  if (compact.length % 4 !== 0 || !BASE64.test(compact)) return undefined;
  const bytes = Buffer.from(compact, 'base64');
  // Bits behind the last byte must be zero, or one value could be written in several ways.
  if (compact.endsWith('=') && !compact.endsWith(bytes.toString('base64').slice(-4))) {
    return undefined;
  }
  return bytes;
}
