import { systemRandom } from '../base/bytes.ts';
import type { RedeemParts } from '../calls/redeem.ts';
import { createThrottle, type Throttle } from '../calls/throttle.ts';
import type { Config } from '../config.ts';
import { createAskAccessToken } from '../domain/federation/access-token.ts';
import { createIssuerKeys } from '../domain/federation/issuer-keys.ts';
import { registeredUrls } from '../domain/federation/registered-urls.ts';
import { createReplay } from '../domain/federation/replay.ts';
import type { FederationParts } from '../domain/federation/tried.ts';
import { type BuiltInName, builtInNames, type ProviderOrigins } from '../oidc/index.ts';
import { buildAttemptRecorder } from './attempts.ts';
import type { Parts } from './parts.ts';

/** What every way to come in by an identity provider is built from: the API and the browser. */
export interface Federation {
  readonly federation: FederationParts;
  readonly redeemParts: RedeemParts;
  /** One for calls and pages: an address that fails at both has failed twice. */
  readonly addressThrottle: Throttle;
}

/**
 * Events of refusals that strangers can cause, for each account: one in five seconds, after a
 * hundred at once. That is some megabytes a day at most, and no administrator reads more.
 */
const STRANGERS_RATE = 0.2;
const STRANGERS_BURST = 100;

/** Builds federation over the parts of this installation; `publicUrl` may become known late. */
export function buildFederation(parts: Parts, publicUrl: () => string): Federation {
  const { config, store, state, seal, clock, outbound, writeEvent } = parts;
  const { fetch } = outbound;
  const providerOrigins = originsOf(config);
  const federation: FederationParts = {
    state,
    seal,
    random: systemRandom,
    endpoints: () => ({
      publicUrl: publicUrl(),
      regions: config.allRegions,
      awsNames: config.samlAwsNames,
    }),
    skewMilliseconds: config.samlSkewSeconds * 1000,
    allowSha1: config.samlSha1 === 'accept',
    replay: createReplay(store, config.samlReplay),
    issuerKeys: createIssuerKeys({ fetch, clock }),
    providerOrigins,
    askAccessToken: createAskAccessToken(fetch, providerOrigins),
    registeredUrls: (account) => registeredUrls(store.read, account),
  };
  const redeemParts: RedeemParts = {
    store,
    random: systemRandom,
    writeEvent,
    recordAttempt: buildAttemptRecorder(parts),
    principalThrottle: createThrottle(config.principalRate),
    strangerThrottle: createThrottle(STRANGERS_RATE, STRANGERS_BURST),
  };
  return { federation, redeemParts, addressThrottle: createThrottle(config.addressRate) };
}

/** `accounts.google.com=https://…` of the configuration, which has checked their forms. */
function originsOf({ webIdentityEndpoints }: Config): ProviderOrigins {
  const origins = new Map<BuiltInName, string>();
  for (const pair of webIdentityEndpoints) {
    const name = builtInNames.find((known) => pair.startsWith(`${known}=`));
    if (name) origins.set(name, pair.slice(name.length + 1).replace(/\/$/, ''));
  }
  return origins;
}
