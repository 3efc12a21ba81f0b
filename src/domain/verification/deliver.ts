import type { MessageLanguage } from '../../base/mail.ts';
import type { Outbox } from '../mail/outbox.ts';
import { type QueuedMessage, queueMessage } from '../mail/queue.ts';
import type { Work } from '../work.ts';
import { CODE_LIFETIME, type CodeHashes, type CodeUse, drawCode, keepCode } from './codes.ts';
import { type CodeChannel, findContact, maskedMail, maskedPhone } from './contact.ts';

/** What delivering a code needs besides the work. */
export interface CodeDelivery {
  readonly outbox: Outbox;
  readonly hashes: CodeHashes;
}

/** A code to send. */
export interface CodeToDeliver extends CodeUse {
  readonly kind: 'verification-code' | 'registration-code' | 'root-email-change-code';
  /** The account whose root user is meant; empty where there is none. */
  readonly account: string;
  /** Undefined for an address that nobody has: the same work, and no code is ever accepted. */
  readonly email: string | undefined;
  readonly language: MessageLanguage;
  readonly lifetimeSeconds?: number;
  /** `email` where it is the mailbox that has to be proved, whatever the owner chose. */
  readonly channel?: CodeChannel;
}

/** Where a code went, as its reader may be told. */
export interface DeliveredCode {
  readonly channel: CodeChannel;
  /** `k•••@example.com` or `••• 1234`; of a decoy the empty text. */
  readonly hint: string;
}

/**
 * Issues a code and queues its message: a sign-in code by text message where the owner chose that
 * and has a verified number, every other code to the address that it is to prove. What the quota
 * keeps back leaves a code that nothing matches.
 */
export async function deliverCode(
  work: Work,
  { outbox, hashes }: CodeDelivery,
  {
    kind,
    account,
    email,
    language,
    lifetimeSeconds = CODE_LIFETIME,
    channel,
    ...use
  }: CodeToDeliver,
): Promise<DeliveredCode> {
  const contact = await findContact(work, account);
  const byText =
    kind === 'verification-code' &&
    (channel ?? contact.codeChannel) === 'text' &&
    outbox.sendsTexts;
  const phone = byText ? contact.phoneNumber : undefined;
  const code = drawCode(work);
  const details = { code, validMinutes: Math.ceil(lifetimeSeconds / 60) };
  const common = { account, language, details, validUntil: work.now + lifetimeSeconds * 1000 };
  const message: QueuedMessage =
    phone !== undefined && kind === 'verification-code'
      ? { ...common, kind, channel: 'text', to: phone }
      : { ...common, kind, channel: 'email', to: email };
  const wanted = await queueMessage(work, outbox, message);
  keepCode(work, hashes, use, { code: wanted ? code : undefined, lifetimeSeconds });
  if (message.channel === 'text') return { channel: 'text', hint: maskedPhone(phone ?? '') };
  return { channel: 'email', hint: maskedMail(email ?? '') };
}
