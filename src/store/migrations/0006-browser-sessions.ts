import type { Kysely } from 'kysely';

/**
 * Sessions of browsers. Found by the hash of the cookie's secret, or of the code that a finished
 * sign-in hands to the browser; both are unique in the installation.
 */
export async function createBrowserSessions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('browser_sessions')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('session_id', 'text', (c) => c.notNull())
    .addColumn('audience', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('secret_hash', 'text', (c) => c.notNull().unique())
    .addColumn('binding_hash', 'text')
    .addColumn('access_key_id', 'text', (c) => c.notNull())
    .addColumn('credentials', 'text', (c) => c.notNull())
    .addColumn('destination', 'text', (c) => c.notNull())
    .addColumn('issuer_url', 'text')
    .addColumn('provider', 'text')
    .addColumn('source_address', 'text', (c) => c.notNull())
    .addColumn('user_agent', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addPrimaryKeyConstraint('browser_sessions_key', ['account_id', 'session_id'])
    .execute();
  await db.schema
    .createIndex('browser_sessions_expiry')
    .on('browser_sessions')
    .column('expires_at')
    .execute();
}
