import type { Work } from '../work.ts';
import { deleteConflict } from './errors.ts';

type OwnedTable =
  | 'iam_inline_policies'
  | 'iam_attachments'
  | 'iam_tags'
  | 'access_keys'
  | 'mfa_devices';

/** How many rows of a table belong to a user, group or role, by its unique id. */
export async function countOwned(work: Work, table: OwnedTable, ownerId: string): Promise<number> {
  const { count } = await work.read
    .selectFrom(table)
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('account_id', '=', work.account)
    .where('owner_id', '=', ownerId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Throws DeleteConflict while managed policies are attached to the entity or it has inline ones. */
export async function refuseWithPolicies(work: Work, ownerId: string): Promise<void> {
  if ((await countOwned(work, 'iam_attachments', ownerId)) > 0) {
    throw deleteConflict('detach all policies');
  }
  if ((await countOwned(work, 'iam_inline_policies', ownerId)) > 0) {
    throw deleteConflict('delete policies');
  }
}
