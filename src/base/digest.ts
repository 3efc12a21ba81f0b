import { hash } from 'node:crypto';

/** The SHA-256 of a text (UTF-8) or of bytes, in the encoding asked for. */
export function sha256(input: string | Uint8Array, encoding: 'hex' | 'base64url' = 'hex'): string {
  return hash('sha256', input, encoding);
}
