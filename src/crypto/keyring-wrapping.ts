import { createSecretKey, type KeyObject } from 'node:crypto';
import { equalSecrets, type RandomBytes } from '../base/bytes.ts';
import { decrypt, deriveKey, encrypt, NONCE_SIZE } from './aead.ts';
import { type KeyRing, type RingKey, ringKey, ringOf } from './keyring.ts';

/** The size of a master key in bytes. */
export const MASTER_KEY_SIZE = 32;

/** What unwrapping gives: the ring, or why not. */
export type UnwrappedKeyRing =
  | { readonly ring: KeyRing; readonly problem?: never }
  | { readonly problem: 'wrong-master-key' | 'malformed'; readonly ring?: never };

interface StoredKey {
  readonly id: number;
  readonly state: RingKey['state'];
  readonly createdAt: number;
  readonly key: string;
}

const VERSION = 'gatehouse-key-ring-1';
const NO_SALT = Buffer.alloc(0);

function masterKeys(master: Buffer): { wrapping: KeyObject; check: string } {
  if (master.length !== MASTER_KEY_SIZE) {
    throw new RangeError(`a master key has ${MASTER_KEY_SIZE} bytes, not ${master.length}`);
  }
  const key = createSecretKey(master);
  const check = deriveKey(key, NO_SALT, 'gatehouse v1 master key check').export();
  return {
    wrapping: deriveKey(key, NO_SALT, 'gatehouse v1 key ring wrapping'),
    check: check.subarray(0, 16).toString('base64url'),
  };
}

/**
 * The ring as one line of text for the store: version, a key-check value that tells which master
 * key opens it, and everything else encrypted as a whole, so that no key can be exchanged, dropped
 * or given another state. Throws RangeError when the master key is not 32 bytes long.
 */
export function wrapKeyRing(ring: KeyRing, master: Buffer, random: RandomBytes): string {
  const { wrapping, check } = masterKeys(master);
  const stored: StoredKey[] = ring.keys.map(({ id, state, createdAt, root }) => {
    return { id, state, createdAt, key: root.export().toString('base64') };
  });
  const nonce = random(NONCE_SIZE);
  const header = `${VERSION}.${check}`;
  const plaintext = Buffer.from(JSON.stringify(stored));
  const sealed = encrypt(wrapping, nonce, plaintext, Buffer.from(header));
  return `${header}.${Buffer.concat([nonce, sealed]).toString('base64url')}`;
}

/** Opens a wrapped ring; tells a wrong master key from a damaged ring. Throws as `wrapKeyRing`. */
export function unwrapKeyRing(wrapped: string, master: Buffer): UnwrappedKeyRing {
  const { wrapping, check } = masterKeys(master);
  const [version, storedCheck, body, ...rest] = wrapped.split('.');
  if (version !== VERSION || !storedCheck || !body || rest.length > 0) {
    return { problem: 'malformed' };
  }
  if (!equalSecrets(check, storedCheck)) return { problem: 'wrong-master-key' };
  const bytes = Buffer.from(body, 'base64url');
  const nonce = bytes.subarray(0, NONCE_SIZE);
  if (nonce.length !== NONCE_SIZE || bytes.toString('base64url') !== body) {
    return { problem: 'malformed' };
  }
  const header = Buffer.from(`${version}.${storedCheck}`);
  const plaintext = decrypt(wrapping, nonce, bytes.subarray(NONCE_SIZE), header);
  if (!plaintext) return { problem: 'malformed' };
  // Authenticated, hence written by wrapKeyRing of this version.
  const stored = JSON.parse(plaintext.toString()) as StoredKey[];
  const ring = ringOf(
    stored.map(({ id, state, createdAt, key }) =>
      ringKey(id, state, createdAt, Buffer.from(key, 'base64')),
    ),
  );
  return ring ? { ring } : { problem: 'malformed' };
}
