import { createECDH, createHmac, createPrivateKey, hash, type KeyObject, sign } from 'node:crypto';
import { deriveKey } from './aead.ts';
import type { KeyRing, RingKey } from './keyring.ts';

/** The claims of a token; times are seconds since 1970, as RFC 7519 has them. */
export type IdentityClaims = Readonly<Record<string, string | number>>;

/** The public half of a signing key, as a JSON Web Key (RFC 7517). */
export interface IdentityKey {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y: string;
  /** RFC 7638 with SHA-256, base64url. */
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'ES256';
}

interface SigningKey {
  readonly key: KeyObject;
  readonly published: IdentityKey;
}

const NO_SALT = Buffer.alloc(0);
const made = new WeakMap<RingKey, SigningKey>();

/** A JSON Web Token signed with ES256 by a key of the ring's active one (RFC 7515, RFC 7519). */
export function signIdentityToken(claims: IdentityClaims, ring: KeyRing): string {
  const { key, published } = signingKeyOf(ring.active);
  const header = encoded({ alg: published.alg, typ: 'JWT', kid: published.kid });
  const input = `${header}.${encoded(claims)}`;
  const signature = sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

/** The keys that tokens may have been signed with, as they are published. */
export function identityKeys({ keys }: KeyRing): readonly IdentityKey[] {
  const usable = keys.filter(({ state }) => state !== 'retired');
  return usable.map((key) => signingKeyOf(key).published);
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Every node derives the same key, so that none has to be stored or handed round. */
function signingKeyOf(ringKey: RingKey): SigningKey {
  let found = made.get(ringKey);
  if (!found) {
    found = signingKey(ringKey);
    made.set(ringKey, found);
  }
  return found;
}

function signingKey({ root }: RingKey): SigningKey {
  const seed = deriveKey(root, NO_SALT, 'gatehouse v1 identity tokens');
  for (let count = 0; ; count += 1) {
    const scalar = createHmac('sha256', seed).update(String(count)).digest();
    const point = publicPoint(scalar);
    if (!point) continue;
    const jwk = { kty: 'EC', crv: 'P-256', ...point };
    const { crv, kty, x, y } = jwk;
    const kid = hash('sha256', JSON.stringify({ crv, kty, x, y }), 'base64url');
    const d = scalar.toString('base64url');
    const key = createPrivateKey({ key: { ...jwk, d }, format: 'jwk' });
    return { key, published: { ...jwk, kid, use: 'sig', alg: 'ES256' } };
  }
}

/** Undefined for the one in 2^32 values that are no private key of P-256. */
function publicPoint(scalar: Buffer): { readonly x: string; readonly y: string } | undefined {
  const pair = createECDH('prime256v1');
  try {
    pair.setPrivateKey(scalar);
  } catch {
    return undefined;
  }
  const point = pair.getPublicKey();
  return {
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
}
