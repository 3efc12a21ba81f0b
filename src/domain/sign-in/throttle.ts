/**
 * How often somebody may fail to sign in. Owns: counting tries by lane (lanes.ts) in the store, so
 * that all nodes count together, and the waits that follow. Does not own: what is tried (the flow),
 * whether a security check is asked for (risk.ts), the page that tells the wait (signin/challenge).
 *
 * A try is counted before its secret is looked at and taken back when it succeeds: tries that come at
 * the same moment are counted each. Known and unknown people cost the same reads and writes.
 */
import { type Failure, failure } from '../../failures/catalogue.ts';
import { type Check, type CheckTrace, firstFailure, traceChecks } from '../../failures/check.ts';
import { GuardFailed, type Statement, type Store } from '../../store/index.ts';
import {
  keptAfter,
  type Lane,
  type LaneRule,
  laneRules,
  lanesOf,
  type SignInTry,
  type ThrottleSettings,
  waitAfter,
} from './lanes.ts';

/** Where one lane stands. */
export interface LaneStanding {
  readonly failures: number;
  /** Seconds from now until the next try is taken; 0 when it may come now. */
  readonly wait: number;
}

/** Where the lanes of a try stand; lanes that it is not in are absent. */
export type Standing = { readonly [Name in Lane]?: LaneStanding };

/** What came of asking to try. */
export type Begun =
  | {
      readonly outcome: 'counted';
      /** Before this try was counted. */
      readonly standing: Standing;
      /** What takes the try back: part of the plan of its success. */
      readonly succeeded: readonly Statement[];
    }
  | {
      readonly outcome: 'wait';
      readonly standing: Standing;
      readonly failure: Failure;
      /** Seconds, for Retry-After: the longest of all lanes. */
      readonly seconds: number;
    };

/** Counts tries to sign in. */
export interface SignInThrottle {
  /** Counts a try, or answers the wait that has to pass before it. Commits by itself. */
  readonly begin: (tried: SignInTry, now: number) => Promise<Begun>;
  /** Where the lanes stand, without counting; for risk. */
  readonly standing: (tried: SignInTry, now: number) => Promise<Standing>;
  /** The waits as an attempt shows them. */
  readonly traces: (standing: Standing) => CheckTrace[];
}

function laneCheck(name: string, lane: Lane, code: WaitCode): Check<Standing> {
  return {
    name,
    code,
    run: ({ [lane]: own }) =>
      own !== undefined && own.wait > 0
        ? failure(code, { failures: String(own.failures), seconds: String(own.wait) })
        : undefined,
    describe: ({ [lane]: own }) => ({
      expected: 'no wait, or one that is over',
      received:
        own === undefined
          ? 'not counted here'
          : `${own.failures} failures, ${own.wait} seconds left`,
    }),
  };
}

type WaitCode = 'SIGN-050' | 'SIGN-051' | 'SIGN-052' | 'SIGN-053' | 'SIGN-054' | 'SIGN-055';

/** The waits; one that is not over refuses the try. */
export const throttleChecks: readonly Check<Standing>[] = [
  laneCheck('knownBrowserMayTry', 'browser', 'SIGN-050'),
  laneCheck('visitorMayTry', 'visitor', 'SIGN-051'),
  laneCheck('personMayBeTried', 'person', 'SIGN-052'),
  laneCheck('addressMayTry', 'address', 'SIGN-053'),
  laneCheck('accountMayBeTried', 'account', 'SIGN-054'),
  laneCheck('secondFactorMayBeTried', 'factor', 'SIGN-055'),
];

interface LaneRow {
  readonly lane_key: string;
  readonly failures: number;
  readonly last_at: number | bigint;
  readonly expires_at: number | bigint;
}

/** A lane of a try with its row. */
interface CountedLane {
  readonly lane: Lane;
  readonly key: string;
  readonly rule: LaneRule;
  readonly failures: number;
  readonly lastAt: number;
}

/** A try is in so many lanes at most. */
const MOST_LANES = 4;
/** Rounds of reading and counting when others count at the same moment. */
const MOST_ROUNDS = 8;

