import type { Kysely } from 'kysely';

/**
 * Multi-factor devices. A virtual device exists before somebody has it (`owner_id` null), a passkey
 * only with its owner. `serial_key` is the serial number in lower case: names of IAM do not differ
 * by case alone. A WebAuthn credential belongs to one device of the installation.
 */
export async function createMfaDevices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mfa_devices')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('device_id', 'text', (c) => c.notNull())
    .addColumn('serial', 'text', (c) => c.notNull())
    .addColumn('serial_key', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('owner_id', 'text')
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('enabled_at', 'bigint')
    .addColumn('last_used_at', 'bigint')
    .addColumn('failed_tries', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('retry_at', 'bigint')
    .addColumn('seed', 'text')
    .addColumn('last_step', 'bigint')
    .addColumn('drift', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('credential_id', 'text', (c) => c.unique())
    .addColumn('public_key', 'text')
    .addColumn('sign_count', 'bigint')
    .addColumn('transports', 'text')
    .addColumn('aaguid', 'text')
    .addColumn('backup_eligible', 'integer')
    .addColumn('backed_up', 'integer')
    .addColumn('rp_id', 'text')
    .addColumn('cloned_at', 'bigint')
    .addColumn('row_version', 'bigint', (c) => c.notNull().defaultTo(1))
    .addPrimaryKeyConstraint('mfa_devices_key', ['account_id', 'device_id'])
    .addUniqueConstraint('mfa_devices_serial', ['account_id', 'serial_key'])
    .execute();
  await db.schema
    .createIndex('mfa_devices_owner')
    .on('mfa_devices')
    .columns(['account_id', 'owner_id'])
    .execute();
  await createPasskeyRegistrations(db);
}

/** Registrations under way: at most one a person, so that nobody can make many. */
async function createPasskeyRegistrations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('passkey_registrations')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('challenge_hash', 'text', (c) => c.notNull().unique())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('passkey_registrations_key', ['account_id', 'owner_id'])
    .execute();
  await db.schema
    .createIndex('passkey_registrations_expiry')
    .on('passkey_registrations')
    .column('expires_at')
    .execute();
}
