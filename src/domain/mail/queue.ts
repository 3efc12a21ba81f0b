import {
  isMailAddress,
  isPhoneNumber,
  type MailContent,
  type MessageLanguage,
  type TextContent,
} from '../../base/mail.ts';
import { attemptId } from '../attempts/ids.ts';
import type { Work } from '../work.ts';
import { contentContext, LONGEST_WAIT, type Outbox } from './outbox.ts';
import { quotaAllows } from './quota.ts';

interface Queued {
  /** The account that it is about; empty where there is none yet. */
  readonly account: string;
  /**
   * The recipient. Undefined queues a decoy: the same reads and an equal row that is never sent, so
   * that an address that nobody has costs what a known one does.
   */
  readonly to: string | undefined;
  readonly language: MessageLanguage;
  /** After it (milliseconds) the message is not sent any more: its code or link has expired. */
  readonly validUntil?: number;
}

/** A mail to queue: its kind, what it tells, and to whom. */
export type QueuedMail = Queued & MailContent;

/** A text message to queue. */
export type QueuedText = Queued & TextContent;

/**
 * Leaves a mail in the plan of the work: it is sent once the plan has committed. What exceeds the
 * quota of its recipient or account is queued as a decoy.
 */
export async function queueMail(work: Work, outbox: Outbox, mail: QueuedMail): Promise<void> {
  await queueMessage(work, outbox, { channel: 'email', ...mail });
}

/** Leaves a text message in the plan, as `queueMail` does with a mail. */
export async function queueText(work: Work, outbox: Outbox, text: QueuedText): Promise<void> {
  await queueMessage(work, outbox, { channel: 'text', ...text });
}

/** A message of either channel. */
export type QueuedMessage =
  | ({ readonly channel: 'email' } & QueuedMail)
  | ({ readonly channel: 'text' } & QueuedText);

/**
 * Whether a message would be sent if it were queued now, by the same reads for an address that nobody
 * has: for what else depends on it, such as a link that takes the place of an earlier one.
 */
export async function canBeSent(
  work: Work,
  outbox: Outbox,
  { account, channel, kind, to }: Pick<QueuedMessage, 'account' | 'channel' | 'kind' | 'to'>,
): Promise<boolean> {
  const recipient = to ?? decoyRecipient(channel, attemptId(work.now, work.random));
  const recipientKey = outbox.recipientKey(recipient.toLowerCase());
  const allowed = await quotaAllows(work, { account, kind, recipientKey });
  return allowed && to !== undefined && canReceive(channel, to);
}

/** Queues a message; false when it is a decoy. Nobody outside may be told which it was. */
export async function queueMessage(
  work: Work,
  outbox: Outbox,
  message: QueuedMessage,
): Promise<boolean> {
  const { account, channel, kind, language, details } = message;
  const id = attemptId(work.now, work.random);
  const to = message.to ?? decoyRecipient(message.channel, id);
  const recipientKey = outbox.recipientKey(to.toLowerCase());
  const wanted = await canBeSent(work, outbox, message);
  const content = JSON.stringify({ to, language, details });
  work.write(
    work.read.insertInto('outbox').values({
      account_id: account,
      message_id: id,
      channel,
      kind,
      recipient_key: recipientKey,
      content: outbox.seal(content, contentContext(id)),
      state: 'waiting',
      wanted: wanted ? 1 : 0,
      tries: 0,
      due_at: work.now,
      valid_until: Math.min(message.validUntil ?? Number.MAX_SAFE_INTEGER, work.now + LONGEST_WAIT),
      problem: null,
      queued_at: work.now,
      settled_at: null,
      expires_at: work.now + 2 * LONGEST_WAIT,
    }),
  );
  outbox.nudge();
  return wanted;
}

function canReceive(channel: QueuedMessage['channel'], to: string): boolean {
  return channel === 'email' ? isMailAddress(to) : isPhoneNumber(to);
}

/** As long as a usual recipient; it goes nowhere. */
function decoyRecipient(channel: QueuedMessage['channel'], id: string): string {
  return channel === 'email' ? `${id.slice(0, 12)}@decoy.invalid` : '+10000000000';
}
