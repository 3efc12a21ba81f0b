/**
 * domain/recovery: ways back in, and in for the first time. Owns: links that set a root user's
 * password, the removal of a root user's lost MFA devices after a wait, changes of a root user's
 * address, registration of accounts. Does not own: words and transports of mails (mail/), codes
 * (domain/verification), devices (domain/mfa), sessions (domain/sessions), pages (signin/recovery,
 * signin/registration). What it answers to strangers does not depend on whether an account exists.
 */
import type { RandomBytes } from '../../base/bytes.ts';
import type { MessageLanguage } from '../../base/mail.ts';
import type { Outbox } from '../mail/index.ts';
import type { CodeDelivery } from '../verification/index.ts';

/** What recovery works with. */
export interface RecoveryParts {
  readonly random: RandomBytes;
  readonly outbox: Outbox;
  readonly delivery: CodeDelivery;
  /** How long a root user without device waits, in milliseconds. */
  readonly mfaWait: number;
}

/** Who asks, as far as mails and events tell of it. */
export interface Asker {
  readonly sourceAddress: string;
  readonly userAgent: string;
  readonly requestId: string;
  readonly region: string;
  readonly secure: boolean;
  readonly language: MessageLanguage;
}
