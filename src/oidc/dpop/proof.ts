/**
 * oidc/dpop: proofs of possession (RFC 9449): what a client signs with its own key with each request
 * for tokens. Owns: reading a proof, the table of its checks, the key's thumbprint (RFC 7638). Does not
 * own: which proofs were used already and which key a grant is bound to (domain/login).
 */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { sha256 } from '../../base/digest.ts';
import type { JsonValue } from '../../base/json.ts';
import { decodeBase64url } from '../base64url.ts';
import type { Members } from '../document.ts';
import { readToken, type Token, type TokenReading, textMember } from '../token.ts';

/** Longer proofs are of no client: a header with one key, and four claims. */
export const MAX_PROOF_CHARACTERS = 4096;

/** The public key of a proof, on the one curve that ES256 has. */
export interface ProofKey {
  readonly key: KeyObject;
  /** RFC 7638 with SHA-256, base64url. */
  readonly thumbprint: string;
}

/** Why the `jwk` of a proof is no key to verify with. */
export type ProofKeyProblem = 'missing' | 'private' | 'not-p256' | 'malformed';

export type ProofKeyReading =
  | { readonly ok: true; readonly key: ProofKey }
  | { readonly ok: false; readonly problem: ProofKeyProblem };

/** A proof taken apart. Nothing in it is to be believed before its signature is. */
export interface Proof {
  readonly token: Token;
  readonly key: ProofKeyReading;
}

export type ProofReading =
  | { readonly ok: true; readonly proof: Proof }
  | { readonly ok: false; readonly problem: 'missing' | 'too-long' | 'not-a-token' | 'critical' };

/** Reads the header DPoP. Verifies nothing. */
export function readProof(header: string | undefined): ProofReading {
  if (header === undefined || header === '') return { ok: false, problem: 'missing' };
  if (header.length > MAX_PROOF_CHARACTERS) return { ok: false, problem: 'too-long' };
  const reading: TokenReading = readToken(header);
  if (!reading.ok) return { ok: false, problem: 'not-a-token' };
  const { token } = reading;
  // RFC 7515, 4.1.11: what has to be understood and is not makes the whole of it invalid.
  if (token.header.has('crit')) return { ok: false, problem: 'critical' };
  return { ok: true, proof: { token, key: readProofKey(token.header.get('jwk')) } };
}

const PRIVATE = ['d', 'k', 'p', 'q', 'dp', 'dq', 'qi', 'oth'];
const COORDINATE_BYTES = 32;

function readProofKey(value: JsonValue | undefined): ProofKeyReading {
  if (!(value instanceof Map)) return { ok: false, problem: 'missing' };
  const jwk: Members = value;
  if (PRIVATE.some((name) => jwk.has(name))) return { ok: false, problem: 'private' };
  if (jwk.get('kty') !== 'EC' || jwk.get('crv') !== 'P-256') {
    return { ok: false, problem: 'not-p256' };
  }
  const [x, y] = [coordinate(jwk, 'x'), coordinate(jwk, 'y')];
  const key = x === undefined || y === undefined ? undefined : imported(x, y);
  if (!key) return { ok: false, problem: 'malformed' };
  // RFC 7638, 3.2: the required members in the order of their names, without white space.
  const thumbprint = sha256(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`, 'base64url');
  return { ok: true, key: { key, thumbprint } };
}

function coordinate(jwk: Members, name: 'x' | 'y'): string | undefined {
  const text = textMember(jwk, name);
  return text !== undefined && decodeBase64url(text)?.length === COORDINATE_BYTES
    ? text
    : undefined;
}

/** OpenSSL refuses points that are not on the curve. */
function imported(x: string, y: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** The thumbprint of a readable proof's key; undefined without one. */
export function proofThumbprint(reading: ProofReading): string | undefined {
  return reading.ok && reading.proof.key.ok ? reading.proof.key.key.thumbprint : undefined;
}

const MOST_ID_CHARACTERS = 256;

/** The `jti` of a proof, when it has one that can be remembered. */
export function proofId(reading: ProofReading): string | undefined {
  const id = reading.ok ? textMember(reading.proof.token.claims, 'jti') : undefined;
  return id !== undefined && id !== '' && id.length <= MOST_ID_CHARACTERS ? id : undefined;
}

/** By what a used proof is remembered: ids of different keys do not meet. */
export function proofKeyOf(reading: ProofReading): string | undefined {
  const [thumbprint, id] = [proofThumbprint(reading), proofId(reading)];
  return thumbprint === undefined || id === undefined ? undefined : sha256(`${thumbprint}.${id}`);
}
