import { type RandomBytes, systemRandom } from '../../base/bytes.ts';
import { AwsError } from '../../failures/aws-error.ts';
import { type AccountRow, createAccount, emailIsTaken, findAccount } from '../accounts/accounts.ts';
import { ACCOUNT_ENTITY } from '../entities.ts';
import type { Work } from '../work.ts';
import { createAccessRole } from './access-role.ts';

/**
 * domain/organizations: organizations and their accounts. Owns membership and account creation.
 * Does not own the accounts themselves (domain/accounts) nor control policies' evaluation (policy/).
 */

/** An organization as its row has it. */
export interface OrganizationRow {
  readonly organization_id: string;
  readonly management_account: string;
  readonly feature_set: 'ALL' | 'CONSOLIDATED_BILLING';
  readonly root_id: string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** `length` random characters of a to z and 0 to 9, as Organizations' ids have them. */
export function organizationToken(length: number, random: RandomBytes = systemRandom): string {
  let text = '';
  while (text.length < length) {
    for (const byte of random(length * 2)) {
      if (byte < 252 && text.length < length) text += LETTERS[byte % 36];
    }
  }
  return text;
}

/** The organization that the work's account is in, or undefined. */
export async function findOrganization(work: Work): Promise<OrganizationRow | undefined> {
  return await work.read
    .selectFrom('organizations')
    .innerJoin('accounts', 'accounts.organization_id', 'organizations.organization_id')
    .select([
      'organizations.organization_id',
      'organizations.management_account',
      'organizations.feature_set',
      'organizations.root_id',
    ])
    .where('accounts.account_id', '=', work.account)
    .executeTakeFirst();
}

/** The organization of the work's account; throws AWSOrganizationsNotInUseException. */
export async function getOrganization(work: Work): Promise<OrganizationRow> {
  const organization = await findOrganization(work);
  if (organization) return organization;
  throw new AwsError(
    'AWSOrganizationsNotInUseException',
    'Your account is not a member of an organization.',
  );
}

/** The organization, when the work's account manages it; other members are refused. */
export async function getManagedOrganization(work: Work): Promise<OrganizationRow> {
  const organization = await getOrganization(work);
  if (organization.management_account === work.account) return organization;
  throw new AwsError(
    'AccessDeniedException',
    "You don't have permissions to access this resource.",
  );
}

/** Makes the work's account the management account of a new organization. */
export async function createOrganization(
  work: Work,
  featureSet: 'ALL' | 'CONSOLIDATED_BILLING',
): Promise<OrganizationRow> {
  const account = await findAccount(work, work.account);
  if (!account || account.organization_id !== null) {
    throw new AwsError(
      'AlreadyInOrganizationException',
      'The provided account is already a member of an organization.',
    );
  }
  const organization: OrganizationRow = {
    organization_id: `o-${organizationToken(10, work.random)}`,
    management_account: work.account,
    feature_set: featureSet,
    root_id: `r-${organizationToken(4, work.random)}`,
  };
  work.write(
    work.read.insertInto('organizations').values({ ...organization, created_at: work.now }),
  );
  work.write(
    work.read
      .updateTable('accounts')
      .set((e) => ({
        organization_id: organization.organization_id,
        joined_method: 'INVITED' as const,
        joined_at: work.now,
        row_version: e('row_version', '+', 1),
      }))
      .where('account_id', '=', work.account)
      .where('row_version', '=', account.row_version),
  );
  work.changed(ACCOUNT_ENTITY);
  return organization;
}

/** A tag of an account. */
export interface AccountTag {
  readonly Key: string;
  readonly Value: string;
}

/** Tags of accounts belong to the management account, like everything it says of its members. */
function tagAccount(work: Work, account: string, tags: readonly AccountTag[]): void {
  if (tags.length === 0) return;
  const keys = new Set(tags.map(({ Key }) => Key.toLowerCase()));
  if (keys.size < tags.length) {
    throw new AwsError('InvalidInputException', 'You provided the same tag key more than once.', {
      members: { Reason: 'DUPLICATE_TAG_KEY' },
    });
  }
  const rows = tags.map(({ Key, Value }) => ({
    account_id: work.account,
    owner_id: account,
    key: Key,
    key_key: Key.toLowerCase(),
    value: Value,
  }));
  work.write(work.read.insertInto('iam_tags').values(rows), rows.length);
}

/** A request for an account as its row has it. */
export interface CreateAccountRequest {
  readonly request_id: string;
  readonly account_name: string;
  readonly state: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';
  readonly created_account: string | null;
  readonly failure_reason: string | null;
  readonly requested_at: number;
  readonly completed_at: number | null;
}

/**
 * Creates a member account with the role by which the management account enters it, and answers
 * the request's status. An e-mail address in use is not an error of the call but a FAILED request,
 * as with AWS.
 */
export async function requestAccount(
  work: Work,
  organization: OrganizationRow,
  input: { name: string; email: string; roleName: string; tags: readonly AccountTag[] },
): Promise<CreateAccountRequest> {
  const taken = await emailIsTaken(work, input.email);
  const created = taken
    ? null
    : createAccount(work, {
        name: input.name,
        email: input.email,
        organizationId: organization.organization_id,
      });
  if (created !== null) {
    createAccessRole(work, created, input.roleName);
    tagAccount(work, created, input.tags);
  }
  const request: CreateAccountRequest = {
    request_id: `car-${organizationToken(32, work.random)}`,
    account_name: input.name,
    state: taken ? 'FAILED' : 'SUCCEEDED',
    created_account: created,
    failure_reason: taken ? 'EMAIL_ALREADY_EXISTS' : null,
    requested_at: work.now,
    completed_at: work.now,
  };
  work.write(
    work.read
      .insertInto('create_account_requests')
      .values({ account_id: work.account, ...request }),
  );
  return request;
}

/** The request of that id; throws CreateAccountStatusNotFoundException. */
export async function getAccountRequest(work: Work, id: string): Promise<CreateAccountRequest> {
  const request = await work.read
    .selectFrom('create_account_requests')
    .selectAll()
    .where('account_id', '=', work.account)
    .where('request_id', '=', id)
    .executeTakeFirst();
  if (request) return request;
  throw new AwsError(
    'CreateAccountStatusNotFoundException',
    "We can't find an create account request with the CreateAccountRequestId that you specified.",
  );
}

/** The accounts of an organization in the order of their ids, from after `afterId`. */
export async function listMembers(
  work: Work,
  organization: OrganizationRow,
  afterId: string,
  limit: number,
): Promise<AccountRow[]> {
  return await work.read
    .selectFrom('accounts')
    .selectAll()
    .where('organization_id', '=', organization.organization_id)
    .where('account_id', '>', afterId)
    .orderBy('account_id')
    .limit(limit)
    .execute();
}
