import type { Kysely } from 'kysely';

/**
 * What `aws login` was granted: at first an authorization code, once that is exchanged a chain of
 * refresh tokens bound to the client's key. And the proofs of possession that were used, so that none
 * is used twice, on whichever node.
 */
export async function createLoginGrants(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('login_grants')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('grant_id', 'text', (c) => c.primaryKey())
    .addColumn('session_id', 'text', (c) => c.notNull())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('principal_arn', 'text', (c) => c.notNull())
    .addColumn('client_id', 'text', (c) => c.notNull())
    .addColumn('redirect_uri', 'text', (c) => c.notNull())
    .addColumn('code_challenge', 'text', (c) => c.notNull())
    .addColumn('code_hash', 'text', (c) => c.notNull().unique())
    .addColumn('code_expires_at', 'bigint', (c) => c.notNull())
    .addColumn('generation', 'integer', (c) => c.notNull())
    .addColumn('key_thumbprint', 'text')
    .addColumn('rotated_at', 'bigint')
    .addColumn('source_address', 'text', (c) => c.notNull())
    .addColumn('user_agent', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_used_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('login_grants_owner')
    .on('login_grants')
    .columns(['account_id', 'owner_id'])
    .execute();
  await db.schema
    .createIndex('login_grants_expiry')
    .on('login_grants')
    .columns(['expires_at'])
    .execute();
  await db.schema
    .createTable('login_proofs')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('proof_key', 'text', (c) => c.primaryKey())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('login_proofs_expiry')
    .on('login_proofs')
    .columns(['expires_at'])
    .execute();
}
