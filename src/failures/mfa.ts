import type { FailureEntry } from './failure.ts';
import { mfaCodeFailures } from './mfa-code.ts';
import { mfaPasskeyFailures } from './mfa-passkey.ts';

/** Failures of multi-factor devices. */
export const mfaFailures = {
  ...mfaCodeFailures,
  ...mfaPasskeyFailures,
} as const satisfies Readonly<Record<string, FailureEntry>>;
