import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from './aead.ts';
import { type KeyRing, openingKey, type RingKey } from './keyring.ts';

const NO_SALT = Buffer.alloc(0);
const HASH = /^k1\.([1-9]\d{0,9})\.([A-Za-z0-9_-]{43})$/;

function mac({ root }: RingKey, context: string, text: string): Buffer {
  const key = deriveKey(root, NO_SALT, 'gatehouse v1 keyed hashes');
  // The length keeps one context and text from being read as another pair.
  return createHmac('sha256', key).update(`${context.length}.${context}${text}`).digest();
}

/**
 * HMAC-SHA256 of a text that is too short for a plain hash to hide it, such as six digits, with a
 * key of the ring's active one. `context` says what the text is of.
 */
export function keyedHash(text: string, context: string, ring: KeyRing): string {
  return `k1.${ring.active.id}.${mac(ring.active, context, text).toString('base64url')}`;
}

/** Whether `stored` is the hash of this text in this context, in constant time. */
export function matchesKeyedHash(
  stored: string,
  text: string,
  context: string,
  ring: KeyRing,
): boolean {
  const [, keyId, body = ''] = HASH.exec(stored) ?? [];
  const key = keyId ? openingKey(ring, Number(keyId)) : undefined;
  if (!key) return false;
  return timingSafeEqual(mac(key, context, text), Buffer.from(body, 'base64url'));
}
