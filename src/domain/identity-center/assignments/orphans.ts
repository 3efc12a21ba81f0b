import { refuse } from '../../../failures/aws-error.ts';
import { directoryKey } from '../../directory/index.ts';
import type { Work } from '../../work.ts';
import type { InstanceAccess } from '../instance-access.ts';
import type { InstanceRow } from '../instances.ts';
import type { JobRow } from '../provisioning/provisioning-jobs.ts';
import { requestAssignment, requestRemoval } from './assignment-requests.ts';
import { type AssignmentKey, type AssignmentRow, assignmentsOf } from './assignments.ts';

/*
 * Orphans: assignments to users and groups that are gone. One that was deleted and created again has
 * a new id (R031): the assignment still shows the old name and gives nobody access (R032).
 */

/** Somebody who may be meant: a user or group that has the name now. */
export interface Candidate {
  readonly principalId: string;
  readonly principalName: string;
}

/** An assignment to a principal that is gone. */
export interface Orphan {
  readonly assignment: AssignmentRow;
  readonly candidates: readonly Candidate[];
}

/**
 * Every orphan of an instance, by account, permission set and name. One principal that is gone may
 * leave thousands: names are looked up together, and each once.
 */
export async function listOrphans(work: Work, instance: InstanceRow): Promise<Orphan[]> {
  const rows = await orphanedAssignments(work, instance).execute();
  const users = await candidatesOf(usersNamed(work, instance), 'USER', rows);
  const groups = await candidatesOf(groupsNamed(work, instance), 'GROUP', rows);
  return rows.map((assignment) => {
    const named = assignment.principal_type === 'USER' ? users : groups;
    return { assignment, candidates: named.get(directoryKey(assignment.principal_name)) ?? [] };
  });
}

function orphanedAssignments(work: Work, instance: InstanceRow) {
  return assignmentsOf(work, instance)
    .where('state', '!=', 'deleting')
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('directory_users as u')
            .select('u.user_id')
            .whereRef('u.user_id', '=', 'account_assignments.principal_id'),
        ),
      ),
    )
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('directory_groups as g')
            .select('g.group_id')
            .whereRef('g.group_id', '=', 'account_assignments.principal_id'),
        ),
      ),
    )
    .orderBy('target_account')
    .orderBy('permission_set_id')
    .orderBy('principal_name');
}

/** A candidate with the key of its name. */
interface Named extends Candidate {
  readonly key: string;
}

type FindNamed = (keys: readonly string[]) => Promise<readonly Named[]>;

/** Databases limit the values of one query. */
const IN_A_QUERY = 500;

/** Whoever has the names of orphans of a kind now, by the keys of their names. */
async function candidatesOf(
  find: FindNamed,
  type: AssignmentRow['principal_type'],
  rows: readonly AssignmentRow[],
): Promise<ReadonlyMap<string, readonly Candidate[]>> {
  const ofType = rows.filter(({ principal_type }) => principal_type === type);
  const keys = [...new Set(ofType.map(({ principal_name: name }) => directoryKey(name)))];
  const found = new Map<string, Candidate[]>();
  for (let start = 0; start < keys.length; start += IN_A_QUERY) {
    for (const { key, ...candidate } of await find(keys.slice(start, start + IN_A_QUERY))) {
      found.set(key, [...(found.get(key) ?? []), candidate]);
    }
  }
  return found;
}

function usersNamed(work: Work, { identity_store_id: store }: InstanceRow): FindNamed {
  return async (keys) =>
    await work.read
      .selectFrom('directory_users')
      .select(['user_id as principalId', 'user_name as principalName', 'user_name_key as key'])
      .where('account_id', '=', work.account)
      .where('store_id', '=', store)
      .where('user_name_key', 'in', keys)
      .execute();
}

function groupsNamed(work: Work, { identity_store_id: store }: InstanceRow): FindNamed {
  return async (keys) =>
    await work.read
      .selectFrom('directory_groups')
      .select([
        'group_id as principalId',
        'display_name as principalName',
        'display_name_key as key',
      ])
      .where('account_id', '=', work.account)
      .where('store_id', '=', store)
      .where('display_name_key', 'in', keys)
      .execute();
}

/** What is to become of one orphan. */
export interface Repair {
  readonly key: AssignmentKey;
  /** Who gets the assignment in its place; undefined where nobody does. */
  readonly newPrincipalId?: string | undefined;
}

/** The requests that a repair left. */
export interface Repaired {
  readonly repair: Repair;
  /** Undefined where nobody gets the assignment, or the same request asks for it already. */
  readonly creation: JobRow | undefined;
  readonly deletion: JobRow;
}

/**
 * Asks for orphans to be moved to other principals of the same kind, or to be deleted, all of it in
 * one plan and by ordinary requests (R033). Throws PROV-001 for what is no orphan, PROV-002 for a
 * principal that is not there.
 */
export async function repairOrphans(
  access: Pick<InstanceAccess, 'work' | 'instance'>,
  repairs: readonly Repair[],
): Promise<Repaired[]> {
  const orphans = await orphanedAssignments(access.work, access.instance).execute();
  const left = new Set(orphans.map((row) => textOf(keyOf(row))));
  const asked = new Set<string>();
  const done: Repaired[] = [];
  for (const repair of repairs) {
    if (!left.delete(textOf(repair.key))) throw noOrphan(repair.key);
    const key = moved(repair);
    const isNew = key !== undefined && !asked.has(textOf(key));
    if (key) asked.add(textOf(key));
    // The new one first: the role goes with the last assignment, and this is not to be the last.
    const creation = isNew ? await requestAssignment(access, key) : undefined;
    done.push({ repair, creation, deletion: await requestRemoval(access, repair.key) });
  }
  return done;
}

function moved({ key, newPrincipalId }: Repair): AssignmentKey | undefined {
  return newPrincipalId === undefined ? undefined : { ...key, principalId: newPrincipalId };
}

/** An assignment's key of its row. */
export function keyOf(row: AssignmentRow): AssignmentKey {
  return {
    permissionSetId: row.permission_set_id,
    targetAccount: row.target_account,
    principalType: row.principal_type,
    principalId: row.principal_id,
  };
}

function textOf(key: AssignmentKey): string {
  const { permissionSetId, targetAccount, principalType, principalId } = key;
  return [permissionSetId, targetAccount, principalType, principalId].join(' ');
}

function noOrphan({ permissionSetId, targetAccount, principalId }: AssignmentKey) {
  return refuse('PROV-001', {
    permissionSet: permissionSetId,
    account: targetAccount,
    principal: principalId,
  });
}
