import type { Kysely } from 'kysely';

/**
 * What people of a workforce let command lines do: authorizations of devices that wait for somebody,
 * and grants, each at first a code or an approval, once redeemed a chain of refresh tokens.
 */
export async function createSsoGrants(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sso_grants')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('grant_id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('origin_session_id', 'text', (c) => c.notNull())
    .addColumn('client_key', 'text', (c) => c.notNull())
    .addColumn('client_name', 'text', (c) => c.notNull())
    .addColumn('scopes', 'text', (c) => c.notNull())
    .addColumn('redirect_uri', 'text')
    .addColumn('code_challenge', 'text')
    .addColumn('code_hash', 'text', (c) => c.unique())
    .addColumn('code_expires_at', 'bigint', (c) => c.notNull())
    .addColumn('session_expires_at', 'bigint', (c) => c.notNull())
    .addColumn('generation', 'integer', (c) => c.notNull())
    .addColumn('rotated_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('sso_grants_user')
    .on('sso_grants')
    .columns(['account_id', 'user_id'])
    .execute();
  await db.schema
    .createIndex('sso_grants_expiry')
    .on('sso_grants')
    .columns(['expires_at'])
    .execute();
  await db.schema
    .createTable('sso_device_codes')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('device_hash', 'text', (c) => c.primaryKey())
    .addColumn('user_code_key', 'text', (c) => c.notNull().unique())
    .addColumn('client_key', 'text', (c) => c.notNull())
    .addColumn('client_name', 'text', (c) => c.notNull())
    .addColumn('scopes', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('grant_id', 'text')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('source_address', 'text', (c) => c.notNull())
    .addColumn('user_agent', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('sso_device_codes_source')
    .on('sso_device_codes')
    .columns(['source', 'expires_at'])
    .execute();
  await db.schema
    .createIndex('sso_device_codes_expiry')
    .on('sso_device_codes')
    .columns(['expires_at'])
    .execute();
}
