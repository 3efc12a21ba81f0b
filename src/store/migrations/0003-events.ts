import type { Kysely } from 'kysely';

/**
 * The event history. Its rows are written far more often than read and are always read newest
 * first within an account, so the primary key is their only index.
 */
export async function createEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('events')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('event_time', 'bigint', (c) => c.notNull())
    .addColumn('event_id', 'text', (c) => c.notNull())
    .addColumn('region', 'text', (c) => c.notNull())
    .addColumn('event_name', 'text', (c) => c.notNull())
    .addColumn('event_source', 'text', (c) => c.notNull())
    .addColumn('user_name', 'text')
    .addColumn('access_key_id', 'text')
    .addColumn('read_only', 'integer', (c) => c.notNull())
    .addColumn('resources', 'text')
    .addColumn('record', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('events_key', ['account_id', 'event_time', 'event_id'])
    .execute();
}
