import type { VerifiedAssertion } from './types.ts';

/** How long a session lasts when nobody says how long, in seconds (aws-facts B3). */
const USUAL = 3_600;

/**
 * How long a session made from an assertion may last, in seconds: what was asked for (3,600 by
 * default), shortened by SessionDuration and by SessionNotOnOrAfter, which is counted from `now`
 * (milliseconds since 1970) and rounded down (aws-facts B3). It may be shorter than 900 seconds.
 */
export function effectiveDuration(
  assertion: Pick<VerifiedAssertion, 'sessionDuration' | 'sessionNotOnOrAfter'>,
  requestedSeconds: number | undefined,
  now: number,
): number {
  const { sessionDuration = Infinity, sessionNotOnOrAfter = Infinity } = assertion;
  const left = Math.floor((sessionNotOnOrAfter - now) / 1000);
  return Math.min(requestedSeconds ?? USUAL, sessionDuration, left);
}

/**
 * How long a console session lasts, in seconds: SessionDuration, or an hour, but not beyond
 * SessionNotOnOrAfter (aws-facts C2).
 */
export function consoleDuration(
  assertion: Pick<VerifiedAssertion, 'sessionDuration' | 'sessionNotOnOrAfter'>,
  now: number,
): number {
  return effectiveDuration(assertion, assertion.sessionDuration, now);
}
