import type { Kysely } from 'kysely';

/**
 * Assertions that were exchanged for a session, where each may be exchanged only once. The primary
 * key is what makes two nodes notice each other.
 */
export async function createSamlUses(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('saml_uses')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('assertion_key', 'text', (c) => c.primaryKey())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('saml_uses_expiry').on('saml_uses').columns(['expires_at']).execute();
}
