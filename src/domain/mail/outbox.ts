/**
 * domain/mail: messages on their way to people. Owns: the rows of the outbox, what is kept of each
 * and for how long, how many go to one recipient, taking them up and settling them.
 * Does not own: words (mail/), transports (mail/, wired by compose), what a code is worth
 * (domain/verification), when something is sent (whoever calls `queueMail`).
 */

/** What the outbox is given: the key ring's side, and who is told that there is work. */
export interface Outbox {
  /** Seals what a message holds; only the same context opens it again. */
  seal(plaintext: string, context: string): string;
  /** Undefined when it was altered, is of another message, or its key is retired. */
  open(sealed: string, context: string): string | undefined;
  /** A keyed hash of the recipient, equal for equal recipients. */
  recipientKey(recipient: string): string;
  /** Tells the worker of this process that something may be due soon. */
  nudge(): void;
  /** Whether text messages can be sent at all. */
  readonly sendsTexts: boolean;
}

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** How long a row stays after its message was settled, in milliseconds. */
export const KEPT = { sent: 7 * DAY, failed: 30 * DAY, discarded: DAY } as const;

/** How long a message is tried whose content does not expire before. */
export const LONGEST_WAIT = 3 * DAY;

/** The window of the quotas. */
export const QUOTA_WINDOW = HOUR;
/** Messages of one kind to one recipient within the window; further ones are not sent. */
export const RECIPIENT_QUOTA = 10;
/** Messages of one kind about one account within the window. */
export const ACCOUNT_QUOTA = 200;
/** Messages of one kind about no account within the window: registrations of the whole installation. */
export const STRANGER_QUOTA = 1000;

/** What the content of a message is sealed to. */
export function contentContext(id: string): string {
  return `outbox/${id}`;
}
