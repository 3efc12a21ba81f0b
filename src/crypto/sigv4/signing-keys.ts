import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { GenerationalCache } from '../generational-cache.ts';

/** The signing key of a secret and a scope: four chained HMACs (AWS General Reference). */
export function deriveSigningKey(
  secret: string,
  scopeDate: string,
  region: string,
  service: string,
): KeyObject {
  // Node takes seven times as long for an HMAC whose key is not a KeyObject.
  let key = createSecretKey(Buffer.from(`AWS4${secret}`));
  for (const part of [scopeDate, region, service, 'aws4_request']) {
    key = createSecretKey(createHmac('sha256', key).update(part).digest());
  }
  return key;
}

/** Derived signing keys, kept for the secrets and scopes in use; bounded. */
export class SigningKeys {
  readonly #cache: GenerationalCache<KeyObject>;

  /** `capacity`: how many keys one generation holds; a key takes about 300 bytes. */
  constructor(capacity = 5_000) {
    this.#cache = new GenerationalCache(capacity);
  }

  /** The signing key for a secret access key and a scope. */
  get(secret: string, scopeDate: string, region: string, service: string): KeyObject {
    // A scope part never holds a line break (see assemble), so the last three end the secret.
    const identity = `${secret}\n${scopeDate}\n${region}\n${service}`;
    const known = this.#cache.get(identity);
    if (known) return known;
    const key = deriveSigningKey(secret, scopeDate, region, service);
    this.#cache.set(identity, key);
    return key;
  }

  /** How many keys are held now. */
  get size(): number {
    return this.#cache.size;
  }
}
