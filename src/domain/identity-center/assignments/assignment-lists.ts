import type { Work } from '../../work.ts';
import type { InstanceRow } from '../instances.ts';
import { type AssignmentRow, assignmentsOf } from './assignments.ts';

/* Assignments as lists tell them: those that are there, also of principals that are gone (R032). */

/** The assignments of a permission set in an account. */
export async function assignmentsIn(
  work: Work,
  instance: InstanceRow,
  permissionSetId: string,
  targetAccount: string,
): Promise<AssignmentRow[]> {
  return await assignmentsOf(work, instance)
    .where('permission_set_id', '=', permissionSetId)
    .where('target_account', '=', targetAccount)
    .where('state', '=', 'active')
    .execute();
}

/** The assignments of a group, or of a user and the groups that the user is in now. */
export async function assignmentsOfPrincipal(
  work: Work,
  instance: InstanceRow,
  principal: { readonly type: 'USER' | 'GROUP'; readonly id: string },
  targetAccount: string | undefined,
): Promise<AssignmentRow[]> {
  const groups = principal.type === 'USER' ? await groupsOf(work, instance, principal.id) : [];
  const found: AssignmentRow[] = [];
  const own = [principal.id, ...groups];
  for (let start = 0; start < own.length; start += IN_A_QUERY) {
    const rows = await assignmentsOf(work, instance)
      .where('principal_id', 'in', own.slice(start, start + IN_A_QUERY))
      .where('state', '=', 'active')
      .$if(targetAccount !== undefined, (q) => q.where('target_account', '=', targetAccount ?? ''))
      .execute();
    found.push(...rows.filter((row) => row.principal_type === typeOf(row, principal)));
  }
  return found;
}

/** What an assignment's principal has to be: the one that was asked for, or a group of that user. */
function typeOf(row: AssignmentRow, asked: { readonly type: string; readonly id: string }): string {
  return row.principal_id === asked.id ? asked.type : 'GROUP';
}

/** Databases limit the values of one query. */
const IN_A_QUERY = 500;

async function groupsOf(
  work: Work,
  { identity_store_id: store }: InstanceRow,
  userId: string,
): Promise<string[]> {
  const rows = await work.read
    .selectFrom('directory_memberships')
    .select('group_id')
    .where('account_id', '=', work.account)
    .where('store_id', '=', store)
    .where('user_id', '=', userId)
    .execute();
  return rows.map((row) => row.group_id);
}
