import { createHmac, hash } from 'node:crypto';

/** The 32 bytes of the SHA-256 of a text (UTF-8). */
export function sha256Bytes(input: string): Buffer {
  return hash('sha256', input, 'buffer');
}

/** The SHA-256 of a text (UTF-8) or of bytes, in the encoding asked for. */
export function sha256(input: string | Uint8Array, encoding: 'hex' | 'base64url' = 'hex'): string {
  return hash('sha256', input, encoding);
}

/** The HMAC-SHA256 of a text (UTF-8), in hexadecimal. */
export function hmacSha256(key: string, input: string): string {
  return createHmac('sha256', key).update(input).digest('hex');
}
