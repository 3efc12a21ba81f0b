import { type CreateTableBuilder, type Kysely, sql } from 'kysely';

type Dialect = 'sqlite' | 'postgres';
type Builder = CreateTableBuilder<string, never>;

/** The columns that both kinds of providers have; PostgreSQL sorts by bytes, as SQLite does. */
function provider(
  db: Kysely<unknown>,
  dialect: Dialect,
  table: string,
  key: 'name_key' | 'url',
): Builder {
  return db.schema
    .createTable(table)
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('provider_id', 'text', (c) => c.notNull())
    .addColumn(key, dialect === 'postgres' ? sql`text collate "C"` : 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('row_version', 'integer', (c) => c.notNull().defaultTo(1))
    .addPrimaryKeyConstraint(`${table}_key`, ['account_id', 'provider_id'] as never)
    .addUniqueConstraint(`${table}_name`, ['account_id', key] as never) as Builder;
}

/**
 * IAM's identity providers. A metadata document may have ten million characters: it lies in a table
 * of its own, so that a listing or a new tag neither reads nor writes it.
 */
export async function createIdentityProviders(
  db: Kysely<unknown>,
  dialect: Dialect,
): Promise<void> {
  await provider(db, dialect, 'saml_providers', 'name_key')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('valid_until', 'bigint', (c) => c.notNull())
    .addColumn('encryption_mode', 'text')
    .execute();
  // A provider's own consumer URL names its uuid and not its account.
  await db.schema
    .createIndex('saml_providers_uuid')
    .unique()
    .on('saml_providers')
    .column('provider_id')
    .execute();
  await db.schema
    .createTable('saml_metadata')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('provider_id', 'text', (c) => c.notNull())
    .addColumn('uploaded_at', 'bigint', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('saml_metadata_key', ['account_id', 'provider_id'])
    .execute();
  await db.schema
    .createTable('saml_private_keys')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('provider_id', 'text', (c) => c.notNull())
    .addColumn('key_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('secret', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('saml_private_keys_key', ['account_id', 'provider_id', 'key_id'])
    .execute();
  await provider(db, dialect, 'oidc_providers', 'url')
    .addColumn('client_ids', 'text', (c) => c.notNull())
    .addColumn('thumbprints', 'text', (c) => c.notNull())
    .execute();
}
