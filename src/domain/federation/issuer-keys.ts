import type { Clock } from '../../base/clock.ts';
import type { FailedFetch, KeysOutcome } from '../../oidc/index.ts';
import type { Fetch } from './fetch.ts';
import { fetchIssuerKeys, type Issuer, type IssuerRequest } from './issuer-keys-fetch.ts';
import {
  type IssuerMemory,
  type KeyLimits,
  keyLimits,
  mayAsk,
  remember,
  suffices,
  usableKeys,
} from './issuer-keys-memory.ts';

export interface IssuerKeysInput {
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Where they differ from `keyLimits`. */
  readonly limits?: Partial<KeyLimits>;
}

/** What came of looking for an issuer's keys, and what it took. */
export interface KeysAnswer {
  readonly outcome: KeysOutcome;
  /** The requests that this answer waited for, its own or another caller's; none from memory. */
  readonly requests: readonly IssuerRequest[];
  readonly elapsedMilliseconds: number;
  /** The keys were asked for anew, because one was missing or they were old, and did not come. */
  readonly refreshFailure?: FailedFetch;
  /** After a failure: before this time the issuer is not asked again. */
  readonly retryAt?: number;
}

export interface IssuerKeys {
  /**
   * The keys of an issuer. Answers within the budget of one fetch (5 s): from memory while the keys
   * are fresh and hold `kid`, else after one fetch that everybody who waits shares.
   */
  readonly keysFor: (
    issuer: Issuer,
    wanted: { readonly kid: string | undefined },
  ) => Promise<KeysAnswer>;
}

/** An issuer's memory and the fetch that is under way. */
interface Entry {
  memory: IssuerMemory;
  flight: Promise<KeysAnswer> | undefined;
}

/**
 * Key sets of issuers, kept with their KeyObjects. Memory is kept apart by thumbprints as well as
 * by URL: two accounts may trust different certificates for one issuer, and what one of them would
 * refuse must not reach it through the other. The issuers unused for longest are forgotten.
 */
export function createIssuerKeys({ fetch, clock, limits: given }: IssuerKeysInput): IssuerKeys {
  const limits: KeyLimits = { ...keyLimits, ...given };
  const entries = new Map<string, Entry>();

  function entryOf(issuer: Issuer): Entry {
    const prints = issuer.thumbprints.map((print) => print.toLowerCase()).sort();
    const key = JSON.stringify([issuer.url, ...prints]);
    const entry = entries.get(key) ?? { memory: {}, flight: undefined };
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > limits.issuers) {
      const unused = entries.keys().next().value;
      if (unused !== undefined) entries.delete(unused);
    }
    return entry;
  }

  /** What can be told without asking the issuer; undefined when it has to be asked. */
  function fromMemory({ memory, flight }: Entry, kid: string | undefined) {
    const now = clock();
    const rests = !flight && !mayAsk(memory, now, limits);
    if (!rests && !suffices(memory, kid, now)) return undefined;
    const keys = usableKeys(memory, now, limits);
    if (keys) return answer(keys, memory);
    const failed = memory.failure?.failed;
    return failed && answer({ ...failed, repeated: true }, memory);
  }

  async function fly(entry: Entry, issuer: Issuer): Promise<KeysAnswer> {
    try {
      const fetched = await fetchIssuerKeys({ fetch, clock }, issuer);
      const now = clock();
      entry.memory = remember(entry.memory, fetched, now, limits);
      const { outcome } = fetched;
      const kept = outcome.kind === 'failed' ? usableKeys(entry.memory, now, limits) : undefined;
      return answer(kept ?? outcome, entry.memory, fetched);
    } finally {
      entry.flight = undefined;
    }
  }

  return {
    async keysFor(issuer, { kid }) {
      const entry = entryOf(issuer);
      const known = fromMemory(entry, kid);
      if (known) return known;
      entry.flight ??= fly(entry, issuer);
      return entry.flight;
    },
  };
}

function answer(
  outcome: KeysOutcome,
  { failure }: IssuerMemory,
  fetched: Pick<KeysAnswer, 'requests' | 'elapsedMilliseconds'> = NOTHING_FETCHED,
): KeysAnswer {
  const { requests, elapsedMilliseconds } = fetched;
  return {
    outcome,
    requests,
    elapsedMilliseconds,
    ...(failure ? { retryAt: failure.retryAt } : {}),
    ...(failure && outcome.kind === 'keys' ? { refreshFailure: failure.failed } : {}),
  };
}

const NOTHING_FETCHED = { requests: [], elapsedMilliseconds: 0 };
