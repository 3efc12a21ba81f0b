import { createPublicKey, type KeyObject } from 'node:crypto';
import type { JsonValue } from '../base/json.ts';
import { type AlgorithmName, type Curve, curves, isAlgorithmName } from './algorithms.ts';
import { decodeBase64url } from './base64url.ts';
import { type Members, readDocument } from './document.ts';

/** A public key of an issuer, ready to verify with: made once, when its set is read. */
export interface VerificationKey {
  readonly kid: string | undefined;
  readonly keyType: 'RSA' | 'EC';
  /** The curve of an EC key. */
  readonly curve: Curve | undefined;
  /** The length of an RSA modulus or of a curve's field. */
  readonly bits: number;
  /** The only algorithm that the key may be used with, when it says so. */
  readonly algorithm: AlgorithmName | undefined;
  readonly key: KeyObject;
}

/** Why a key of a set is not used; closed, so that every reason can be explained. */
export type KeyProblem =
  | 'not-an-object'
  | 'unknown-key-type'
  /** `kty` is `oct`: a shared secret, which no published key may be. */
  | 'symmetric'
  /** The set gives away the private half. */
  | 'private'
  | 'not-for-signatures'
  | 'unknown-algorithm'
  | 'unknown-curve'
  /** An RSA modulus under 2048 bits (RFC 7518 section 3.3). */
  | 'too-short'
  /** An RSA modulus over 8192 bits or an exponent over 32: they cost more than they prove. */
  | 'too-long'
  | 'malformed';

/** A key that was left out of a set, for the diagnosis. */
export interface SkippedKey {
  /** Its place in `keys`, counted from 0. */
  readonly index: number;
  readonly kid: string | undefined;
  readonly problem: KeyProblem;
}

export interface KeySet {
  readonly keys: readonly VerificationKey[];
  readonly skipped: readonly SkippedKey[];
}

/** Why a whole key set is of no use. */
export type KeySetProblem =
  | { readonly kind: 'not-json' }
  /** There is no `keys` member that is an array. */
  | { readonly kind: 'no-keys' }
  | { readonly kind: 'too-many-keys'; readonly keyType: 'RSA' | 'EC' | 'other' };

export type KeySetReading =
  | { readonly ok: true; readonly keySet: KeySet }
  | { readonly ok: false; readonly problem: KeySetProblem };

/** The largest key set that is read, in bytes: 200 keys with certificate chains fit. */
export const MAX_KEY_SET_BYTES = 1_048_576;

/** How many keys of one type a set may have (aws-facts D2). */
export const MAX_KEYS = 100;

const MIN_MODULUS_BITS = 2048;
const MAX_MODULUS_BITS = 8192;
const MAX_EXPONENT_BYTES = 4;

/**
 * Reads a JSON Web Key Set (RFC 7517 section 5). Keys that cannot verify tokens are left out, each
 * with its reason, since sets also hold keys for other uses; more than 100 keys of a type make the
 * whole set invalid.
 */
export function readKeySet(bytes: Uint8Array): KeySetReading {
  const document = readDocument(bytes, MAX_KEY_SET_BYTES);
  if (!document) return { ok: false, problem: { kind: 'not-json' } };
  const listed = document.get('keys');
  if (!Array.isArray(listed)) return { ok: false, problem: { kind: 'no-keys' } };
  const crowded = crowdedType(listed);
  if (crowded) return { ok: false, problem: { kind: 'too-many-keys', keyType: crowded } };
  const keys: VerificationKey[] = [];
  const skipped: SkippedKey[] = [];
  for (const [index, value] of listed.entries()) {
    const read = readKey(value);
    if (typeof read !== 'string') keys.push(read);
    else skipped.push({ index, kid: textOf(value, 'kid'), problem: read });
  }
  return { ok: true, keySet: { keys, skipped } };
}

function crowdedType(listed: readonly JsonValue[]): 'RSA' | 'EC' | 'other' | undefined {
  const counts = { RSA: 0, EC: 0, other: 0 };
  for (const value of listed) {
    const type = textOf(value, 'kty');
    counts[type === 'RSA' || type === 'EC' ? type : 'other'] += 1;
  }
  return (['RSA', 'EC', 'other'] as const).find((type) => counts[type] > MAX_KEYS);
}

