import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';

/** AES-256-GCM (NIST SP 800-38D) and HKDF-SHA256 (RFC 5869) as the rest of the folder uses them. */

export const NONCE_SIZE = 12;
export const TAG_SIZE = 16;

/** The nonce of a key that encrypts one message only. */
export const SINGLE_USE_NONCE = Buffer.alloc(NONCE_SIZE);

/** A 32-byte key for one purpose; never the same for two purposes or two salts. */
export function deriveKey(key: KeyObject, salt: Buffer, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', key, salt, purpose, 32)));
}

/** The number of the one block that `expandKey` makes (RFC 5869, 2.3). */
const FIRST_BLOCK = '\x01';

/**
 * As `deriveKey`, for a key that was itself derived so and is as good as random: the second half of
 * HKDF alone, which is all that such a key needs (RFC 5869, 3.3), in a fifth of the time. The salts
 * of a purpose are all of one length.
 */
export function expandKey(key: KeyObject, salt: Buffer, purpose: string): KeyObject {
  const block = createHmac('sha256', key).update(purpose).update(salt).update(FIRST_BLOCK);
  // As a text: Node takes longer to make a Buffer than to make the key.
  return createSecretKey(block.digest('base64'), 'base64');
}

/** Ciphertext and tag. The same key must never meet the same nonce twice. */
export function encrypt(
  key: KeyObject,
  nonce: Buffer,
  plaintext: Buffer,
  associated: Buffer,
): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(associated);
  const encrypted = cipher.update(plaintext);
  cipher.final();
  return Buffer.concat([encrypted, cipher.getAuthTag()]);
}

/** The plaintext, or undefined when key, nonce, associated data or a single bit is wrong. */
export function decrypt(
  key: KeyObject,
  nonce: Buffer,
  sealed: Buffer,
  associated: Buffer,
): Buffer | undefined {
  if (sealed.length < TAG_SIZE) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_SIZE });
  decipher.setAAD(associated);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_SIZE));
  const plaintext = decipher.update(sealed.subarray(0, sealed.length - TAG_SIZE));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return plaintext;
}
