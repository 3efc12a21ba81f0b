import { z } from 'zod';
import { setting, whole } from './forms.ts';

/** What is kept, and the log. */
export const historySettings = {
  eventDays: setting(
    'GATEHOUSE_EVENT_DAYS',
    whole(1, 3650),
    'a whole number of days from 1 to 3650',
    '90',
    'How long the event history is kept.',
  ),
  attemptDays: setting(
    'GATEHOUSE_ATTEMPT_DAYS',
    whole(1, 3650),
    'a whole number of days from 1 to 3650',
    '30',
    'How long attempts to sign in and to federate are kept.',
  ),
  attemptBodyDays: setting(
    'GATEHOUSE_ATTEMPT_BODY_DAYS',
    whole(1, 90),
    'a whole number of days from 1 to 90',
    '3',
    'How long responses and tokens are kept that were captured while an administrator had capture on.',
  ),
  attemptSourceBytes: setting(
    'GATEHOUSE_ATTEMPT_SOURCE_BYTES',
    whole(100_000, 1_000_000_000),
    'a whole number of bytes from 100000 to 1000000000',
    '4000000',
    'What the refused attempts of one address (IPv6: of its /64) may take up before its oldest go.',
  ),
  attemptAccountBytes: setting(
    'GATEHOUSE_ATTEMPT_ACCOUNT_BYTES',
    whole(1_000_000, 1_000_000_000_000),
    'a whole number of bytes from 1000000 to 1000000000000',
    '512000000',
    'What the attempts of one account may take up before its oldest go; refused and successful ones get half of it each.',
  ),
  logLevel: setting(
    'GATEHOUSE_LOG_LEVEL',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']),
    'trace, debug, info, warn, error or silent',
    'info',
    'Lowest level that is logged.',
  ),
} as const;
