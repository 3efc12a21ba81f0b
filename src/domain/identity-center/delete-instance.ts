import { refuse } from '../../failures/aws-error.ts';
import { INSTANCE_ENTITY, sessionEntity, workforceUserEntity } from '../entities.ts';
import type { Work } from '../work.ts';
import { conflict } from './errors.ts';
import type { InstanceAccess } from './instance-access.ts';
import type { InstanceRow } from './instances.ts';

/**
 * Deletes an instance with its directory, its permission sets, its settings and the sessions of its
 * people. Assignments and the roles made for them have to go first: they lie in other accounts, and
 * are removed by jobs that need the instance. Throws IDC-007 for delegated administrators,
 * ConflictException while there are assignments or roles.
 */
export async function deleteInstance({ instance, work, delegated }: InstanceAccess): Promise<void> {
  if (delegated) throw refuse('IDC-007', { instance: instance.instance_id });
  for (const table of ['account_assignments', 'provisioned_roles'] as const) {
    const used = work.read
      .selectFrom(table)
      .select('permission_set_id')
      .where('account_id', '=', work.account)
      .where('instance_id', '=', instance.instance_id)
      .limit(1);
    if (await used.executeTakeFirst()) {
      throw conflict(
        'The Identity Center instance has account assignments. Delete all account assignments before you delete the instance.',
      );
    }
    // Nor may there be one by the time that this is committed.
    work.write(used, 0);
  }
  await endSessions(work);
  await deleteDirectory(work, instance);
  deleteRest(work, instance);
  deleteTagsOf(work, instance);
  work.write(
    work.read
      .deleteFrom('sso_instances')
      .where('account_id', '=', work.account)
      .where('instance_id', '=', instance.instance_id)
      .where('row_version', '=', instance.row_version),
  );
  work.changed(INSTANCE_ENTITY);
}

async function endSessions(work: Work): Promise<void> {
  const rows = await work.read
    .selectFrom('browser_sessions')
    .select('session_id')
    .where('account_id', '=', work.account)
    .where('audience', '=', 'portal')
    .where('ended_at', 'is', null)
    .execute();
  work.write(
    work.read
      .updateTable('browser_sessions')
      .set({ ended_at: work.now })
      .where('account_id', '=', work.account)
      .where('audience', '=', 'portal')
      .where('ended_at', 'is', null),
    'any',
  );
  for (const { session_id: id } of rows) work.changed(sessionEntity(id));
}

const DIRECTORY_TABLES = [
  'directory_links',
  'directory_external_ids',
  'directory_memberships',
  'directory_groups',
  'directory_users',
] as const;

async function deleteDirectory(work: Work, { identity_store_id: store }: InstanceRow) {
  const users = work.read
    .selectFrom('directory_users')
    .select('user_id')
    .where('account_id', '=', work.account)
    .where('store_id', '=', store);
  for (const { user_id: id } of await users.execute()) work.changed(workforceUserEntity(id));
  work.write(
    work.read
      .deleteFrom('mfa_devices')
      .where('account_id', '=', work.account)
      .where('owner_id', 'in', users),
    'any',
  );
  for (const table of DIRECTORY_TABLES) {
    work.write(
      work.read
        .deleteFrom(table)
        .where('account_id', '=', work.account)
        .where('store_id', '=', store),
      'any',
    );
  }
}

const INSTANCE_TABLES = ['provisioning_jobs', 'permission_sets', 'sso_instance_keys'] as const;
/** An account owns one instance (R002): all that the account has in these is of this one. */
const ACCOUNT_TABLES = [
  'permission_set_policies',
  'sso_grants',
  'sso_device_codes',
  'portal_favourites',
] as const;

function deleteRest(work: Work, { instance_id: instance }: InstanceRow): void {
  for (const table of INSTANCE_TABLES) {
    work.write(
      work.read
        .deleteFrom(table)
        .where('account_id', '=', work.account)
        .where('instance_id', '=', instance),
      'any',
    );
  }
  for (const table of ACCOUNT_TABLES) {
    work.write(work.read.deleteFrom(table).where('account_id', '=', work.account), 'any');
  }
}

function deleteTagsOf(work: Work, { instance_id: instance }: InstanceRow): void {
  work.write(
    work.read
      .deleteFrom('iam_tags')
      .where('account_id', '=', work.account)
      .where((e) => e.or([e('owner_id', '=', instance), e('owner_id', 'like', 'ps-%')])),
    'any',
  );
}
