/**
 * Helpers of tests: an issuer that signs live tokens, and the evidence for judging them. Its
 * signatures are made with node:crypto alone, without any code that is under test.
 */
import { constants, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { surface } from '../failures/aws-error.ts';
import type { Failure, FailureCode } from '../failures/catalogue.ts';
import { firstFailure } from '../failures/check.ts';
import {
  examineToken,
  type KeysOutcome,
  readKeySet,
  registeredProvider,
  type TokenInput,
  type TokenProvider,
  type TokenSubject,
  tokenChecks,
} from './index.ts';

/** 2026-01-31T09:30:00Z in milliseconds, and in seconds as claims have it. */
export const NOW = Date.UTC(2026, 0, 31, 9, 30, 0);
export const NOW_SECONDS = NOW / 1000;
export const SKEW = 300_000;
export const ISSUER = 'https://idp.example.com/tenant';
export const CLIENT_ID = 'sts.amazonaws.com';
export const PROVIDER_ARN = 'arn:aws:iam::111122223333:oidc-provider/idp.example.com/tenant';

/** The algorithms of RFC 7518 that keys can be made for. */
export const signingAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

const curveNames = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' } as const;

/** A key pair with the id that tokens name it by. */
export interface TestKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A new RSA key. */
export function rsaKey(kid: string, bits = 2048): TestKey {
  return { kid, ...generateKeyPairSync('rsa', { modulusLength: bits }) };
}

/** A new EC key on P-256, P-384, P-521 or another curve that OpenSSL knows. */
export function ecKey(kid: string, namedCurve = 'P-256'): TestKey {
  return { kid, ...generateKeyPairSync('ec', { namedCurve }) };
}

const made = new Map<string, TestKey>();

/** One key a process for each kind of algorithm, since RSA keys take their time. */
export function keyFor(algorithm: SigningAlgorithm): TestKey {
  const kid = algorithm.startsWith('ES') ? algorithm : 'rsa';
  const known = made.get(kid);
  if (known) return known;
  const curve = curveNames[algorithm as keyof typeof curveNames];
  const key = curve === undefined ? rsaKey(kid) : ecKey(kid, curve);
  made.set(kid, key);
  return key;
}

/** A public key as key sets list it. */
export function jwkOf({ kid, publicKey }: TestKey): Record<string, unknown> {
  return { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' };
}

/** The key set of keys; by default those of all algorithms. */
export function keySetOf(keys: readonly TestKey[] = signingAlgorithms.map(keyFor)): {
  keys: Record<string, unknown>[];
} {
  return { keys: [...new Set(keys)].map(jwkOf) };
}

/** The discovery document of an issuer with its keys at `/keys`. */
export function discoveryOf(issuer = ISSUER): Record<string, unknown> {
  return {
    issuer,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256', 'ES256'],
  };
}

/** JSON as the bytes of an answer. */
export function bytesOf(value: unknown): Buffer {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
}

/** A part of a token. */
export function encoded(value: unknown): string {
  return bytesOf(value).toString('base64url');
}

/** The claims of an ordinary ID token that is valid at NOW. */
export function claims(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const usual = {
    iss: ISSUER,
    sub: 'user-1234',
    aud: CLIENT_ID,
    iat: NOW_SECONDS - 60,
    exp: NOW_SECONDS + 600,
  };
  const all = Object.entries({ ...usual, ...changes });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

export interface Signing {
  readonly algorithm?: SigningAlgorithm;
  readonly key?: TestKey;
  /** Members of the header besides `alg`, `typ` and `kid`, or instead of them. */
  readonly header?: Readonly<Record<string, unknown>>;
}

/** The signature of the first two parts of a token. */
export function signatureOf(input: string, algorithm: SigningAlgorithm, key: KeyObject): Buffer {
  const signer = createSign(`sha${algorithm.slice(2)}`).update(input);
  if (algorithm.startsWith('ES')) return signer.sign({ key, dsaEncoding: 'ieee-p1363' });
  if (algorithm.startsWith('RS')) return signer.sign(key);
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  return signer.sign({ key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
}

/** A signed token; `payload` may be claims, or a text that stands for them as it is. */
export function signedToken(payload: unknown = claims(), signing: Signing = {}): string {
  const { algorithm = 'RS256', key = keyFor(algorithm) } = signing;
  const header = { alg: algorithm, typ: 'JWT', kid: key.kid, ...signing.header };
  const input = `${encoded(header)}.${encoded(payload)}`;
  return `${input}.${signatureOf(input, algorithm, key.privateKey).toString('base64url')}`;
}

/** The keys of a set as if they had been fetched. */
export function fetchedKeys(set: unknown = keySetOf()): KeysOutcome {
  const reading = readKeySet(bytesOf(set));
  if (!reading.ok) throw new Error(`no key set: ${reading.problem.kind}`);
  return { kind: 'keys', keySet: reading.keySet, url: `${ISSUER}/keys`, fetchedAt: NOW };
}

/** The provider of ISSUER as an account registered it. */
export function testProvider(changes: Partial<TokenProvider> = {}): TokenProvider {
  const url = ISSUER.slice('https://'.length);
  return {
    ...registeredProvider({ arn: PROVIDER_ARN, url, clientIds: [CLIENT_ID, 'client-b'] }),
    ...changes,
  };
}

/** A token with all the evidence that lets it pass, changed where a test wants something else. */
export function subjectOf(changes: Partial<TokenInput> = {}): TokenSubject {
  return examineToken({
    token: signedToken(),
    provider: testProvider(),
    keys: fetchedKeys(),
    now: NOW,
    skewMilliseconds: SKEW,
    ...changes,
  });
}

/** A refusal as the administrator (code, message) and the caller (error, text) see it. */
export interface Refusal {
  readonly code: FailureCode;
  readonly message: string;
  readonly error: string;
  readonly text: string;
}

/** Both faces of a failure; undefined when there is none. */
export function refusalOf(failed: Failure | undefined): Refusal | undefined {
  if (!failed) return undefined;
  const { code: error, message: text } = surface(failed);
  return { code: failed.code, message: failed.message, error, text };
}

/** What the table says first about a token with this evidence; undefined: every check holds. */
export function judged(changes: Partial<TokenInput> = {}): Refusal | undefined {
  return refusalOf(firstFailure(tokenChecks, subjectOf(changes)));
}

/** The same about a token of these claims. */
export function judgedClaims(changes: Readonly<Record<string, unknown>>): Refusal | undefined {
  return judged({ token: signedToken(claims(changes)) });
}
