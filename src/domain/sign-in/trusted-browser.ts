import { sha256 } from '../../base/digest.ts';
import { deviceLabel } from '../sessions/device.ts';
import type { BrowserSeal } from './known-browser.ts';

/**
 * Browsers that workforce users called a trusted device, as a cookie carries them: sealed, so that
 * nobody but this installation can make one. Trust ends with the password that was typed then, with the
 * device that was shown then, with another kind of browser or system, and in another network (aws-facts
 * H7: device, browser, location).
 */

/** The circumstances of a sign-in that trust depends on. */
export interface TrustContext {
  /** The workforce user's id. */
  readonly userId: string;
  /** A digest of the stored password. */
  readonly credential: string;
  readonly userAgent: string;
  readonly sourceAddress: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What stands for a mailed code among the factors that trust was earned with. */
export const MAILED_CODE = 'mailed-code';

/** How long a browser stays trusted, in milliseconds. */
export const TRUST_LIFETIME = 30 * 24 * 3_600_000;
/** People who share a browser; few enough for a cookie. */
const MOST_PEOPLE = 5;

/** Characters of a hash: a cookie has little room, and chance finds no other of as many. */
const HASH_LENGTH = 16;

interface Trusted {
  readonly person: string;
  readonly mark: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/**
 * Whether the cookie's value says that this person trusts this browser.
 *
 * @param factors what the person could show now: the serial numbers of their devices, or MAILED_CODE
 */
export function isTrusted(
  seal: BrowserSeal,
  cookie: string | undefined,
  context: TrustContext,
  factors: readonly string[],
): boolean {
  const marks = new Set(factors.map((factor) => markOf(context, factor)));
  return readAll(seal, cookie).some(
    (trusted) => marks.has(trusted.mark) && trusted.until > context.now,
  );
}

/**
 * The cookie's value after this person called this browser a trusted device.
 *
 * @param factor what they had shown: the serial number of a device, or MAILED_CODE
 */
export function trustBrowser(
  seal: BrowserSeal,
  cookie: string | undefined,
  context: TrustContext,
  factor: string,
): string {
  const person = shortHash(context.userId);
  const own = { person, mark: markOf(context, factor), until: context.now + TRUST_LIFETIME };
  const others = readAll(seal, cookie).filter(
    (trusted) => trusted.person !== person && trusted.until > context.now,
  );
  const all = [own, ...others.slice(0, MOST_PEOPLE - 1)];
  return seal.seal(all.map((one) => [one.person, one.mark, one.until].join('.')).join(' '));
}

function readAll({ open }: BrowserSeal, cookie: string | undefined): readonly Trusted[] {
  const text = cookie === undefined ? undefined : open(cookie);
  return (text?.split(' ') ?? []).map((one) => {
    const [person = '', mark = '', until] = one.split('.');
    return { person, mark, until: Number(until) };
  });
}

function shortHash(text: string): string {
  return sha256(text, 'base64url').slice(0, HASH_LENGTH);
}

function markOf(
  { userId, credential, userAgent, sourceAddress }: TrustContext,
  factor: string,
): string {
  // Browsers update themselves every few weeks: their version is no part of what they are.
  const device = deviceLabel(userAgent).replace(/ [\d.]+/g, '');
  return shortHash(JSON.stringify([userId, credential, device, networkOf(sourceAddress), factor]));
}

/** The first half of an IPv4 address, the first 32 bits of another: about a provider and a place. */
function networkOf(address: string): string {
  const separator = address.includes(':') ? ':' : '.';
  return address.split(separator, 2).join(separator);
}
