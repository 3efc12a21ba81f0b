import type { TextKey } from '../../i18n/messages.ts';
import type { Translate } from '../../i18n/texts.tsx';

/** What to say of the failures that this server answers; AWS has more codes. */
const TEXTS: Readonly<Record<string, TextKey>> = {
  EMAIL_ALREADY_EXISTS: 'org.accounts.failed.EMAIL_ALREADY_EXISTS',
  ACCOUNT_LIMIT_EXCEEDED: 'org.accounts.failed.ACCOUNT_LIMIT_EXCEEDED',
  INVALID_EMAIL: 'org.accounts.failed.INVALID_EMAIL',
};

/** Why an account could not be made, by the FailureReason of CreateAccountStatus. */
export function failureText(reason: string, t: Translate): string {
  return t(TEXTS[reason] ?? 'org.accounts.failed', { reason });
}
