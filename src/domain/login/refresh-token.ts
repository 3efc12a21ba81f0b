import { type KeyRing, keyedHash, matchesKeyedHash } from '../../crypto/index.ts';

/** The place of a refresh token: which grant it is of, and the how many-th. */
export interface TokenPlace {
  readonly grantId: string;
  /** 1 for the token that came with the code's exchange. */
  readonly generation: number;
}

const CONTEXT = 'login-refresh-token';
const TOKEN = /^(\d{12}-[0-9a-f-]{36})\.([1-9]\d{0,8})\.(k1\.\d{1,10}\.[\w-]{43})$/;

const placeText = ({ grantId, generation }: TokenPlace) => `${grantId}.${generation}`;

/**
 * The refresh token of a place. It is made from the key ring, so that none has to be kept, not even
 * hashed, and so that a client whose answer was lost is given the very same one again.
 */
export function writeRefreshToken(place: TokenPlace, ring: KeyRing): string {
  const text = placeText(place);
  return `${text}.${keyedHash(text, CONTEXT, ring)}`;
}

/** The place of a token that was made here; undefined for any other text. */
export function readRefreshToken(token: string, ring: KeyRing): TokenPlace | undefined {
  const [, grantId = '', generation = '', mac = ''] = TOKEN.exec(token) ?? [];
  const place = { grantId, generation: Number(generation) };
  if (mac === '') return undefined;
  return matchesKeyedHash(mac, placeText(place), CONTEXT, ring) ? place : undefined;
}
