import type { Kysely } from 'kysely';

/**
 * What throttles signing in, for all nodes: failed tries by lane (a keyed hash: of a person, an
 * address …, whether or not such a person exists), and security checks that were answered. Neither
 * belongs to an account, and rows of both expire.
 */
export async function createSignInFailures(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sign_in_failures')
    .addColumn('lane_key', 'text', (c) => c.primaryKey())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('last_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('sign_in_failures_expiry')
    .on('sign_in_failures')
    .columns(['expires_at'])
    .execute();
  await db.schema
    .createTable('challenge_uses')
    .addColumn('puzzle_id', 'text', (c) => c.primaryKey())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('challenge_uses_expiry')
    .on('challenge_uses')
    .columns(['expires_at'])
    .execute();
}
