import { type Kysely, sql } from 'kysely';

/**
 * Organizations: the tree of organizational units and where each account stands in it, control
 * policies with what they are attached to, trusted services and delegated administrators; and when
 * an account was closed.
 */
export async function createOrganizations(db: Kysely<unknown>): Promise<void> {
  await extendAccounts(db);
  await createTree(db);
  await createPolicies(db);
  await createTrust(db);
}

async function extendAccounts(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('accounts').addColumn('parent_id', 'text').execute();
  await db.schema.alterTable('accounts').addColumn('closed_at', 'bigint').execute();
  await db.schema
    .createIndex('accounts_by_organization')
    .on('accounts')
    .columns(['organization_id', 'account_id'])
    .execute();
  await db.schema.alterTable('organizations').addColumn('policy_types', 'text').execute();
  await db.schema
    .alterTable('organizations')
    .addColumn('row_version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute();
  await sql`update accounts set parent_id =
    (select o.root_id from organizations o where o.organization_id = accounts.organization_id)`.execute(
    db,
  );
}

async function createTree(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('organizational_units')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('parent_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('organizational_units_key', ['account_id', 'unit_id'])
    .addUniqueConstraint('organizational_units_names', ['account_id', 'parent_id', 'name'])
    .execute();
}

async function createPolicies(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('organization_policies')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('policy_id', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('description', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('organization_policies_key', ['account_id', 'policy_id'])
    .addUniqueConstraint('organization_policies_names', ['account_id', 'type', 'name'])
    .execute();
  await db.schema
    .createTable('organization_attachments')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('target_id', 'text', (c) => c.notNull())
    .addColumn('policy_id', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('attached_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('organization_attachments_key', [
      'account_id',
      'target_id',
      'policy_id',
    ])
    .execute();
  await db.schema
    .createIndex('organization_attachments_by_policy')
    .on('organization_attachments')
    .columns(['account_id', 'policy_id'])
    .execute();
}

async function createTrust(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('organization_services')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('service_principal', 'text', (c) => c.notNull())
    .addColumn('enabled_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('organization_services_key', ['account_id', 'service_principal'])
    .execute();
  await db.schema
    .createTable('delegated_administrators')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('delegate', 'text', (c) => c.notNull())
    .addColumn('service_principal', 'text', (c) => c.notNull())
    .addColumn('enabled_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('delegated_administrators_key', [
      'account_id',
      'delegate',
      'service_principal',
    ])
    .execute();
}
