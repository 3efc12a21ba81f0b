import type { RandomBytes } from '../base/bytes.ts';
import { decrypt, deriveKey, encrypt, NONCE_SIZE, SINGLE_USE_NONCE } from './aead.ts';
import { type KeyRing, openingKey } from './keyring.ts';

const SEALED = /^s1\.([1-9]\d{0,9})\.([A-Za-z0-9_-]+)$/;

function associated(keyId: number | string, context: string): Buffer {
  return Buffer.from(`s1.${keyId}.${context}`);
}

/**
 * Encrypts a secret for the store with the ring's active key. `context` says whose secret it is
 * (`access-key/AKIA…`); it must be given again to open it, so that rows cannot be exchanged.
 */
export function sealSecret(
  plaintext: string,
  context: string,
  ring: KeyRing,
  random: RandomBytes,
): string {
  const { id, secretsAtRest } = ring.active;
  const nonce = random(NONCE_SIZE);
  const sealed = encrypt(secretsAtRest, nonce, Buffer.from(plaintext), associated(id, context));
  return `s1.${id}.${Buffer.concat([nonce, sealed]).toString('base64url')}`;
}

/** The secret, or undefined when it was altered, is another row's, or its key is retired. */
export function openSecret(sealed: string, context: string, ring: KeyRing): string | undefined {
  const [, keyId, body] = SEALED.exec(sealed) ?? [];
  const key = keyId ? openingKey(ring, Number(keyId)) : undefined;
  if (!key || !keyId || !body) return undefined;
  const bytes = Buffer.from(body, 'base64url');
  if (bytes.length < NONCE_SIZE || bytes.toString('base64url') !== body) return undefined;
  const nonce = bytes.subarray(0, NONCE_SIZE);
  const ciphertext = bytes.subarray(NONCE_SIZE);
  return decrypt(key.secretsAtRest, nonce, ciphertext, associated(keyId, context))?.toString();
}

const MESSAGE = /^m1\.([1-9]\d{0,9})\.([A-Za-z0-9_-]+)$/;
const SALT_SIZE = 32;

/**
 * Encrypts a message that leaves the process, under a key of its own: whoever is refused decides how
 * many are made, more than one key could take with random nonces. Opens only in its context.
 */
export function sealMessage(
  plaintext: string,
  context: string,
  ring: KeyRing,
  random: RandomBytes,
): string {
  const { id, sealing } = ring.active;
  const salt = random(SALT_SIZE);
  const key = deriveKey(sealing, salt, 'message');
  const sealed = encrypt(key, SINGLE_USE_NONCE, Buffer.from(plaintext), Buffer.from(context));
  return `m1.${id}.${Buffer.concat([salt, sealed]).toString('base64url')}`;
}

/** The message, or undefined when it was altered or sealed in another context. */
export function openMessage(sealed: string, context: string, ring: KeyRing): string | undefined {
  const [, keyId, body] = MESSAGE.exec(sealed) ?? [];
  const ringKey = keyId ? openingKey(ring, Number(keyId)) : undefined;
  if (!ringKey || !body) return undefined;
  const bytes = Buffer.from(body, 'base64url');
  if (bytes.length < SALT_SIZE || bytes.toString('base64url') !== body) return undefined;
  const key = deriveKey(ringKey.sealing, bytes.subarray(0, SALT_SIZE), 'message');
  const ciphertext = bytes.subarray(SALT_SIZE);
  return decrypt(key, SINGLE_USE_NONCE, ciphertext, Buffer.from(context))?.toString();
}

/** The id of the ring key that sealed a secret, to find what a rotation still has to seal again. */
export function sealingKeyId(sealed: string): number | undefined {
  const [, keyId] = SEALED.exec(sealed) ?? [];
  return keyId ? Number(keyId) : undefined;
}
