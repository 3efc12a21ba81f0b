import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** A private key in memory; its PEM form costs five times as much with each use. */
export type PrivateKey = KeyObject;

/** An RSA private key and the PEM (PKCS #8) in which it is kept, or why there is none. */
export type RsaPrivateKeyReading =
  | { readonly ok: true; readonly key: PrivateKey; readonly pem: string }
  | { readonly ok: false; readonly problem: string };

/** One block, and nothing but white space around it: PKCS #8 (RFC 5958) or PKCS #1 (RFC 8017). */
const PEM =
  /^\s*-----BEGIN ((?:RSA )?PRIVATE KEY)-----\r?\n([A-Za-z0-9+/=\s]+)-----END \1-----\s*$/;
/** PKCS #8 says it in its first line, PKCS #1 in a header. */
const LOCKED = /^(?:-----BEGIN |Proc-Type: 4,)ENCRYPTED/m;
const LEAST_BITS = 2048;
/** Each decryption is paid for by whoever sends a message: a longer key would be a lever. */
const MOST_BITS = 8192;
const PROBE = Buffer.from('the halves of a key pair belong together');

/**
 * Reads an RSA private key of 2048 to 8192 bits from PEM. Everything else is a problem: a key that a
 * password protects, of another algorithm, of another length, or whose numbers do not fit.
 */
export function readRsaPrivateKey(text: string): RsaPrivateKeyReading {
  if (LOCKED.test(text)) return refused('a password protects it');
  if (!PEM.test(text)) return refused('it is not one private key in PEM');
  try {
    const key = createPrivateKey(text);
    const problem = problemOf(key);
    if (problem !== undefined) return refused(problem);
    return { ok: true, key, pem: key.export({ type: 'pkcs8', format: 'pem' }).toString() };
  } catch {
    return refused('it cannot be read');
  }
}

function problemOf(key: KeyObject): string | undefined {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type !== 'rsa') return `it is of the kind ${type}`;
  const bits = details?.modulusLength ?? 0;
  if (bits < LEAST_BITS || bits > MOST_BITS) return `it has ${bits} bits`;
  const fits = verify('sha256', PROBE, createPublicKey(key), sign('sha256', PROBE, key));
  return fits ? undefined : 'its numbers do not belong together';
}

function refused(problem: string): RsaPrivateKeyReading {
  return { ok: false, problem };
}
