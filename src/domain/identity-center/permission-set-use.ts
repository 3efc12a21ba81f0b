import { refuse } from '../../failures/aws-error.ts';
import { permissionSetEntity } from '../entities.ts';
import type { Work } from '../work.ts';
import { conflict } from './errors.ts';
import type { InstanceAccess } from './instance-access.ts';
import type { PermissionSetRow } from './permission-sets.ts';
import { deleteTags } from './tags.ts';

/**
 * Keeps delegated administrators from permission sets that are provisioned, or being provisioned, in
 * the management account: IDC-008 with the text of R060.
 */
export async function requireChangeable(
  { instance, work, delegated }: InstanceAccess,
  row: PermissionSetRow,
): Promise<void> {
  if (!delegated) return;
  const used = await usedIn(work, row, instance.account_id);
  if (used) throw refuse('IDC-008', { permissionSet: row.permission_set_id });
}

/** Whether a permission set is assigned or provisioned, in one account or in any. */
async function usedIn(work: Work, row: PermissionSetRow, target?: string): Promise<boolean> {
  for (const table of ['account_assignments', 'provisioned_roles'] as const) {
    const found = await work.read
      .selectFrom(table)
      .select('target_account')
      .where('account_id', '=', work.account)
      .where('permission_set_id', '=', row.permission_set_id)
      .$if(target !== undefined, (q) => q.where('target_account', '=', target ?? ''))
      .executeTakeFirst();
    if (found) return true;
  }
  return false;
}

/**
 * Deletes a permission set that nobody is assigned to and that no role was made from; throws
 * ConflictException.
 */
export async function deletePermissionSet(work: Work, row: PermissionSetRow): Promise<void> {
  const { permission_set_id: id } = row;
  if (await usedIn(work, row)) {
    throw conflict(
      `Could not delete because PermissionSet with id ${id} is assigned to or provisioned in accounts.`,
    );
  }
  deleteTags(work, id);
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
