import { ACCOUNT_ENTITY } from '../entities.ts';
import { removeAccess } from '../identity-center/assignments/leaving-accounts.ts';
import { deleteAllTags } from '../tags.ts';
import type { Work } from '../work.ts';
import { removeAttachments } from './attachments.ts';
import { requireNoDelegation } from './delegation.ts';
import { constraintViolation, organizationsError } from './errors.ts';
import { getMember, type MemberRow } from './members.ts';
import { managing, type OrganizationRow, touchOrganization } from './organizations.ts';
import { isParent, parentOf, readTree } from './tree.ts';

/** Moves an account below another root or organizational unit, whose policies apply from then on. */
export async function moveAccount(
  work: Work,
  organization: OrganizationRow,
  account: string,
  { source, destination }: { readonly source: string; readonly destination: string },
): Promise<void> {
  const tree = await readTree(work, organization);
  const member = tree.accounts.get(account);
  if (!member) throw organizationsError('AccountNotFoundException');
  if (!isParent(tree, source) || parentOf(tree, account) !== source) {
    throw organizationsError('SourceParentNotFoundException');
  }
  if (!isParent(tree, destination)) throw organizationsError('DestinationParentNotFoundException');
  if (source === destination) throw organizationsError('DuplicateAccountException');
  touchOrganization(work, organization);
  writeMembership(work, member, { parent_id: destination });
}

/** Takes an account out of its organization: it goes on by itself, under no control policy. */
export async function removeMember(
  work: Work,
  organization: OrganizationRow,
  account: string,
): Promise<void> {
  const member = await getMember(work, organization, account);
  if (account === organization.management_account) {
    throw organizationsError('MasterCannotLeaveOrganizationException');
  }
  if (member.state !== 'ACTIVE') {
    throw constraintViolation(
      'ACCOUNT_CANNOT_LEAVE_ORGANIZATION',
      "You can't remove a closed account from its organization; reopen it first.",
    );
  }
  await requireNoDelegation(work, organization, account);
  await letGo(managing(work, organization), organization, member);
}

/**
 * Removes what the organization has of an account, the access of its workforce among it, and the
 * account from it.
 */
export async function letGo(
  work: Work,
  organization: OrganizationRow,
  member: MemberRow,
): Promise<void> {
  touchOrganization(work, organization);
  await removeAccess(work, member.account_id);
  removeAttachments(work, member.account_id);
  deleteAllTags(work, member.account_id);
  writeMembership(work, member, OUTSIDE);
}

/** What an account's row has once it belongs to no organization. */
export const OUTSIDE = {
  organization_id: null,
  parent_id: null,
  joined_method: null,
  joined_at: null,
};

/** Changes where an account belongs, guarded by the version that was read. */
export function writeMembership(
  work: Work,
  member: MemberRow,
  change: Partial<typeof OUTSIDE> | { readonly parent_id: string },
): void {
  work.write(
    work.read
      .updateTable('accounts')
      .set((e) => ({ ...change, row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', member.account_id)
      .where('row_version', '=', member.row_version),
  );
  work.changed(ACCOUNT_ENTITY, member.account_id);
}
