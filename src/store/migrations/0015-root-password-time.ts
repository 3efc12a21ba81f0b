import type { Kysely } from 'kysely';

/** When a root user's password was set last; unknown for those that were set before. */
export async function addRootPasswordTime(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('accounts').addColumn('root_password_changed_at', 'bigint').execute();
}
