/**
 * Whether a sign-in has to pass a security check before its password is looked at, and how much work
 * the check is. Owns: the signs of risk. Does not own: counting failures (throttle.ts), puzzles and
 * their answers (challenge/), pages (signin/challenge).
 */

import type { Claimed } from './flow-state.ts';
import { type KnownBrowser, knows } from './known-browser.ts';
import type { Standing } from './throttle.ts';

/** What an operator sets: GATEHOUSE_CHALLENGE and GATEHOUSE_CHALLENGE_KIND. */
export interface ChallengeSettings {
  readonly when: 'risk' | 'always' | 'never';
  readonly kind: 'work' | 'picture';
}

/** What a sign-in is judged from. */
export interface RiskSubject {
  readonly person: Claimed;
  readonly browser: KnownBrowser | undefined;
  /** Before the try; see `SignInThrottle.standing`. */
  readonly standing: Standing;
}

/** A security check that is due. */
export interface DueCheck {
  readonly kind: ChallengeSettings['kind'];
  /** Leading zero bits of each part of the work; see challenge/work.ts. */
  readonly bits: number;
}

/** A sign of risk, and by how many bits it makes the work harder: each doubles it. */
interface RiskSign {
  readonly name: string;
  readonly harder: number;
  readonly holds: (subject: RiskSubject) => boolean;
}

/** What makes a check due. The first failure of a person is most often a slip. */
export const riskSigns: readonly RiskSign[] = [
  {
    name: 'the person has not signed in on this browser',
    harder: 0,
    holds: ({ browser, person }) => !knows(browser, person),
  },
  {
    name: 'tries for the person failed',
    harder: 1,
    holds: ({ standing: { browser, visitor, person } }) =>
      [browser, visitor, person].some((lane) => (lane?.failures ?? 0) >= 2),
  },
  {
    name: 'tries from the address failed',
    harder: 1,
    holds: ({ standing: { address } }) => (address?.failures ?? 0) >= 5,
  },
  {
    name: 'tries for the account failed',
    harder: 1,
    holds: ({ standing: { account } }) => (account?.failures ?? 0) >= 20,
  },
];

/** Without a sign of risk a third of a second on an ordinary computer; see docs/guides. */
const EASIEST_BITS = 15;

/** The security check that a sign-in has to pass; undefined when it need not pass one. */
export function challengeDue(
  { when, kind }: ChallengeSettings,
  subject: RiskSubject,
): DueCheck | undefined {
  if (when === 'never') return undefined;
  const signs = riskSigns.filter(({ holds }) => holds(subject));
  if (signs.length === 0 && when === 'risk') return undefined;
  const harder = signs.reduce((sum, sign) => sum + sign.harder, 0);
  return { kind, bits: EASIEST_BITS + harder };
}
