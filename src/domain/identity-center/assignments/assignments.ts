import { assignmentsEntity } from '../../entities.ts';
import type { Work } from '../../work.ts';
import type { InstanceRow } from '../instances.ts';

/**
 * identity-center/assignments: who gets which permission set in which account, what a user may enter
 * through them, and what becomes of those whose principal or account is gone. An operation leaves the
 * assignment and a request in one plan; the worker makes the role and the assignment active
 * (provisioning/). Works are of the account that owns the instance. This file: assignments as rows.
 */

/** What names an assignment within an instance. */
export interface AssignmentKey {
  readonly permissionSetId: string;
  readonly targetAccount: string;
  readonly principalType: 'USER' | 'GROUP';
  readonly principalId: string;
}

/** An assignment as its row has it. */
export interface AssignmentRow {
  readonly target_account: string;
  readonly permission_set_id: string;
  readonly principal_type: 'USER' | 'GROUP';
  readonly principal_id: string;
  readonly principal_name: string;
  readonly state: 'creating' | 'active' | 'deleting';
  readonly row_version: number;
}

const COLUMNS = [
  'target_account',
  'permission_set_id',
  'principal_type',
  'principal_id',
  'principal_name',
  'state',
  'row_version',
] as const;

/** The assignments of an instance, to be narrowed. */
export function assignmentsOf(work: Work, { instance_id }: Pick<InstanceRow, 'instance_id'>) {
  return work.read
    .selectFrom('account_assignments')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('instance_id', '=', instance_id);
}

/** The assignment of that key, or undefined. */
export async function findAssignment(
  work: Work,
  instance: Pick<InstanceRow, 'instance_id'>,
  key: AssignmentKey,
): Promise<AssignmentRow | undefined> {
  return await assignmentsOf(work, instance)
    .where('principal_id', '=', key.principalId)
    .where('target_account', '=', key.targetAccount)
    .where('permission_set_id', '=', key.permissionSetId)
    .where('principal_type', '=', key.principalType)
    .executeTakeFirst();
}

/** Changes an assignment, guarded by the version that was read. */
export function writeAssignment(
  work: Work,
  instance: Pick<InstanceRow, 'instance_id'>,
  row: AssignmentRow,
  set: { readonly state: AssignmentRow['state'] },
): void {
  work.write(
    work.read
      .updateTable('account_assignments')
      .set((e) => ({ ...set, row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', work.account)
      .where('instance_id', '=', instance.instance_id)
      .where('principal_id', '=', row.principal_id)
      .where('target_account', '=', row.target_account)
      .where('permission_set_id', '=', row.permission_set_id)
      .where('row_version', '=', row.row_version),
  );
  work.changed(assignmentsEntity(row.principal_id));
}

/** Removes an assignment, guarded by the version that was read. */
export function deleteAssignment(
  work: Work,
  instance: Pick<InstanceRow, 'instance_id'>,
  row: AssignmentRow,
): void {
  work.write(
    work.read
      .deleteFrom('account_assignments')
      .where('account_id', '=', work.account)
      .where('instance_id', '=', instance.instance_id)
      .where('principal_id', '=', row.principal_id)
      .where('target_account', '=', row.target_account)
      .where('permission_set_id', '=', row.permission_set_id)
      .where('row_version', '=', row.row_version),
  );
  work.changed(assignmentsEntity(row.principal_id));
}
