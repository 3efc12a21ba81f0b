import type { Page } from '../../page.ts';
import type { Work } from '../../work.ts';
import type { InstanceRow } from '../instances.ts';
import { cutPage, type PageRequest, rowsToRead, startOf } from '../paging.ts';
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

/** What a list for a principal is asked for. */
export interface ListedForPrincipal extends PageRequest {
  readonly PrincipalType: 'USER' | 'GROUP';
  readonly PrincipalId: string;
  readonly Filter?: { readonly AccountId?: string | undefined } | undefined;
}

/** The account, the permission set and the principal. */
const KEY = /^(\d{12}) (ps-[0-9a-f]{16}) (\S{1,64})$/;

/**
 * A page of the assignments of a group, or of a user and the groups that the user is in now, by account
 * and permission set. No more of them are read: a group may have one in each of thousands of accounts.
 */
export async function assignmentsOfPrincipal(
  work: Work,
  instance: InstanceRow,
  asked: ListedForPrincipal,
): Promise<Page<AssignmentRow>> {
  const { PrincipalId: id, PrincipalType: type, Filter } = asked;
  const account = Filter?.AccountId;
  const [, target = '', set = '', principal = ''] = startOf(asked, KEY) ?? [];
  const rows = await assignmentsOf(work, instance)
    .where('state', '=', 'active')
    .where((e) =>
      e.or([
        e.and([e('principal_id', '=', id), e('principal_type', '=', type)]),
        e.and([
          e('principal_type', '=', 'GROUP'),
          e('principal_id', 'in', groupsOf(work, instance, type === 'USER' ? id : '')),
        ]),
      ]),
    )
    .where((e) => e.and(account === undefined ? [] : [e('target_account', '=', account)]))
    .where('target_account', '>=', target)
    .where((e) =>
      e.or([
        e('target_account', '>', target),
        e('permission_set_id', '>', set),
        e.and([e('permission_set_id', '=', set), e('principal_id', '>', principal)]),
      ]),
    )
    .orderBy('target_account')
    .orderBy('permission_set_id')
    .orderBy('principal_id')
    .limit(rowsToRead(asked))
    .execute();
  return cutPage(rows, asked, (one) =>
    [one.target_account, one.permission_set_id, one.principal_id].join(' '),
  );
}

/** The groups of a user, for a query; nobody has the empty id. */
function groupsOf(work: Work, { identity_store_id: store }: InstanceRow, userId: string) {
  return work.read
    .selectFrom('directory_memberships')
    .select('group_id')
    .where('account_id', '=', work.account)
    .where('store_id', '=', store)
    .where('user_id', '=', userId);
}
