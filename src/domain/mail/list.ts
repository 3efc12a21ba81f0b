import type { Kysely } from 'kysely';
import type { OutboxTable, Tables } from '../../store/index.ts';
import { openContent } from './content.ts';
import type { Outbox } from './outbox.ts';

/** A message as an operator sees it: where it goes and what became of it, without its content. */
export interface MessageSummary {
  readonly id: string;
  /** Absent where it is about no account yet. */
  readonly account?: string;
  readonly channel: 'email' | 'text';
  readonly kind: string;
  /** Absent where the seal does not open. */
  readonly to?: string;
  readonly state: 'waiting' | 'sent' | 'failed' | 'discarded';
  readonly tries: number;
  /** Milliseconds since 1970. */
  readonly queuedAt: number;
  readonly settledAt?: number;
  /** When it is tried next, while it waits. */
  readonly dueAt?: number;
  readonly problem?: string;
}

/** The newest messages of every account, newest first; decoys are none. */
export async function listMessages(
  read: Kysely<Tables>,
  outbox: Outbox,
  { state, limit }: { readonly state?: MessageSummary['state']; readonly limit: number },
): Promise<MessageSummary[]> {
  let query = read.selectFrom('outbox').selectAll().where('wanted', '=', 1);
  if (state !== undefined) query = query.where('state', '=', state);
  const rows = await query.orderBy('message_id', 'desc').limit(limit).execute();
  return rows.map((row) => summaryOf(row, outbox));
}

/** One message, or undefined when none has the id. */
export async function findMessage(
  read: Kysely<Tables>,
  outbox: Outbox,
  id: string,
): Promise<MessageSummary | undefined> {
  const row = await read
    .selectFrom('outbox')
    .selectAll()
    .where('message_id', '=', id)
    .where('wanted', '=', 1)
    .executeTakeFirst();
  return row && summaryOf(row, outbox);
}

function summaryOf(row: OutboxTable, outbox: Outbox): MessageSummary {
  const to = openContent(outbox, row)?.to;
  return {
    id: row.message_id,
    ...(row.account_id === '' ? {} : { account: row.account_id }),
    channel: row.channel,
    kind: row.kind,
    ...(to === undefined ? {} : { to }),
    state: row.state,
    tries: row.tries,
    queuedAt: row.queued_at,
    ...(row.settled_at === null ? {} : { settledAt: row.settled_at }),
    ...(row.state === 'waiting' ? { dueAt: row.due_at } : {}),
    ...(row.problem === null ? {} : { problem: row.problem }),
  };
}
