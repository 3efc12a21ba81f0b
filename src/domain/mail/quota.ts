import { sql } from 'kysely';
import type { Work } from '../work.ts';
import { ACCOUNT_QUOTA, QUOTA_WINDOW, RECIPIENT_QUOTA, STRANGER_QUOTA } from './outbox.ts';

/**
 * Whether one more message of this kind may go to this recipient, so that nobody can have somebody
 * flooded. Each kind has its own counts, of recipients and of accounts: whoever has password resets
 * sent, to one or to many of a directory, cannot keep a code or an invitation away.
 */
export async function quotaAllows(
  { read, now }: Work,
  message: { readonly account: string; readonly kind: string; readonly recipientKey: string },
): Promise<boolean> {
  const rows = read
    .selectFrom('outbox')
    .select(sql<number>`count(*)`.as('count'))
    .where('queued_at', '>', now - QUOTA_WINDOW)
    .where('wanted', '=', 1)
    .where('kind', '=', message.kind);
  const toRecipient = await rows
    .where('recipient_key', '=', message.recipientKey)
    .executeTakeFirst();
  const ofAccount = await rows.where('account_id', '=', message.account).executeTakeFirst();
  const most = message.account === '' ? STRANGER_QUOTA : ACCOUNT_QUOTA;
  return Number(toRecipient?.count) < RECIPIENT_QUOTA && Number(ofAccount?.count) < most;
}
