import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** A private key in memory; its PEM form costs five times as much with each use. */
export type PrivateKey = KeyObject;

/** An RSA private key, and the PEM (PKCS #8) in which it is kept. */
export interface RsaPrivateKey {
  readonly key: PrivateKey;
  readonly pem: string;
}

/** One block, and nothing but white space around it: PKCS #8 (RFC 5958) or PKCS #1 (RFC 8017). */
const PEM =
  /^\s*-----BEGIN ((?:RSA )?PRIVATE KEY)-----\r?\n([A-Za-z0-9+/=\s]+)-----END \1-----\s*$/;
const LEAST_BITS = 2048;
/** Each decryption is paid for by whoever sends a message: a longer key would be a lever. */
const MOST_BITS = 8192;
const PROBE = Buffer.from('the halves of a key pair belong together');

/**
 * Reads an RSA private key of 2048 to 8192 bits from PEM. Undefined for everything else: a key that
 * a password protects, of another algorithm, of another length, or whose numbers do not fit.
 */
export function readRsaPrivateKey(pem: string): RsaPrivateKey | undefined {
  if (!PEM.test(pem)) return undefined;
  try {
    const key = createPrivateKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (key.asymmetricKeyType !== 'rsa' || bits < LEAST_BITS || bits > MOST_BITS) return undefined;
    if (!verify('sha256', PROBE, createPublicKey(key), sign('sha256', PROBE, key))) {
      return undefined;
    }
    return { key, pem: key.export({ type: 'pkcs8', format: 'pem' }).toString() };
  } catch {
    return undefined;
  }
}
