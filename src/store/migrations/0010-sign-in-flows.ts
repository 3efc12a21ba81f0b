import type { Kysely } from 'kysely';

/** Sign-ins on their way. They belong to a browser: of whose account they are is what they find out. */
export async function createSignInFlows(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sign_in_flows')
    .addColumn('flow_id', 'text', (c) => c.primaryKey())
    .addColumn('browser_hash', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('row_version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute();
  await db.schema
    .createIndex('sign_in_flows_source')
    .on('sign_in_flows')
    .columns(['source', 'created_at'])
    .execute();
  await db.schema
    .createIndex('sign_in_flows_expiry')
    .on('sign_in_flows')
    .column('expires_at')
    .execute();
}
