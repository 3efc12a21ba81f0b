import { type Failure, failure } from '../../failures/catalogue.ts';
import { type AccountRow, findAccount } from '../accounts/accounts.ts';
import { closeAccount, reopenAccount, stateOf } from '../accounts/states.ts';
import type { Work } from '../work.ts';
import { requireNoDelegation } from './delegation.ts';
import { constraintViolation, organizationsError } from './errors.ts';
import { getMember, membersOf } from './members.ts';
import { type OrganizationRow, touchOrganization } from './organizations.ts';

const THIRTY_DAYS = 30 * 24 * 60 * 60_000;
/** Of the accounts of an organization so many may be closed within 30 days. */
const SHARE = 0.1;
const LEAST = 10;
const MOST = 1000;

/** Closes a member account: it is suspended at once, and for good when it is not reopened in time. */
export async function closeMember(
  work: Work,
  organization: OrganizationRow,
  account: string,
): Promise<void> {
  const member = await getMember(work, organization, account);
  if (account === organization.management_account) {
    throw constraintViolation(
      'CANNOT_CLOSE_MANAGEMENT_ACCOUNT',
      'You attempted to close the management account.',
    );
  }
  if (member.state !== 'ACTIVE') throw organizationsError('AccountAlreadyClosedException');
  await requireNoDelegation(work, organization, account);
  const members = await membersOf(work, organization);
  const recently = members.filter(
    ({ closed_at: closedAt }) => closedAt !== null && Number(closedAt) > work.now - THIRTY_DAYS,
  );
  const quota = Math.min(MOST, Math.max(LEAST, Math.floor(members.length * SHARE)));
  if (recently.length >= quota) {
    throw constraintViolation(
      'CLOSE_ACCOUNT_QUOTA_EXCEEDED',
      'You have exceeded close account quota for the past 30 days.',
    );
  }
  // Two closings at once must not both find room in the quota, nor one a delegate made meanwhile.
  touchOrganization(work, organization);
  closeAccount(work, member);
}

/** Reopens a closed account of the installation; answers why it cannot be. */
export async function reopen(work: Work, account: string): Promise<Failure | undefined> {
  const row = await findAccount(work, account);
  const refused = row ? refusalOf(row, work.now) : failure('ORG-003', { account });
  if (refused || !row) return refused;
  reopenAccount(work, row);
  return undefined;
}

function refusalOf(row: AccountRow, now: number): Failure | undefined {
  const { account_id: account } = row;
  switch (stateOf(row, now)) {
    case 'ACTIVE':
      return failure('ORG-001', { account });
    case 'CLOSED':
      return failure('ORG-002', { account });
    case 'SUSPENDED':
      return undefined;
  }
}
