import { type Budget, startBudget } from '../../base/budget.ts';
import type { Clock } from '../../base/clock.ts';
import type { FetchHop, FetchProblem } from '../../base/fetch.ts';
import {
  discoveryUrl,
  type FailedFetch,
  type KeysOutcome,
  MAX_DISCOVERY_BYTES,
  MAX_KEY_SET_BYTES,
  readDiscovery,
  readKeySet,
} from '../../oidc/index.ts';
import { type Fetch, ISSUER_BUDGET_MILLISECONDS } from './fetch.ts';
import { keysProblem } from './issuer-keys-problem.ts';

/** An issuer as an account registered it. */
export interface Issuer {
  /** With its `https://`. */
  readonly url: string;
  /** SHA-1 of certificates that vouch for it, 40 hex digits each. */
  readonly thumbprints: readonly string[];
}

/** One of the two requests to an issuer, as it went. */
export interface IssuerRequest {
  readonly step: 'discovery' | 'keys';
  readonly url: string;
  readonly hops: readonly FetchHop[];
  /** Why no answer came; undefined when one did, whether it was of use or not. */
  readonly problem?: FetchProblem;
}

/** What one try to fetch an issuer's keys came to. */
export interface KeysFetch {
  readonly outcome: KeysOutcome;
  /** Both requests, or as far as it came. */
  readonly requests: readonly IssuerRequest[];
  readonly elapsedMilliseconds: number;
  /** The Cache-Control header that came with the keys. */
  readonly cacheControl?: string;
}

/**
 * Fetches an issuer's discovery document and the key set that it names. Both share `budget`
 * (R116); both must answer 200 (R111).
 */
export async function fetchIssuerKeys(
  input: { readonly fetch: Fetch; readonly clock: Clock; readonly budget?: Budget },
  issuer: Issuer,
): Promise<KeysFetch> {
  const { fetch, clock, budget = startBudget(ISSUER_BUDGET_MILLISECONDS) } = input;
  const requests: IssuerRequest[] = [];
  const ask = async (step: IssuerRequest['step'], url: string, maxBytes: number) => {
    const { thumbprints } = issuer;
    const outcome = await fetch({ url, budget, maxBytes, thumbprints });
    const { hops } = outcome;
    requests.push({ step, url, hops, ...(outcome.ok ? {} : { problem: outcome.problem }) });
    return outcome;
  };
  const ended = (outcome: KeysOutcome, cacheControl?: string): KeysFetch => ({
    outcome,
    requests,
    elapsedMilliseconds: budget.elapsed(),
    ...(cacheControl === undefined ? {} : { cacheControl }),
  });
  const failed = (step: IssuerRequest['step'], url: string, problem: FailedFetch['problem']) =>
    ended({ kind: 'failed', step, url, problem });

  const first = discoveryUrl(issuer.url);
  const discovery = await ask('discovery', first, MAX_DISCOVERY_BYTES);
  if (!discovery.ok) return failed('discovery', first, keysProblem(discovery.problem));
  const document = readDiscovery(discovery.response.body, issuer.url);
  if (!document.ok) {
    return failed('discovery', first, { kind: 'document', problem: document.problem });
  }
  const second = document.discovery.jwksUri;
  const keys = await ask('keys', second, MAX_KEY_SET_BYTES);
  if (!keys.ok) return failed('keys', second, keysProblem(keys.problem));
  const { body, headers, url } = keys.response;
  const set = readKeySet(body);
  if (!set.ok) return failed('keys', second, { kind: 'document', problem: set.problem });
  return ended(
    { kind: 'keys', keySet: set.keySet, url, fetchedAt: clock() },
    headers.get('cache-control'),
  );
}
