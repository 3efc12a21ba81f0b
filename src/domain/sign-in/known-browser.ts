import type { RandomBytes } from '../../base/bytes.ts';
import { sha256 } from '../../base/digest.ts';
import { mailAddressKey } from '../../base/mail.ts';
import { directoryKey } from '../directory/keys.ts';
import type { Claimed } from './flow-state.ts';

/**
 * Who signed in on a browser before, as its cookie `device` carries it: sealed, so that nothing about
 * people can be read in it and nobody but this installation can make one.
 */

/** A browser and the people who signed in on it, newest first. */
export interface KnownBrowser {
  readonly id: string;
  /** What `personKey` gives, shortened. */
  readonly people: readonly string[];
}

/** People whom one browser remembers: more than share a computer, few enough for a cookie. */
const MOST_PEOPLE = 10;
/** Characters of a person's hash; with ten entries no two of them are ever equal by chance. */
const HASH_LENGTH = 16;

/** One text for one person: without regard to case, as names and addresses are unique. */
export function personKey(person: Claimed): string {
  if (person.kind === 'root') return JSON.stringify(['root', mailAddressKey(person.email.trim())]);
  if (person.kind === 'workforce') {
    return JSON.stringify(['workforce', person.identityStoreId, directoryKey(person.userName)]);
  }
  const name = person.userName.trim().toLowerCase();
  return JSON.stringify(['user', person.account.trim().toLowerCase(), name]);
}

function shortHash(person: Claimed): string {
  return sha256(personKey(person), 'base64url').slice(0, HASH_LENGTH);
}

/** What seals and opens the cookie; see `sealMessage` of crypto/. */
export interface BrowserSeal {
  readonly seal: (text: string) => string;
  readonly open: (sealed: string) => string | undefined;
}

/** The browser of a cookie's value; undefined for none, and for one that is not ours. */
export function readKnownBrowser(
  { open }: BrowserSeal,
  cookie: string | undefined,
): KnownBrowser | undefined {
  const [id, ...people] = (cookie === undefined ? undefined : open(cookie))?.split(' ') ?? [];
  return id === undefined ? undefined : { id, people };
}

/** Whether this person signed in on the browser before. */
export function knows(browser: KnownBrowser | undefined, person: Claimed): boolean {
  return browser?.people.includes(shortHash(person)) ?? false;
}

/** The cookie's value after this person signed in (or proved their mailbox) on the browser. */
export function rememberPerson(
  { seal }: BrowserSeal,
  browser: KnownBrowser | undefined,
  person: Claimed,
  random: RandomBytes,
): string {
  const id = browser?.id ?? random(16).toString('base64url');
  const own = shortHash(person);
  const others = (browser?.people ?? []).filter((hash) => hash !== own);
  return seal([id, own, ...others.slice(0, MOST_PEOPLE - 1)].join(' '));
}
