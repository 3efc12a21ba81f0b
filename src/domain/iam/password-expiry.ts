import type { PasswordPolicy } from './password-policy.ts';

const DAY = 24 * 60 * 60 * 1000;
/** The console warns from then on (aws-facts H5). */
const WARNING_DAYS = 15;

/** When a password expires. Times are milliseconds since 1970. */
export interface PasswordExpiry {
  readonly expiresAt: number;
  /** Whether the owner is to be warned: it expires within fifteen days, and has not yet. */
  readonly warns: boolean;
  readonly expired: boolean;
  /** Whether only an administrator can replace it once it has expired. */
  readonly hard: boolean;
}

/**
 * When a password of this age expires under the account's own policy; undefined when it never does,
 * as under the default policy. A new maximum age counts at once, for old passwords too.
 */
export function passwordExpiryOf(
  policy: PasswordPolicy | undefined,
  changedAt: number,
  now: number,
): PasswordExpiry | undefined {
  const days = policy?.MaxPasswordAge;
  if (!days) return undefined;
  const expiresAt = changedAt + days * DAY;
  const expired = now >= expiresAt;
  return {
    expiresAt,
    warns: !expired && now >= expiresAt - WARNING_DAYS * DAY,
    expired,
    hard: policy.HardExpiry === true,
  };
}
