import { systemRandom } from '../base/bytes.ts';
import { addressKey, createThrottle } from '../calls/throttle.ts';
import { createPolls } from '../domain/identity-center/sso/polls.ts';
import type { SsoParts } from '../domain/identity-center/sso/sso-parts.ts';
import { createAccessTokens } from '../domain/identity-center/sso/tokens.ts';
import type { CodeTries } from '../signin/sso/index.ts';
import type { Parts } from './parts.ts';

/** Registrations and waiting devices that one address may begin: two a second, after a hundred at once. */
const STRANGERS_RATE = 2;
const STRANGERS_BURST = 100;

/** Command lines and portals of Identity Center; `publicUrl` may become known late. */
export function buildSso(parts: Parts, publicUrl: () => string): SsoParts {
  const { state, workforce, store, seal, ring, writeEvent } = parts;
  return {
    state,
    workforce,
    store,
    seal,
    ring,
    random: systemRandom,
    publicUrl,
    tokens: createAccessTokens(),
    polls: createPolls(),
    strangers: createThrottle(STRANGERS_RATE, STRANGERS_BURST),
    sourceOf: addressKey,
    writeEvent,
  };
}

/** Wrong codes of devices that one session may type: five at once, then one a minute. */
const TRIES = 5;
const TRIES_RATE = 1 / 60;
/** Many people may stand behind one address, and each of them is signed in. */
const ADDRESS_TRIES = 30;
const ADDRESS_TRIES_RATE = 1 / 6;

/** Counts wrong codes of devices. */
export function buildCodeTries(): CodeTries {
  return {
    bySession: createThrottle(TRIES_RATE, TRIES),
    byAddress: createThrottle(ADDRESS_TRIES_RATE, ADDRESS_TRIES),
  };
}
