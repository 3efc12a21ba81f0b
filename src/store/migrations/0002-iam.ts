import { type CreateTableBuilder, type Kysely, type RawBuilder, sql } from 'kysely';

type Dialect = 'sqlite' | 'postgres';
type Builder = CreateTableBuilder<string, never>;

/**
 * The type of names that listings are sorted and continued by. PostgreSQL is told to compare bytes,
 * as SQLite does, so that a listing has one order whatever the database's language.
 */
function sorted(dialect: Dialect): 'text' | RawBuilder<unknown> {
  return dialect === 'postgres' ? sql`text collate "C"` : 'text';
}

/** The columns that users, groups, roles, policies and instance profiles share. */
function entity(db: Kysely<unknown>, dialect: Dialect, table: string, id: string): Builder {
  return db.schema
    .createTable(table)
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn(id, 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_key', sorted(dialect), (c) => c.notNull())
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('row_version', 'integer', (c) => c.notNull().defaultTo(1))
    .addPrimaryKeyConstraint(`${table}_key`, ['account_id', id] as never)
    .addUniqueConstraint(`${table}_name`, ['account_id', 'name_key'] as never) as Builder;
}

/** Users, groups, roles, policies, instance profiles and what hangs on them. */
export async function createIam(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createPrincipals(db, dialect);
  await createPolicies(db, dialect);
  await entity(db, dialect, 'iam_instance_profiles', 'profile_id')
    .addColumn('role_id', 'text')
    .execute();
  await db.schema
    .createTable('iam_tags')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('key_key', sorted(dialect), (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('iam_tags_key', ['account_id', 'owner_id', 'key_key'])
    .execute();
  await db.schema
    .createTable('access_keys')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('access_key_id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_used_at', 'bigint')
    .addColumn('last_used_service', 'text')
    .addColumn('last_used_region', 'text')
    .execute();
  await db.schema
    .createIndex('access_keys_owner')
    .on('access_keys')
    .columns(['account_id', 'owner_id'])
    .execute();
}

async function createPrincipals(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await entity(db, dialect, 'iam_users', 'user_id')
    .addColumn('boundary_arn', 'text')
    .addColumn('password', 'text')
    .addColumn('password_history', 'text')
    .addColumn('password_reset_required', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('login_profile_created_at', 'bigint')
    .addColumn('password_changed_at', 'bigint')
    .addColumn('password_last_used_at', 'bigint')
    .execute();
  await entity(db, dialect, 'iam_groups', 'group_id').execute();
  await entity(db, dialect, 'iam_roles', 'role_id')
    .addColumn('description', 'text')
    .addColumn('max_session_seconds', 'integer', (c) => c.notNull())
    .addColumn('trust_policy', 'text', (c) => c.notNull())
    .addColumn('trust_bindings', 'text', (c) => c.notNull())
    .addColumn('boundary_arn', 'text')
    .addColumn('last_used_at', 'bigint')
    .addColumn('last_used_region', 'text')
    .execute();
  await db.schema
    .createTable('iam_group_members')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('group_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('iam_group_members_key', ['account_id', 'group_id', 'user_id'])
    .execute();
  await db.schema
    .createIndex('iam_group_members_user')
    .on('iam_group_members')
    .columns(['account_id', 'user_id'])
    .execute();
}

async function createPolicies(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await entity(db, dialect, 'iam_policies', 'policy_id')
    .addColumn('description', 'text')
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addColumn('default_version', 'integer', (c) => c.notNull())
    .addColumn('next_version', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('iam_policy_versions')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('policy_id', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('iam_policy_versions_key', ['account_id', 'policy_id', 'version'])
    .execute();
  await db.schema
    .createTable('iam_inline_policies')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('name', sorted(dialect), (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('iam_inline_policies_key', ['account_id', 'owner_id', 'name'])
    .execute();
  await db.schema
    .createTable('iam_attachments')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('policy_arn', sorted(dialect), (c) => c.notNull())
    .addColumn('attached_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('iam_attachments_key', ['account_id', 'owner_id', 'policy_arn'])
    .execute();
  await db.schema
    .createIndex('iam_attachments_policy')
    .on('iam_attachments')
    .columns(['account_id', 'policy_arn'])
    .execute();
}