function textOf(value: JsonValue, name: string): string | undefined {
  const member = value instanceof Map ? value.get(name) : undefined;
  return typeof member === 'string' ? member : undefined;
}

function readKey(value: JsonValue): VerificationKey | KeyProblem {
  if (!(value instanceof Map)) return 'not-an-object';
  const jwk: Members = value;
  const type = jwk.get('kty');
  if (type === 'oct') return 'symmetric';
  if (type !== 'RSA' && type !== 'EC') return 'unknown-key-type';
  if (jwk.has('d')) return 'private';
  if (!isForSignatures(jwk)) return 'not-for-signatures';
  const algorithm = jwk.get('alg');
  if (algorithm !== undefined && !(typeof algorithm === 'string' && isAlgorithmName(algorithm))) {
    return 'unknown-algorithm';
  }
  const kid = jwk.get('kid');
  if (kid !== undefined && typeof kid !== 'string') return 'malformed';
  const made = type === 'RSA' ? rsaKey(jwk) : ecKey(jwk);
  return typeof made === 'string' ? made : { kid, keyType: type, algorithm, ...made };
}

/** `use` and `key_ops`, where given, must allow verifying (RFC 7517 sections 4.2 and 4.3). */
function isForSignatures(jwk: Members): boolean {
  const use = jwk.get('use');
  const operations = jwk.get('key_ops');
  return (
    (use === undefined || use === 'sig') &&
    (operations === undefined || (Array.isArray(operations) && operations.includes('verify')))
  );
}

type Made = Pick<VerificationKey, 'key' | 'bits' | 'curve'>;

function rsaKey(jwk: Members): Made | KeyProblem {
  const n = unsigned(jwk.get('n'));
  const e = unsigned(jwk.get('e'));
  if (!n || !e) return 'malformed';
  if (n.length * 8 > MAX_MODULUS_BITS || e.length > MAX_EXPONENT_BYTES) return 'too-long';
  const bits = n.length * 8 - Math.clz32(n[0] ?? 0) + 24;
  if (bits < MIN_MODULUS_BITS) return 'too-short';
  const exponent = e.readUIntBE(0, e.length);
  if (exponent < 3 || exponent % 2 === 0) return 'malformed';
  const key = imported({ kty: 'RSA', n: n.toString('base64url'), e: e.toString('base64url') });
  return key ? { key, bits, curve: undefined } : 'malformed';
}

function ecKey(jwk: Members): Made | KeyProblem {
  const curve = jwk.get('crv');
  if (typeof curve !== 'string' || !isCurve(curve)) return 'unknown-curve';
  const [x, y] = [coordinate(jwk.get('x'), curve), coordinate(jwk.get('y'), curve)];
  if (x === undefined || y === undefined) return 'malformed';
  const key = imported({ kty: 'EC', crv: curve, x, y });
  return key ? { key, bits: curve === 'P-521' ? 521 : curves[curve] * 8, curve } : 'malformed';
}

function isCurve(name: string): name is Curve {
  return Object.hasOwn(curves, name);
}

/** The bytes of a Base64urlUInt without the zeros in front that some issuers leave standing. */
function unsigned(value: JsonValue | undefined): Buffer | undefined {
  const bytes = typeof value === 'string' ? decodeBase64url(value) : undefined;
  const start = bytes?.findIndex((byte) => byte !== 0) ?? -1;
  return start < 0 ? undefined : bytes?.subarray(start);
}

/** A coordinate in its text form, when it has exactly the bytes of its curve. */
function coordinate(value: JsonValue | undefined, curve: Curve): string | undefined {
  if (typeof value !== 'string') return undefined;
  return decodeBase64url(value)?.length === curves[curve] ? value : undefined;
}

/** OpenSSL refuses points that are not on their curve. */
function imported(jwk: Readonly<Record<string, string>>): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return undefined;
  }
}
