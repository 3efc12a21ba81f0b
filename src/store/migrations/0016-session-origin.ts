import type { Kysely } from 'kysely';

/** Sessions that a sign-in token opened know which session its credentials came from. */
export async function addSessionOrigin(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('browser_sessions').addColumn('origin_session_id', 'text').execute();
}
