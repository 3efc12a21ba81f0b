import type { RoleSubject } from './role-subject.ts';

/** What sessions last when nobody says otherwise, in seconds. */
const DEFAULT_SECONDS = 3600;

/** How long a session is asked for, in seconds; the maximum of the role must reach that far. */
export function askedSeconds({
  durationSeconds,
  console: forConsole,
  identity,
}: RoleSubject): number {
  const fromProvider = forConsole ? identity().sessionSeconds : undefined;
  return durationSeconds ?? fromProvider ?? DEFAULT_SECONDS;
}

/** When the session at the provider ends, in seconds from now; undefined when it said nothing. */
export function secondsLeftAtProvider({
  identity,
  circumstances,
}: RoleSubject): number | undefined {
  const { sessionEndsAt } = identity();
  if (sessionEndsAt === undefined) return undefined;
  return Math.floor((sessionEndsAt - circumstances.now) / 1000);
}

/**
 * How long the session lasts, in seconds: what is asked for, shortened by what the provider says of
 * SessionDuration and SessionNotOnOrAfter (aws-facts B3, C2).
 */
export function sessionSeconds(subject: RoleSubject): number {
  const limits = [subject.identity().sessionSeconds, secondsLeftAtProvider(subject)];
  const given = limits.filter((limit) => limit !== undefined);
  return Math.min(askedSeconds(subject), ...given);
}
