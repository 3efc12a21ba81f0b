import type { Kysely } from 'kysely';

/**
 * IAM Identity Center: instances with their settings, permission sets with their policies, who is
 * assigned what, which roles have been provisioned for it, and the jobs that provision them.
 */
export async function createIdentityCenter(db: Kysely<unknown>): Promise<void> {
  await createInstances(db);
  await createInstanceKeys(db);
  await createPermissionSets(db);
  await createAssignments(db);
}

async function createInstances(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sso_instances')
    .addColumn('account_id', 'text', (c) => c.notNull().unique())
    .addColumn('instance_id', 'text', (c) => c.primaryKey())
    .addColumn('identity_store_id', 'text', (c) => c.notNull().unique())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('region', 'text', (c) => c.notNull())
    .addColumn('name', 'text')
    .addColumn('subdomain', 'text', (c) => c.unique())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('attributes', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('row_version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute();
}

async function createInstanceKeys(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sso_instance_keys')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('instance_id', 'text', (c) => c.primaryKey())
    .addColumn('private_key', 'text', (c) => c.notNull())
    .addColumn('certificate', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
}

async function createPermissionSets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('permission_sets')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('permission_set_id', 'text', (c) => c.primaryKey())
    .addColumn('instance_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('description', 'text')
    .addColumn('session_duration', 'text', (c) => c.notNull())
    .addColumn('relay_state', 'text')
    .addColumn('inline_policy', 'text')
    .addColumn('boundary', 'text')
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('row_version', 'integer', (c) => c.notNull().defaultTo(1))
    .addUniqueConstraint('permission_set_names', ['instance_id', 'name'])
    .execute();
  await db.schema
    .createTable('permission_set_policies')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('permission_set_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('policy', 'text', (c) => c.notNull())
    .addColumn('attached_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('permission_set_policies_key', ['permission_set_id', 'kind', 'policy'])
    .execute();
}

async function createAssignments(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('account_assignments')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('instance_id', 'text', (c) => c.notNull())
    .addColumn('target_account', 'text', (c) => c.notNull())
    .addColumn('permission_set_id', 'text', (c) => c.notNull())
    .addColumn('principal_type', 'text', (c) => c.notNull())
    .addColumn('principal_id', 'text', (c) => c.notNull())
    .addColumn('principal_name', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('row_version', 'integer', (c) => c.notNull().defaultTo(1))
    .addPrimaryKeyConstraint('account_assignments_key', [
      'instance_id',
      'principal_id',
      'target_account',
      'permission_set_id',
    ])
    .execute();
  await db.schema
    .createIndex('account_assignments_target')
    .on('account_assignments')
    .columns(['instance_id', 'permission_set_id', 'target_account'])
    .execute();
  await db.schema
    .createTable('provisioned_roles')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('instance_id', 'text', (c) => c.notNull())
    .addColumn('target_account', 'text', (c) => c.notNull())
    .addColumn('permission_set_id', 'text', (c) => c.notNull())
    .addColumn('role_name', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('provisioned_at', 'bigint', (c) => c.notNull())
    .addColumn('row_version', 'integer', (c) => c.notNull().defaultTo(1))
    .addPrimaryKeyConstraint('provisioned_roles_key', ['permission_set_id', 'target_account'])
    .execute();
  await db.schema
    .createTable('provisioning_jobs')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('request_id', 'text', (c) => c.primaryKey())
    .addColumn('instance_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('permission_set_id', 'text', (c) => c.notNull())
    .addColumn('target_account', 'text', (c) => c.notNull())
    .addColumn('principal_type', 'text')
    .addColumn('principal_id', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('failure_reason', 'text')
    .addColumn('tries', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('completed_at', 'bigint')
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('row_version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute();
  await db.schema
    .createIndex('provisioning_jobs_due')
    .on('provisioning_jobs')
    .columns(['state', 'due_at'])
    .execute();
  await db.schema
    .createIndex('provisioning_jobs_instance')
    .on('provisioning_jobs')
    .columns(['instance_id', 'kind', 'created_at'])
    .execute();
  await db.schema
    .createIndex('provisioning_jobs_expiry')
    .on('provisioning_jobs')
    .columns(['expires_at'])
    .execute();
}
