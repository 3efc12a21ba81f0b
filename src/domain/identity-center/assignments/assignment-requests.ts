import { refuse } from '../../../failures/aws-error.ts';
import { findGroup } from '../../directory/groups.ts';
import { findUser } from '../../directory/users.ts';
import { assignmentsEntity, provisionedRoleEntity } from '../../entities.ts';
import type { Work } from '../../work.ts';
import type { InstanceAccess } from '../instance-access.ts';
import type { InstanceRow } from '../instances.ts';
import { requireChangeable } from '../permission-sets/permission-set-use.ts';
import type { PermissionSetRow } from '../permission-sets/permission-sets.ts';
import { createJob, type JobRow } from '../provisioning/provisioning-jobs.ts';
import { type AssignmentKey, findAssignment, writeAssignment } from './assignments.ts';

/* What administrators ask for: assignments that are made or removed, and what they may not ask. */

/**
 * Asks for an assignment. One that there is already is asked for again, which makes sure of its
 * role. The caller has made sure of permission set and account. Throws PROV-002.
 */
export async function requestAssignment(
  { work, instance }: Pick<InstanceAccess, 'work' | 'instance'>,
  key: AssignmentKey,
): Promise<JobRow> {
  const name = await principalName(work, instance, key);
  const found = await findAssignment(work, instance, key);
  if (found === undefined) insertAssignment(work, instance, key, name);
  else if (found.state === 'deleting')
    writeAssignment(work, instance, found, { state: 'creating' });
  return createJob(work, instance, jobOf('assign', key));
}

/**
 * Asks for the end of an assignment. From the plan on it gives no access; the worker removes it,
 * and the role with the last one. Throws PROV-009.
 */
export async function requestRemoval(
  { work, instance }: Pick<InstanceAccess, 'work' | 'instance'>,
  key: AssignmentKey,
): Promise<JobRow> {
  const found = await findAssignment(work, instance, key);
  if (found === undefined) {
    const { permissionSetId, targetAccount, principalId } = key;
    throw refuse('PROV-009', {
      permissionSet: permissionSetId,
      account: targetAccount,
      principal: principalId,
    });
  }
  if (found.state !== 'deleting') writeAssignment(work, instance, found, { state: 'deleting' });
  return createJob(work, instance, jobOf('unassign', key));
}

function jobOf(kind: 'assign' | 'unassign', key: AssignmentKey) {
  return {
    kind,
    permission_set_id: key.permissionSetId,
    target_account: key.targetAccount,
    principal_type: key.principalType,
    principal_id: key.principalId,
  };
}

function insertAssignment(
  work: Work,
  instance: InstanceRow,
  key: AssignmentKey,
  principalName: string,
): void {
  holdPermissionSet(work, key);
  work.write(
    work.read.insertInto('account_assignments').values({
      account_id: work.account,
      instance_id: instance.instance_id,
      target_account: key.targetAccount,
      permission_set_id: key.permissionSetId,
      principal_type: key.principalType,
      principal_id: key.principalId,
      principal_name: principalName,
      state: 'creating',
      created_at: work.now,
    }),
  );
}

/** What a user or group is called; throws PROV-002 when the identity store has none of that id. */
async function principalName(
  work: Work,
  { identity_store_id: store }: InstanceRow,
  { principalType, principalId }: AssignmentKey,
): Promise<string> {
  const name =
    principalType === 'USER'
      ? (await findUser(work, store, principalId))?.user_name
      : (await findGroup(work, store, principalId))?.display_name;
  if (name !== undefined) return name;
  throw refuse('PROV-002', {
    type: principalType === 'USER' ? 'User' : 'Group',
    principal: principalId,
  });
}

/** Throws PROV-003 or PROV-004 unless the account is an active one of the instance's organization. */
export async function requireTarget(
  work: Work,
  instance: InstanceRow,
  account: string,
): Promise<void> {
  const target = work.read
    .selectFrom('accounts')
    .innerJoin('organizations', 'organizations.organization_id', 'accounts.organization_id')
    .select('accounts.state')
    .where('accounts.account_id', '=', account)
    .where('organizations.management_account', '=', instance.account_id);
  const row = await target.executeTakeFirst();
  if (!row) throw refuse('PROV-003', { account });
  if (row.state !== 'ACTIVE') throw refuse('PROV-004', { account });
  // It does not leave meanwhile: who lets it go names the account as well.
  work.write(target);
  work.changed(provisionedRoleEntity(account, ''), account);
}

/**
 * Throws IDC-008 when a delegated administrator asks for the management account, or for a permission
 * set that is provisioned there (R060).
 */
export async function keepFromManagement(
  access: InstanceAccess,
  permissionSet: PermissionSetRow,
  account?: string,
): Promise<void> {
  await requireChangeable(access, permissionSet);
  const { delegated, instance } = access;
  if (!delegated || account !== instance.account_id) return;
  throw refuse('IDC-008', { permissionSet: permissionSet.permission_set_id });
}

/**
 * Makes sure that the permission set is there when the plan commits. Its deletion guards against
 * assignments in the same way; naming the account lets the two run one after the other.
 */
function holdPermissionSet(work: Work, key: AssignmentKey): void {
  work.write(
    work.read
      .selectFrom('permission_sets')
      .select('permission_set_id')
      .where('account_id', '=', work.account)
      .where('permission_set_id', '=', key.permissionSetId),
  );
  work.changed(assignmentsEntity(key.principalId));
}
