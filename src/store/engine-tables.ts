import type { Kysely } from 'kysely';

export type SqlDialect = 'sqlite' | 'postgres';

/**
 * The tables that the engine itself needs: the version of each account's state, the log of what
 * each version changed, and facts about the store as a whole.
 */
export async function createEngineTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('account_versions')
    .addColumn('account', 'text', (c) => c.primaryKey())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('changes')
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .addColumn('entity', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('changes_key', ['account', 'version', 'entity'])
    .execute();
  await db.schema
    .createTable('store_meta')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
}

/** How many versions of an account the change log keeps; who is further behind reloads it all. */
export const CHANGES_KEPT = 1024;

/** Every so many versions of an account, what lies further back than `CHANGES_KEPT` is removed. */
export const PRUNE_EVERY = 256;
