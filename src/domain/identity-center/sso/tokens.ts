import type { RandomBytes } from '../../../base/bytes.ts';
import {
  GenerationalCache,
  type KeyRing,
  keyedHash,
  matchesKeyedHash,
  openMessage,
  sealMessage,
} from '../../../crypto/index.ts';

/** What an access token says. It says so to us alone, and is believed without being looked up. */
export interface AccessClaims {
  /** Of the browser session that the token ends with; its account owns the instance. */
  readonly sessionId: string;
  readonly userId: string;
  /** Of the token; milliseconds since 1970. */
  readonly expiresAt: number;
  readonly scopes: readonly string[];
}

const ACCESS = 'sso-access-token';
/** Longer texts are no tokens of ours. */
const MOST_CHARACTERS = 2048;

/** Makes an access token. */
export function writeAccessToken(claims: AccessClaims, ring: KeyRing, random: RandomBytes): string {
  const { sessionId, userId, expiresAt, scopes } = claims;
  return sealMessage(JSON.stringify([sessionId, userId, expiresAt, scopes]), ACCESS, ring, random);
}

/** Opens access tokens, and remembers those that opened: a client sends the same one many times. */
export interface AccessTokens {
  /** Undefined for any text that was not made here. */
  readonly open: (token: string, ring: KeyRing) => AccessClaims | undefined;
}

/** `capacity`: characters of token that one generation of the memory holds. */
export function createAccessTokens(capacity = 2_000_000): AccessTokens {
  const opened = new GenerationalCache<AccessClaims>(capacity);
  let last: KeyRing | undefined;
  return {
    open(token, ring) {
      if (token.length > MOST_CHARACTERS) return undefined;
      if (ring !== last) opened.clear();
      last = ring;
      const known = opened.get(token, token.length);
      if (known) return known;
      const claims = readAccessToken(token, ring);
      if (claims) opened.set(token, claims, token.length);
      return claims;
    },
  };
}

function readAccessToken(token: string, ring: KeyRing): AccessClaims | undefined {
  const text = openMessage(token, ACCESS, ring);
  if (text === undefined) return undefined;
  const [sessionId, userId, expiresAt, scopes] = JSON.parse(text);
  return { sessionId, userId, expiresAt, scopes };
}

/** Which grant a refresh token is of, and the how many-th of it. */
export interface RefreshPlace {
  readonly grantId: string;
  /** 1 for the token that came with the grant. */
  readonly generation: number;
}

const REFRESH = 'sso-refresh-token';
const TOKEN = /^(\d{12}-[0-9a-f-]{36})\.([1-9]\d{0,8})\.(k1\.\d{1,10}\.[\w-]{43})$/;

/**
 * The refresh token of a place. It is made from the key ring, so that none has to be kept, not even
 * hashed; which number is valid stands in the grant's row.
 */
export function writeRefreshToken(place: RefreshPlace, ring: KeyRing): string {
  const text = `${place.grantId}.${place.generation}`;
  return `${text}.${keyedHash(text, REFRESH, ring)}`;
}

/** The place of a refresh token that was made here; undefined for any other text. */
export function readRefreshToken(token: string, ring: KeyRing): RefreshPlace | undefined {
  const [, grantId = '', generation = '', mac = ''] = TOKEN.exec(token) ?? [];
  if (mac === '') return undefined;
  return matchesKeyedHash(mac, `${grantId}.${generation}`, REFRESH, ring)
    ? { grantId, generation: Number(generation) }
    : undefined;
}
