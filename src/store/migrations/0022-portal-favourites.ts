import type { Kysely } from 'kysely';

/** Which accounts the users of an access portal want at the top of their list. */
export async function createPortalFavourites(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('portal_favourites')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('target_accounts', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('portal_favourites_key', ['account_id', 'user_id'])
    .execute();
}
