import type { Work } from '../../work.ts';
import { instanceOfAccount } from '../instances.ts';
import { createJob } from '../provisioning/provisioning-jobs.ts';
import { assignmentsOf, writeAssignment } from './assignments.ts';

/**
 * Takes everybody's access to an account away that leaves the organization: at once, and with
 * requests that remove the roles. The work is of the management account, which owns the instance.
 */
export async function removeAccess(work: Work, account: string): Promise<void> {
  const instance = await instanceOfAccount(work);
  if (!instance) return;
  const left = assignmentsOf(work, instance)
    .where('target_account', '=', account)
    .where('state', '!=', 'deleting');
  const rows = await left.execute();
  // None is made between this read and the commit.
  work.write(left, rows.length);
  for (const row of rows) {
    writeAssignment(work, instance, row, { state: 'deleting' });
    createJob(work, instance, {
      kind: 'unassign',
      permission_set_id: row.permission_set_id,
      target_account: account,
      principal_type: row.principal_type,
      principal_id: row.principal_id,
    });
  }
}
