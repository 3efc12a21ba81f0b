import type { JsonValue } from '../base/json.ts';
import { readDocument } from './document.ts';

/** What the checks need of an issuer's discovery document. */
export interface Discovery {
  readonly issuer: string;
  /** An https address. */
  readonly jwksUri: string;
}

/** Why a discovery document is of no use. */
export type DiscoveryProblem =
  | { readonly kind: 'not-json' }
  /** Members of `requiredMembers` that are missing or of another type. */
  | { readonly kind: 'missing-members'; readonly members: readonly string[] }
  | { readonly kind: 'issuer-mismatch'; readonly issuer: string; readonly expected: string }
  | { readonly kind: 'bad-jwks-uri'; readonly jwksUri: string };

export type DiscoveryReading =
  | { readonly ok: true; readonly discovery: Discovery }
  | { readonly ok: false; readonly problem: DiscoveryProblem };

/** The largest discovery document that is read, in bytes. */
export const MAX_DISCOVERY_BYTES = 262_144;

/**
 * Where the discovery document of an issuer is: its URL without a slash at the end, then the
 * well-known path (OpenID Connect Discovery 1.0, section 4).
 */
export function discoveryUrl(issuerUrl: string): string {
  const base = issuerUrl.endsWith('/') ? issuerUrl.slice(0, -1) : issuerUrl;
  return `${base}/.well-known/openid-configuration`;
}

/**
 * Reads a discovery document of the issuer `https://…`: the five members that AWS asks for
 * (aws-facts D2), an `issuer` equal to the URL that led here, and keys at an https address.
 */
export function readDiscovery(bytes: Uint8Array, issuerUrl: string): DiscoveryReading {
  const document = readDocument(bytes, MAX_DISCOVERY_BYTES);
  if (!document) return refused({ kind: 'not-json' });
  const members = missingMembers(document);
  const issuer = document.get('issuer');
  const jwksUri = document.get('jwks_uri');
  if (members.length > 0 || typeof issuer !== 'string' || typeof jwksUri !== 'string') {
    return refused({ kind: 'missing-members', members });
  }
  if (issuer !== issuerUrl) {
    return refused({ kind: 'issuer-mismatch', issuer, expected: issuerUrl });
  }
  if (!isKeyAddress(jwksUri)) return refused({ kind: 'bad-jwks-uri', jwksUri });
  return { ok: true, discovery: { issuer, jwksUri } };
}

function refused(problem: DiscoveryProblem): DiscoveryReading {
  return { ok: false, problem };
}

const isText = (value: JsonValue | undefined): boolean => typeof value === 'string' && value !== '';
const isTexts = (value: JsonValue | undefined): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(isText);

/** The members that a discovery document must have (aws-facts D2), with what each has to be. */
const required: readonly (readonly [string, (value: JsonValue | undefined) => boolean])[] = [
  ['issuer', isText],
  ['jwks_uri', isText],
  ['response_types_supported', isTexts],
  ['subject_types_supported', isTexts],
  ['id_token_signing_alg_values_supported', isTexts],
];

/** The names of the members that a discovery document must have. */
export const requiredMembers: readonly string[] = required.map(([name]) => name);

function missingMembers(document: ReadonlyMap<string, JsonValue>): string[] {
  return required.filter(([name, fits]) => !fits(document.get(name))).map(([name]) => name);
}

/** An https URL that names no user and no fragment. */
function isKeyAddress(text: string): boolean {
  const url = URL.parse(text);
  return (
    url?.protocol === 'https:' && url.username === '' && url.password === '' && url.hash === ''
  );
}
