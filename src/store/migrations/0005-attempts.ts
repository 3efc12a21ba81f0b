import { type CreateIndexBuilder, type Kysely, sql } from 'kysely';

type Dialect = 'sqlite' | 'postgres';

/**
 * Attempts, the bodies that were captured with them, and which accounts capture. Ids begin with the
 * time, so the primary key is the order of listings; `*_upto` counts the bytes written so far, so
 * that what lies beyond a quota is a range at the beginning of an index.
 */
export async function createAttempts(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const id = dialect === 'postgres' ? sql`text collate "C"` : 'text';
  await db.schema
    .createTable('attempts')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('attempt_id', id, (c) => c.notNull())
    .addColumn('attempt_time', 'bigint', (c) => c.notNull())
    .addColumn('request_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('code', 'text')
    .addColumn('provider', 'text')
    .addColumn('subject', 'text')
    .addColumn('role_arn', 'text')
    .addColumn('source_address', 'text', (c) => c.notNull())
    .addColumn('user_agent', 'text', (c) => c.notNull())
    .addColumn('source', 'text')
    .addColumn('source_upto', 'bigint')
    .addColumn('outcome_upto', 'bigint', (c) => c.notNull())
    .addColumn('record', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('attempts_key', ['account_id', 'attempt_id'])
    .execute();
  await createAttemptIndexes(db);
  await createBodies(db, id);
}

async function createAttemptIndexes(db: Kysely<unknown>): Promise<void> {
  const index = (name: string, ...columns: string[]): CreateIndexBuilder<string> =>
    db.schema
      .createIndex(`attempts_${name}`)
      .on('attempts')
      .columns(['account_id', ...columns]);
  await index('request', 'request_id', 'attempt_id').execute();
  await index('provider', 'provider', 'attempt_id').where('provider', 'is not', null).execute();
  await index('subject', 'subject', 'attempt_id').where('subject', 'is not', null).execute();
  await index('code', 'code', 'attempt_id').where('code', 'is not', null).execute();
  await index('source', 'source', 'source_upto').where('source', 'is not', null).execute();
  await index('outcome', 'outcome', 'outcome_upto').execute();
}

async function createBodies(db: Kysely<unknown>, id: 'text' | ReturnType<typeof sql>) {
  await db.schema
    .createTable('attempt_bodies')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('attempt_id', id, (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('source_upto', 'bigint', (c) => c.notNull())
    .addColumn('account_upto', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('attempt_bodies_key', ['account_id', 'attempt_id'])
    .execute();
  await db.schema
    .createIndex('attempt_bodies_source')
    .on('attempt_bodies')
    .columns(['account_id', 'source', 'source_upto'])
    .execute();
  await db.schema
    .createIndex('attempt_bodies_account')
    .on('attempt_bodies')
    .columns(['account_id', 'account_upto'])
    .execute();
  await db.schema
    .createTable('attempt_captures')
    .addColumn('account_id', 'text', (c) => c.primaryKey())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('ends_at', 'bigint', (c) => c.notNull())
    .addColumn('started_by', 'text', (c) => c.notNull())
    .execute();
}
