import { systemRandom } from '../../base/bytes.ts';
import { createKeyRing, keyedHash, openMessage, sealMessage } from '../../crypto/index.ts';
import type { Store } from '../../store/index.ts';
import type { Claimed } from './flow-state.ts';
import type { KnownBrowser } from './known-browser.ts';
import { readKnownBrowser, rememberPerson } from './known-browser.ts';
import type { SignInTry, ThrottleSettings } from './lanes.ts';
import { createSignInThrottle, type SignInThrottle } from './throttle.ts';

/** What tests of throttling and of the security check share. */

export const TEST_RING = createKeyRing(0, systemRandom);

/** A seal for one context, as compose makes it. */
export function sealFor(context: string) {
  return {
    seal: (text: string) => sealMessage(text, context, TEST_RING, systemRandom),
    open: (sealed: string) => openMessage(sealed, context, TEST_RING),
  };
}

export const ANA = {
  kind: 'user',
  account: '111122223333',
  userName: 'ana',
} as const satisfies Claimed;

/** A try for Ana from one address in a new browser, unless told otherwise. */
export function tryOf(members: Partial<SignInTry> = {}): SignInTry {
  return { purpose: 'password', person: ANA, address: '192.0.2.1', browser: undefined, ...members };
}

/** A browser that these people signed in on. */
export function browserOf(...people: readonly Claimed[]): KnownBrowser | undefined {
  const seal = sealFor('known-browser');
  return people.reduce<KnownBrowser | undefined>(
    (browser, person) =>
      readKnownBrowser(seal, rememberPerson(seal, browser, person, systemRandom)),
    undefined,
  );
}

/** A throttle over a store with the default settings, unless told otherwise. */
export function throttleOver(
  store: Store,
  settings: Partial<ThrottleSettings> = {},
): SignInThrottle {
  const hash = (text: string) => keyedHash(text, 'sign-in-failures', TEST_RING);
  return createSignInThrottle(store, hash, { tries: 5, longestWait: 900, ...settings });
}

/** Tries that fail, one after the other, each as soon as it is taken; answers the time after them. */
export async function failTimes(
  throttle: SignInThrottle,
  count: number,
  tried: (turn: number) => SignInTry,
  now: number,
): Promise<number> {
  let time = now;
  for (let turn = 0; turn < count; turn++) {
    const begun = await throttle.begin(tried(turn), time);
    if (begun.outcome === 'counted') continue;
    time += begun.seconds * 1000;
    turn--;
  }
  return time;
}
