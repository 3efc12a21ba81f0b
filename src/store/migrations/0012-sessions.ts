import { type Kysely, sql } from 'kysely';

/**
 * Browser sessions know whose they are, what they were opened from and when they were last used.
 * Sessions of before know none of it and could not be ended together with their owner's others, so
 * that whoever was signed in signs in once more.
 */
export async function describeSessions(db: Kysely<unknown>): Promise<void> {
  await sql`delete from browser_sessions`.execute(db);
  const text = ['owner_id', 'principal_arn', 'kind', 'device'];
  for (const column of text) {
    await db.schema
      .alterTable('browser_sessions')
      .addColumn(column, 'text', (c) => c.notNull().defaultTo(''))
      .execute();
  }
  for (const column of ['parent_session_id', 'shown_name', 'shown_color']) {
    await db.schema.alterTable('browser_sessions').addColumn(column, 'text').execute();
  }
  await db.schema
    .alterTable('browser_sessions')
    .addColumn('last_used_at', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex('browser_sessions_owner')
    .on('browser_sessions')
    .columns(['account_id', 'owner_id'])
    .execute();
}
