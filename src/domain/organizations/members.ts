import { ACCOUNT_COLUMNS, type AccountRow } from '../accounts/accounts.ts';
import type { Work } from '../work.ts';
import { organizationsError } from './errors.ts';
import type { OrganizationRow } from './organizations.ts';

/** A member account with the root or organizational unit that it stands under. */
export interface MemberRow extends AccountRow {
  readonly parent_id: string | null;
}

const select = (work: Work, organization: OrganizationRow) =>
  work.read
    .selectFrom('accounts')
    .select([...ACCOUNT_COLUMNS, 'parent_id'])
    .where('organization_id', '=', organization.organization_id);

/** The accounts of an organization in the order of their ids, from after `afterId`. */
export async function listMembers(
  work: Work,
  organization: OrganizationRow,
  afterId: string,
  limit: number,
): Promise<MemberRow[]> {
  return await select(work, organization)
    .where('account_id', '>', afterId)
    .orderBy('account_id')
    .limit(limit)
    .execute();
}

/** All accounts of an organization in the order of their ids, the management account among them. */
export async function membersOf(work: Work, organization: OrganizationRow): Promise<MemberRow[]> {
  return await select(work, organization).orderBy('account_id').execute();
}

/** The account when it is in the organization, or undefined. */
export async function findMember(
  work: Work,
  organization: OrganizationRow,
  account: string,
): Promise<MemberRow | undefined> {
  return await select(work, organization).where('account_id', '=', account).executeTakeFirst();
}

/** The member of that id; throws AccountNotFoundException. */
export async function getMember(
  work: Work,
  organization: OrganizationRow,
  account: string,
): Promise<MemberRow> {
  const member = await findMember(work, organization, account);
  if (member) return member;
  throw organizationsError('AccountNotFoundException');
}
