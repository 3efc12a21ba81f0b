const ALPHABET = /^[A-Za-z0-9_-]*$/;

/**
 * Decodes base64url as RFC 7515 has it: no padding, no other characters, and no bits set that
 * belong to no byte, so that every value has exactly one spelling. Undefined for anything else.
 */
export function decodeBase64url(text: string): Buffer | undefined {
  if (!ALPHABET.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
