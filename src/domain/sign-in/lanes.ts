import type { FailureCode } from '../../failures/catalogue.ts';
import type { Claimed } from './flow-state.ts';
import { type KnownBrowser, knows, personKey } from './known-browser.ts';

/** A reason why tries are counted together. */
export type Lane = 'browser' | 'visitor' | 'person' | 'address' | 'account' | 'factor';

/** What is tried. */
export type Purpose = 'password' | 'second-factor' | 'recovery';

/** A try to sign in, as it is counted before its secret is looked at. */
export interface SignInTry {
  readonly purpose: Purpose;
  readonly person: Claimed;
  /** As `addressKey` of calls/throttle.ts gives it: an IPv6 client has a /64 to itself. */
  readonly address: string;
  /** The browser's cookie, opened. */
  readonly browser: KnownBrowser | undefined;
}

/** How a lane slows down. */
export interface LaneRule {
  /** Tries that may fail before the first wait. */
  readonly free: number;
  /** The longest wait in seconds; waits are 2, 4, 8 … seconds until then. */
  readonly longest: number;
  /** After so many seconds without a failure a lane with waits is forgotten; before any, an hour. */
  readonly kept: number;
  /** The failure of a wait. */
  readonly code: FailureCode;
}

/** What an operator sets: GATEHOUSE_SIGNIN_TRIES and GATEHOUSE_SIGNIN_LONGEST_WAIT. */
export interface ThrottleSettings {
  readonly tries: number;
  /** Seconds. */
  readonly longestWait: number;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * The lanes. A wait is never longer than `longest`, so nobody is locked out for good; a browser that
 * the person signed in on before has a lane of its own, which no stranger's failures fill.
 */
export function laneRules({
  tries,
  longestWait,
}: ThrottleSettings): Readonly<Record<Lane, LaneRule>> {
  return {
    // A thief of a computer: guesses at the pace of whoever forgot which password it was.
    browser: { free: tries, longest: longestWait, kept: DAY, code: 'SIGN-050' },
    // A stranger at one address: five tries are for slips of fingers, 100 guesses a day at most.
    visitor: { free: tries, longest: longestWait, kept: DAY, code: 'SIGN-051' },
    // Strangers at many addresses. Short, since the person at a new browser waits with them: an
    // address that failed stays out for longer than this, so it cannot close the lane by itself.
    person: { free: 4 * tries, longest: Math.min(120, longestWait), kept: DAY, code: 'SIGN-052' },
    // One address that goes through many names. An office shares an address, and signs in at nine.
    address: { free: 20 * tries, longest: longestWait, kept: HOUR, code: 'SIGN-053' },
    // Many addresses that go through many names of an account: slowed, hardly noticed by a person.
    account: { free: 40 * tries, longest: Math.min(15, longestWait), kept: HOUR, code: 'SIGN-054' },
    // Only who knows the password is here, and a code has six digits: one lane for all addresses.
    factor: { free: tries, longest: longestWait, kept: DAY, code: 'SIGN-055' },
  };
}

/** The lanes that a try is in, for each purpose, where the browser does not know the person. */
const STRANGERS_LANES: Readonly<Record<Purpose, readonly Lane[]>> = {
  password: ['visitor', 'person', 'address', 'account'],
  'second-factor': ['factor'],
  recovery: ['visitor', 'person', 'address'],
};

/** The lanes of a try with what each counts together: a text that is stored hashed with a key. */
export function lanesOf(tried: SignInTry): ReadonlyMap<Lane, string> {
  const { purpose, person, browser } = tried;
  const lanes: readonly Lane[] = knows(browser, person) ? ['browser'] : STRANGERS_LANES[purpose];
  return new Map(lanes.map((lane) => [lane, JSON.stringify([lane, ...countedBy(lane, tried)])]));
}

function countedBy(lane: Lane, { purpose, person, address, browser }: SignInTry): string[] {
  switch (lane) {
    case 'browser':
      return [purpose, personKey(person), browser?.id ?? ''];
    case 'visitor':
      return [purpose, personKey(person), address];
    case 'person':
    case 'factor':
      return [purpose, personKey(person)];
    case 'address':
      return [address];
    case 'account':
      // A directory is no part of its account here: who guesses names in one holds up nobody in the other.
      if (person.kind === 'workforce') return [person.identityStoreId];
      return [person.kind === 'root' ? personKey(person) : person.account.toLowerCase()];
  }
}

/** For how many seconds so many failures are kept: single ones, of which strangers make most, for short. */
export function keptAfter({ free, longest, kept }: LaneRule, failures: number): number {
  return failures < free ? HOUR : Math.max(kept, 2 * longest);
}

/** The wait in seconds after so many failures. */
export function waitAfter({ free, longest }: LaneRule, failures: number): number {
  if (failures < free) return 0;
  return Math.min(longest, 2 ** Math.min(failures - free + 1, 30));
}
