import { decodeBase64url } from './base64url.ts';
import { type Members, readDocument } from './document.ts';

/** The longest token that is read, in characters (model: WebIdentityToken, 4–20000). */
export const MAX_TOKEN_CHARACTERS = 20_000;
/** The longest header, in bytes: a chain of certificates fits, which some issuers send along. */
export const MAX_HEADER_BYTES = 12_288;

/** A signed JSON Web Token, taken apart. Nothing in it is to be believed before its signature is. */
export interface Token {
  readonly header: Members;
  readonly claims: Members;
  /** What was signed: the first two parts with the dot between them. */
  readonly signingInput: string;
  readonly signature: Buffer;
}

/** The part of a token that a problem lies in. */
export type TokenPart = 'header' | 'claims' | 'signature';

/** Why a text is not a token, in the order in which it is looked at. */
export type TokenProblem =
  | { readonly kind: 'too-long'; readonly characters: number }
  /** White space in front, behind or within: mostly the end of a line in a token file. */
  | { readonly kind: 'white-space' }
  /** An access token of Login with Amazon, which needs a ProviderId. */
  | { readonly kind: 'amazon-access-token' }
  /** Five parts: JSON Web Encryption (RFC 7516). */
  | { readonly kind: 'encrypted' }
  | { readonly kind: 'not-three-parts'; readonly parts: number }
  | { readonly kind: 'not-base64url'; readonly part: TokenPart }
  | { readonly kind: 'header-too-long'; readonly bytes: number }
  /** Not one JSON object, or one that names a member twice. */
  | { readonly kind: 'not-json'; readonly part: 'header' | 'claims' }
  /** A header member that has to be a text, and is not. */
  | { readonly kind: 'not-text'; readonly member: string };

export type TokenReading =
  | { readonly ok: true; readonly token: Token }
  | { readonly ok: false; readonly problem: TokenProblem };

/**
 * Reads a token in the compact serialisation of RFC 7515 section 7.1, strictly: three parts in
 * base64url without padding or stray bits, header and claims as JSON objects without repeated
 * names. Verifies nothing.
 */
export function readToken(text: string): TokenReading {
  const problem = problemOfText(text);
  if (problem) return { ok: false, problem };
  const parts = text.split('.');
  if (parts.length !== 3) return { ok: false, problem: problemOfParts(parts) };
  const [first = '', second = '', third = ''] = parts;
  const header = decodeBase64url(first);
  if (!header) return notBase64url('header');
  const claims = decodeBase64url(second);
  if (!claims) return notBase64url('claims');
  const signature = decodeBase64url(third);
  if (!signature) return notBase64url('signature');
  return assembled(header, claims, `${first}.${second}`, signature);
}

function problemOfText(text: string): TokenProblem | undefined {
  if (text.length > MAX_TOKEN_CHARACTERS) return { kind: 'too-long', characters: text.length };
  if (/^At[nz]a\|/.test(text)) return { kind: 'amazon-access-token' };
  return /\s/.test(text) ? { kind: 'white-space' } : undefined;
}

function problemOfParts(parts: readonly string[]): TokenProblem {
  return parts.length === 5
    ? { kind: 'encrypted' }
    : { kind: 'not-three-parts', parts: parts.length };
}

function notBase64url(part: TokenPart): TokenReading {
  return { ok: false, problem: { kind: 'not-base64url', part } };
}

function assembled(
  headerBytes: Buffer,
  claimsBytes: Buffer,
  signingInput: string,
  signature: Buffer,
): TokenReading {
  if (headerBytes.length > MAX_HEADER_BYTES) {
    return { ok: false, problem: { kind: 'header-too-long', bytes: headerBytes.length } };
  }
  const header = readDocument(headerBytes, MAX_HEADER_BYTES);
  if (!header) return { ok: false, problem: { kind: 'not-json', part: 'header' } };
  const member = headerTexts.find(
    (name) => header.has(name) && typeof header.get(name) !== 'string',
  );
  if (member !== undefined) return { ok: false, problem: { kind: 'not-text', member } };
  const claims = readDocument(claimsBytes, MAX_TOKEN_CHARACTERS);
  if (!claims) return { ok: false, problem: { kind: 'not-json', part: 'claims' } };
  return { ok: true, token: { header, claims, signingInput, signature } };
}

/** The header members that are texts where they occur (RFC 7515 section 4.1). */
const headerTexts = ['alg', 'kid', 'typ', 'cty', 'zip'] as const;

/** The text member of a name; undefined when it is missing or of another type. */
export function textMember(members: Members, name: string): string | undefined {
  const value = members.get(name);
  return typeof value === 'string' ? value : undefined;
}

/** The issuer that a token names, unverified: only good for finding the provider to ask. */
export function claimedIssuer(reading: TokenReading): string | undefined {
  return reading.ok ? textMember(reading.token.claims, 'iss') : undefined;
}

/** The key that a token names, unverified: only good for deciding whether keys are to be refreshed. */
export function claimedKeyId(reading: TokenReading): string | undefined {
  return reading.ok ? textMember(reading.token.header, 'kid') : undefined;
}

/** The `iat` that a token claims, in milliseconds since 1970; nothing of it is verified. */
export function claimedIssueTime(reading: TokenReading): number | undefined {
  const issued = reading.ok ? reading.token.claims.get('iat') : undefined;
  const isNumber = typeof issued === 'object' && issued !== null && 'number' in issued;
  return isNumber ? Number(issued.number) * 1000 : undefined;
}
