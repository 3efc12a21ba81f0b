import { findAccount } from '../accounts/accounts.ts';
import { ACCOUNT_ENTITY } from '../entities.ts';
import { type Work, workFor } from '../work.ts';
import { notForMembers, organizationsError } from './errors.ts';
import { organizationToken } from './ids.ts';

/**
 * domain/organizations: organizations with their tree, members, control policies, trusted services
 * and delegated administrators. Owns membership and account creation, and which policies apply to
 * which account. Does not own the accounts themselves (domain/accounts), how policies decide
 * (policy/), nor how they reach a decision (domain/iam/state).
 */

/** An organization as its row has it. */
export interface OrganizationRow {
  readonly organization_id: string;
  readonly management_account: string;
  readonly feature_set: 'ALL' | 'CONSOLIDATED_BILLING';
  readonly root_id: string;
  /** The enabled types of policies, divided by blanks. */
  readonly policy_types: string | null;
  readonly row_version: number;
}

const COLUMNS = [
  'organizations.organization_id',
  'organizations.management_account',
  'organizations.feature_set',
  'organizations.root_id',
  'organizations.policy_types',
  'organizations.row_version',
] as const;

/** The organization that the work's account is in, or undefined. */
export async function findOrganization(work: Work): Promise<OrganizationRow | undefined> {
  return await work.read
    .selectFrom('organizations')
    .innerJoin('accounts', 'accounts.organization_id', 'organizations.organization_id')
    .select(COLUMNS)
    .where('accounts.account_id', '=', work.account)
    .executeTakeFirst();
}

/** The organization of the work's account; throws AWSOrganizationsNotInUseException. */
export async function getOrganization(work: Work): Promise<OrganizationRow> {
  const organization = await findOrganization(work);
  if (organization) return organization;
  throw organizationsError('AWSOrganizationsNotInUseException');
}

/** The organization, when the work's account manages it; other members are refused. */
export async function getManagedOrganization(work: Work): Promise<OrganizationRow> {
  const organization = await getOrganization(work);
  if (organization.management_account === work.account) return organization;
  throw notForMembers();
}

/**
 * The organization, when the work's account manages it or administers one of its services: these
 * may read what is in it.
 */
export async function getReadableOrganization(work: Work): Promise<OrganizationRow> {
  const organization = await getOrganization(work);
  if (organization.management_account === work.account) return organization;
  const delegation = await work.read
    .selectFrom('delegated_administrators')
    .select('delegate')
    .where('account_id', '=', organization.management_account)
    .where('delegate', '=', work.account)
    .executeTakeFirst();
  if (delegation) return organization;
  throw notForMembers();
}

/** The work seen from the management account, to which everything of the organization belongs. */
export function managing(work: Work, organization: OrganizationRow): Work {
  return workFor(work, organization.management_account);
}

/** Makes the work's account the management account of a new organization. */
export async function createOrganization(
  work: Work,
  featureSet: 'ALL' | 'CONSOLIDATED_BILLING',
): Promise<OrganizationRow> {
  const account = await findAccount(work, work.account);
  if (!account || account.organization_id !== null) {
    throw organizationsError('AlreadyInOrganizationException');
  }
  const row = {
    organization_id: `o-${organizationToken(10, work.random)}`,
    management_account: work.account,
    feature_set: featureSet,
    root_id: `r-${organizationToken(4, work.random)}`,
    policy_types: null,
  };
  work.write(work.read.insertInto('organizations').values({ ...row, created_at: work.now }));
  work.write(
    work.read
      .updateTable('accounts')
      .set((e) => ({
        organization_id: row.organization_id,
        parent_id: row.root_id,
        joined_method: 'INVITED' as const,
        joined_at: work.now,
        row_version: e('row_version', '+', 1),
      }))
      .where('account_id', '=', work.account)
      .where('row_version', '=', account.row_version),
  );
  work.changed(ACCOUNT_ENTITY);
  return { ...row, row_version: 1 };
}

/**
 * Says that the tree, a policy or an attachment changes: of two such changes decided from the same
 * state one starts again, so that none leaves an account out that the other moved meanwhile.
 */
export function touchOrganization(
  work: Work,
  organization: OrganizationRow,
  change: { readonly policy_types?: string | null } = {},
): void {
  work.write(
    work.read
      .updateTable('organizations')
      .set((e) => ({ ...change, row_version: e('row_version', '+', 1) }))
      .where('organization_id', '=', organization.organization_id)
      .where('row_version', '=', organization.row_version),
  );
}
