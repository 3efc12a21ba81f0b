import type { OutgoingMessage } from '../../base/mail.ts';
import type { OutboxTable } from '../../store/index.ts';
import { contentContext, type Outbox } from './outbox.ts';

/** The columns that a message is made of. */
export type MessageRow = Pick<
  OutboxTable,
  'account_id' | 'message_id' | 'channel' | 'kind' | 'content' | 'queued_at'
>;

/** What a content holds once its seal is open; the details are gone when it was settled. */
interface OpenedContent {
  readonly to: string;
  readonly language: 'en' | 'ko';
  readonly details?: unknown;
}

/** Opens the content of a row; undefined when it does not open. */
export function openContent(outbox: Outbox, row: MessageRow): OpenedContent | undefined {
  const text = outbox.open(row.content, contentContext(row.message_id));
  return text === undefined ? undefined : (JSON.parse(text) as OpenedContent);
}

/** The message of a row, as it was queued: what opens was sealed by us from typed values. */
export function messageOf(outbox: Outbox, row: MessageRow): OutgoingMessage | undefined {
  const opened = openContent(outbox, row);
  if (opened?.details === undefined) return undefined;
  const { to, language, details } = opened;
  const { message_id: id, account_id: account, channel, kind, queued_at: at } = row;
  return { id, account, channel, kind, to, language, details, at } as OutgoingMessage;
}

/** The content without its details: codes and links are not kept once they were handed over. */
export function settledContent(outbox: Outbox, row: MessageRow): string {
  const opened = openContent(outbox, row);
  const rest = opened ? { to: opened.to, language: opened.language } : {};
  return outbox.seal(JSON.stringify(rest), contentContext(row.message_id));
}