/**
 * A throttle over the store.
 *
 * @param hash a keyed hash: what is counted is nobody's to read in the store
 */
export function createSignInThrottle(
  store: Store,
  hash: (text: string) => string,
  settings: ThrottleSettings,
): SignInThrottle {
  const rules = laneRules(settings);
  const sql = statementsFor(store);

  async function read(tried: SignInTry, now: number): Promise<CountedLane[]> {
    const lanes = [...lanesOf(tried)].map(([lane, text]) => ({ lane, key: hash(text) }));
    const keys = lanes.map(({ key }) => key);
    while (keys.length < MOST_LANES) keys.push('');
    const rows = await sql.find(...keys);
    return lanes.map(({ lane, key }) => {
      const row = rows.find(({ lane_key }) => lane_key === key);
      const counts = row !== undefined && Number(row.expires_at) > now;
      const failures = counts ? Number(row.failures) : 0;
      return { lane, key, rule: rules[lane], failures, lastAt: counts ? Number(row.last_at) : 0 };
    });
  }

  async function begin(tried: SignInTry, now: number, round = 1): Promise<Begun> {
    const lanes = await read(tried, now);
    const standing = standingOf(lanes, now);
    const failed = firstFailure(throttleChecks, standing);
    if (failed) {
      const seconds = Math.max(...Object.values(standing).map(({ wait }) => wait));
      return { outcome: 'wait', standing, failure: failed, seconds };
    }
    // In one order on every node: two plans that lock the same rows do not wait for each other.
    const ordered = lanes.toSorted((one, other) => (one.key < other.key ? -1 : 1));
    try {
      await store.commit({ statements: ordered.map((lane) => sql.count(lane, now)), changes: [] });
    } catch (error) {
      if (!(error instanceof GuardFailed) || round >= MOST_ROUNDS) throw error;
      return await begin(tried, now, round + 1);
    }
    return { outcome: 'counted', standing, succeeded: ordered.map(sql.takeBack) };
  }

  return {
    begin: async (tried, now) => await begin(tried, now),
    standing: async (tried, now) => standingOf(await read(tried, now), now),
    traces: (standing) => traceChecks(throttleChecks, standing),
  };
}

function standingOf(lanes: readonly CountedLane[], now: number): Standing {
  return Object.fromEntries(
    lanes.map(({ lane, rule, failures, lastAt }) => {
      const until = lastAt + waitAfter(rule, failures) * 1000;
      return [lane, { failures, wait: Math.max(0, Math.ceil((until - now) / 1000)) }];
    }),
  );
}

/** Lanes that one success says nothing about: an address also tries names of other people. */
const SHARED: ReadonlySet<Lane> = new Set(['address', 'account']);

function statementsFor(store: Store) {
  const find = store.prepare<LaneRow>(
    `select lane_key, failures, last_at, expires_at from sign_in_failures
     where lane_key in (?, ?, ?, ?)`,
  );
  // After the free tries a lane is counted only as it was read: of tries at one moment one passes.
  const count = store.prepareStatement(
    `insert into sign_in_failures (lane_key, failures, last_at, expires_at) values (?, 1, ?, ?)
     on conflict (lane_key) do update set
       failures = case when sign_in_failures.expires_at <= excluded.last_at then 1
         else sign_in_failures.failures + 1 end,
       last_at = excluded.last_at,
       expires_at = excluded.expires_at
     where sign_in_failures.expires_at <= excluded.last_at
       or sign_in_failures.failures < ? or sign_in_failures.failures = ?`,
    1,
    'tries of a lane',
  );
  const forget = store.prepareStatement('delete from sign_in_failures where lane_key = ?', 'any');
  const lower = store.prepareStatement(
    'update sign_in_failures set failures = failures - 1 where lane_key = ? and failures > 0',
    'any',
  );
  return {
    find,
    count: ({ key, rule, failures }: CountedLane, now: number): Statement =>
      count(key, now, now + keptAfter(rule, failures + 1) * 1000, rule.free, failures),
    takeBack: ({ lane, key }: CountedLane): Statement =>
      SHARED.has(lane) ? lower(key) : forget(key),
  };
}
