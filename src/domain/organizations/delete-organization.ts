import { AwsError } from '../../failures/aws-error.ts';
import { deleteAllTags } from '../tags.ts';
import type { Work } from '../work.ts';
import { organizationsError } from './errors.ts';
import { membersOf } from './members.ts';
import { OUTSIDE, writeMembership } from './membership.ts';
import type { OrganizationRow } from './organizations.ts';
import { readTree } from './tree.ts';

const TABLES = [
  'organizational_units',
  'organization_policies',
  'organization_attachments',
  'organization_services',
  'delegated_administrators',
] as const;

/**
 * Deletes an organization whose only account is the management account, with its tree and its policies.
 * Throws OrganizationNotEmptyException, ConstraintViolationException while Identity Center is enabled.
 */
export async function deleteOrganization(work: Work, organization: OrganizationRow): Promise<void> {
  const [manager, ...others] = await membersOf(work, organization);
  if (others.length > 0 || !manager) throw organizationsError('OrganizationNotEmptyException');
  await requireNoInstance(work);
  const { units } = await readTree(work, organization);
  for (const resource of [organization.root_id, ...units.keys(), manager.account_id]) {
    deleteAllTags(work, resource);
  }
  for (const table of TABLES) {
    work.write(work.read.deleteFrom(table).where('account_id', '=', work.account), 'any');
  }
  // Those of its policies, which are gone by now.
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
  writeMembership(work, manager, OUTSIDE);
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
