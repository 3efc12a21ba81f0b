import { refuse } from '../../../failures/aws-error.ts';
import { permissionSetEntity } from '../../entities.ts';
import { deleteAllTags } from '../../tags.ts';
import type { Work } from '../../work.ts';
import { conflict } from '../errors.ts';
import type { InstanceAccess } from '../instance-access.ts';
import type { PermissionSetRow } from './permission-sets.ts';

/**
 * Keeps delegated administrators from permission sets that are provisioned, or being provisioned, in
 * the management account: IDC-008 with the text of R060.
 */
export async function requireChangeable(
  { instance, work, delegated }: InstanceAccess,
  row: PermissionSetRow,
): Promise<void> {
  if (!delegated) return;
  for (const use of usesOf(work, row)) {
    const ofManagement = use.where('target_account', '=', instance.account_id);
    if (await ofManagement.executeTakeFirst()) {
      throw refuse('IDC-008', { permissionSet: row.permission_set_id });
    }
    // Nor may it be assigned there by the time that this is committed.
    work.write(ofManagement, 0);
  }
}

/** The assignments of a permission set and the roles that were made of it. */
function usesOf(work: Work, { permission_set_id: id }: PermissionSetRow) {
  return (['account_assignments', 'provisioned_roles'] as const).map((table) =>
    work.read
      .selectFrom(table)
      .select('target_account')
      .where('account_id', '=', work.account)
      .where('permission_set_id', '=', id)
      .limit(1),
  );
}

/**
 * Deletes a permission set that nobody is assigned to and that no role was made from; throws
 * ConflictException.
 */
export async function deletePermissionSet(work: Work, row: PermissionSetRow): Promise<void> {
  const { permission_set_id: id } = row;
  for (const use of usesOf(work, row)) {
    if (await use.executeTakeFirst()) {
      throw conflict(
        `Could not delete because PermissionSet with id ${id} is assigned to or provisioned in accounts.`,
      );
    }
    // Nor may there be one by the time that this is committed.
    work.write(use, 0);
  }
  deleteAllTags(work, id);
  work.write(
    work.read
      .deleteFrom('permission_set_policies')
      .where('account_id', '=', work.account)
      .where('permission_set_id', '=', id),
    'any',
  );
  work.write(
    work.read
      .deleteFrom('permission_sets')
      .where('account_id', '=', work.account)
      .where('permission_set_id', '=', id)
      .where('row_version', '=', row.row_version),
  );
  work.changed(permissionSetEntity(id));
}
