import { AwsError } from '../../failures/aws-error.ts';
import { ACCOUNT_ENTITY } from '../entities.ts';
import { removeAccess } from '../identity-center/assignments/leaving-accounts.ts';
import type { Work } from '../work.ts';
import { removeAttachments } from './attachments.ts';
import { requireNoDelegation } from './delegation.ts';
import { constraintViolation, organizationsError } from './errors.ts';
import { findMember, type MemberRow, membersOf } from './members.ts';
import { managing, type OrganizationRow, touchOrganization } from './organizations.ts';
import { removeAllTags } from './tags.ts';
import { isParent, parentOf, readTree } from './tree.ts';

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
  update(work, member, { parent_id: destination });
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
  removeAllTags(work, member.account_id);
  update(work, member, OUTSIDE);
}

/** Deletes an organization whose only account is the management account. */
export async function deleteOrganization(work: Work, organization: OrganizationRow): Promise<void> {
  const [manager, ...others] = await membersOf(work, organization);
  if (others.length > 0 || !manager) throw organizationsError('OrganizationNotEmptyException');
  await requireNoInstance(work);
  const { units } = await readTree(work, organization);
  for (const resource of [organization.root_id, ...units.keys(), manager.account_id]) {
    removeAllTags(work, resource);
  }
  for (const table of TABLES) {
    work.write(work.read.deleteFrom(table).where('account_id', '=', work.account), 'any');
  }
  work.write(
    work.read
      .deleteFrom('iam_tags')
      .where('account_id', '=', work.account)
      .where('owner_id', 'like', 'p-%'),
    'any',
  );
  work.write(
    work.read
      .deleteFrom('organizations')
      .where('organization_id', '=', organization.organization_id)
      .where('row_version', '=', organization.row_version),
  );
  update(work, manager, OUTSIDE);
}

/** An organization instance of Identity Center has nothing to assign once there are no members. */
async function requireNoInstance(work: Work): Promise<void> {
  const instance = await work.read
    .selectFrom('sso_instances')
    .select('instance_id')
    .where('account_id', '=', work.account)
    .where('kind', '=', 'organization')
    .executeTakeFirst();
  if (!instance) return;
  throw new AwsError(
    'ConstraintViolationException',
    'You must delete the organization instance of IAM Identity Center before you delete the organization.',
  );
}

const TABLES = [
  'organizational_units',
  'organization_policies',
  'organization_attachments',
  'organization_services',
  'delegated_administrators',
] as const;

const OUTSIDE = { organization_id: null, parent_id: null, joined_method: null, joined_at: null };

function update(
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
