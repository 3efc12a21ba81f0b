import type { FailedFetch, KeysOutcome } from '../../oidc/index.ts';
import type { KeysFetch } from './issuer-keys-fetch.ts';

/** How long keys and failures are remembered; times in milliseconds. */
export interface KeyLimits {
  /** How many issuers are remembered. */
  readonly issuers: number;
  /** How long keys are fresh, whatever max-age says, and without one. */
  readonly freshAtLeast: number;
  readonly freshAtMost: number;
  readonly freshOtherwise: number;
  /** The age beyond which keys are never used, however the issuer fares. */
  readonly oldest: number;
  /** The least time between two fetches because of an unknown key. */
  readonly refreshEvery: number;
  /** The pause after the first failure; it doubles with each further one in a row. */
  readonly firstPause: number;
  readonly longestPause: number;
  /** The longest pause that a server may ask for with Retry-After. */
  readonly longestAskedPause: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const keyLimits: KeyLimits = {
  issuers: 500,
  freshAtLeast: MINUTE,
  freshAtMost: HOUR,
  freshOtherwise: 10 * MINUTE,
  oldest: 4 * HOUR,
  refreshEvery: 30 * SECOND,
  firstPause: SECOND,
  longestPause: MINUTE,
  longestAskedPause: HOUR,
};

/** Keys that were fetched. */
type FetchedKeys = Extract<KeysOutcome, { kind: 'keys' }>;

/** What is remembered of an issuer. */
export interface IssuerMemory {
  readonly keys?: FetchedKeys;
  readonly freshUntil?: number;
  /** The last fetch, when it failed. */
  readonly failure?: {
    readonly failed: FailedFetch;
    readonly inARow: number;
    readonly failedAt: number;
    readonly retryAt: number;
  };
}

/** Whether what is remembered answers without asking: fresh keys, with the one that is wanted. */
export function suffices(memory: IssuerMemory, kid: string | undefined, now: number): boolean {
  const { keys, freshUntil = 0 } = memory;
  if (!keys || !isWithin(keys.fetchedAt, freshUntil, now)) return false;
  return kid === undefined || keys.keySet.keys.some((key) => key.kid === kid);
}

/** Whether the issuer may be asked: no pause after a failure, no fetch a moment ago. */
export function mayAsk({ keys, failure }: IssuerMemory, now: number, limits: KeyLimits): boolean {
  if (failure) return !isWithin(failure.failedAt, failure.retryAt, now);
  return !keys || !isWithin(keys.fetchedAt, keys.fetchedAt + limits.refreshEvery, now);
}

/** A time before `from` is a clock that was set back, of which nothing is concluded. */
function isWithin(from: number, until: number, now: number): boolean {
  return now >= from && now < until;
}

/** The memory after a fetch that ended at `now`. Keys outlive failures until they are too old. */
export function remember(
  memory: IssuerMemory,
  { outcome, requests, cacheControl }: KeysFetch,
  now: number,
  limits: KeyLimits,
): IssuerMemory {
  if (outcome.kind === 'keys') {
    return { keys: outcome, freshUntil: outcome.fetchedAt + freshness(cacheControl, limits) };
  }
  const inARow = (memory.failure?.inARow ?? 0) + 1;
  const problem = requests.at(-1)?.problem;
  const asked = problem?.kind === 'status' ? (problem.retryAfterMilliseconds ?? 0) : 0;
  const pause = Math.max(
    Math.min(limits.firstPause * 2 ** (inARow - 1), limits.longestPause),
    Math.min(asked, limits.longestAskedPause),
  );
  return { ...memory, failure: { failed: outcome, inARow, failedAt: now, retryAt: now + pause } };
}

/** How long keys are fresh (RFC 9111 sections 5.2.2.1, 5.2.2.4 and 5.2.2.5), within the limits. */
function freshness(cacheControl: string | undefined, limits: KeyLimits): number {
  const directives = (cacheControl ?? '')
    .toLowerCase()
    .split(',')
    .map((each) => each.trim());
  if (directives.includes('no-store') || directives.includes('no-cache'))
    return limits.freshAtLeast;
  const seconds = directives
    .map((each) => /^max-age="?(\d{1,10})"?$/.exec(each)?.[1])
    .find(Boolean);
  if (seconds === undefined) return limits.freshOtherwise;
  return Math.min(Math.max(Number(seconds) * SECOND, limits.freshAtLeast), limits.freshAtMost);
}

/** The keys while they may still be used, marked when they are no longer fresh. */
export function usableKeys(
  { keys, freshUntil = 0 }: IssuerMemory,
  now: number,
  limits: KeyLimits,
): FetchedKeys | undefined {
  if (!keys || !isWithin(keys.fetchedAt, keys.fetchedAt + limits.oldest, now)) return undefined;
  return now < freshUntil ? keys : { ...keys, stale: true };
}
