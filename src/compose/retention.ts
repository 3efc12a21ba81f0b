import { DAYS_TO_REOPEN } from '../domain/accounts/states.ts';
import { createAttemptRemoval } from '../domain/attempts/index.ts';
import { createEventRemoval } from '../domain/audit/retention.ts';
import { createExpiredRemoval } from '../domain/expired-rows.ts';
import { createAccountRetirement } from '../domain/organizations/retirement.ts';
import type { Logger } from '../http/log.ts';
import { StoreError } from '../store/index.ts';
import type { Parts } from './parts.ts';
import { startPeriodic, type Timers } from './periodic.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A server that is just starting has other things to do. */
const FIRST = 5 * MINUTE;
const EVERY = 60 * MINUTE;

/**
 * Credentials that came from a browser session are looked up by it for as long as they can last: of a
 * session that is not known any more nobody could say whether it had been ended.
 */
const LONGEST_ROLE_SESSION_DAYS = 0.5;

/** What a server keeps for a number of days, and how what is older is removed. */
interface Kept {
  readonly what: string;
  readonly days: number;
  readonly remove: (before: number, signal: AbortSignal) => Promise<unknown>;
}

function keptBy({ config, store }: Parts): readonly Kept[] {
  return [
    { what: 'events', days: config.eventDays, remove: createEventRemoval(store) },
    {
      what: 'attempts',
      days: config.attemptDays,
      remove: createAttemptRemoval(store, 'attempts'),
    },
    {
      what: 'captured bodies',
      days: config.attemptBodyDays,
      remove: createAttemptRemoval(store, 'attempt_bodies'),
    },
    // Nothing of theirs is removed: they can be reopened no longer.
    { what: 'closed accounts', days: DAYS_TO_REOPEN, remove: createAccountRetirement(store) },
    // They say themselves until when they are of use.
    { what: 'failed sign-ins', days: 0, remove: createExpiredRemoval(store, 'sign_in_failures') },
    { what: 'answered checks', days: 0, remove: createExpiredRemoval(store, 'challenge_uses') },
    { what: 'uses of assertions', days: 0, remove: createExpiredRemoval(store, 'saml_uses') },
    { what: 'sign-in flows', days: 0, remove: createExpiredRemoval(store, 'sign_in_flows') },
    { what: 'command lines', days: 0, remove: createExpiredRemoval(store, 'login_grants') },
    { what: 'grants of workforces', days: 0, remove: createExpiredRemoval(store, 'sso_grants') },
    {
      what: 'authorizations of devices',
      days: 0,
      remove: createExpiredRemoval(store, 'sso_device_codes'),
    },
    { what: 'used proofs', days: 0, remove: createExpiredRemoval(store, 'login_proofs') },
    { what: 'messages', days: 0, remove: createExpiredRemoval(store, 'outbox') },
    {
      what: 'verification codes',
      days: 0,
      remove: createExpiredRemoval(store, 'verification_codes'),
    },
    {
      what: 'registrations of passkeys',
      days: 0,
      remove: createExpiredRemoval(store, 'passkey_registrations'),
    },
    {
      what: 'provisioning requests',
      days: 0,
      remove: createExpiredRemoval(store, 'provisioning_jobs'),
    },
    { what: 'password resets', days: 0, remove: createExpiredRemoval(store, 'password_resets') },
    {
      what: 'links of workforce users',
      // Whoever opens one late is told that it has expired.
      days: 7,
      remove: createExpiredRemoval(store, 'directory_links'),
    },
    { what: 'recoveries', days: 0, remove: createExpiredRemoval(store, 'mfa_recoveries') },
    {
      what: 'changes of address',
      days: 0,
      remove: createExpiredRemoval(store, 'root_email_changes'),
    },
    { what: 'registrations', days: 0, remove: createExpiredRemoval(store, 'registrations') },
    {
      what: 'browser sessions',
      days: LONGEST_ROLE_SESSION_DAYS,
      remove: createExpiredRemoval(store, 'browser_sessions'),
    },
  ];
}

/**
 * Removes events, attempts, captured bodies and what has expired by itself, while the server runs.
 * The answer stops it and must be awaited before the store is closed.
 */
export function startRetention(parts: Parts, log: Logger, timers: Timers): () => Promise<void> {
  const stops = keptBy(parts).map(({ what, days, remove }) =>
    startPeriodic(
      {
        first: FIRST,
        every: EVERY,
        run: async (signal) => {
          await remove(parts.clock() - days * DAY, signal);
        },
        report: (error) => {
          const code = error instanceof StoreError ? error.failure.code : undefined;
          log.error({ code, err: error }, `old ${what} could not be removed`);
        },
      },
      timers,
    ),
  );
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
