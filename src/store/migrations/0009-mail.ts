import type { Kysely } from 'kysely';

/**
 * Messages on their way to people, codes that were issued, and the verified phone numbers of
 * accounts' root users.
 */
export async function createMail(db: Kysely<unknown>): Promise<void> {
  await createOutbox(db);
  await db.schema
    .createTable('verification_codes')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('code_key', 'text', (c) => c.primaryKey())
    .addColumn('code_hash', 'text', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('verification_codes_expiry')
    .on('verification_codes')
    .columns(['expires_at'])
    .execute();
  await db.schema
    .createTable('contacts')
    .addColumn('account_id', 'text', (c) => c.primaryKey())
    .addColumn('phone_number', 'text')
    .addColumn('verified_at', 'bigint')
    .addColumn('pending_number', 'text')
    .addColumn('pending_until', 'bigint')
    .addColumn('code_channel', 'text', (c) => c.notNull())
    .execute();
}

async function createOutbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('message_id', 'text', (c) => c.primaryKey())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('recipient_key', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('wanted', 'integer', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('valid_until', 'bigint', (c) => c.notNull())
    .addColumn('problem', 'text')
    .addColumn('queued_at', 'bigint', (c) => c.notNull())
    .addColumn('settled_at', 'bigint')
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('outbox_due').on('outbox').columns(['state', 'due_at']).execute();
  await db.schema
    .createIndex('outbox_recipients')
    .on('outbox')
    .columns(['recipient_key', 'kind', 'queued_at'])
    .execute();
  await db.schema
    .createIndex('outbox_accounts')
    .on('outbox')
    .columns(['account_id', 'queued_at'])
    .execute();
  await db.schema.createIndex('outbox_expiry').on('outbox').columns(['expires_at']).execute();
}
