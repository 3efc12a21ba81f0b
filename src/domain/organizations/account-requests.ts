import { isMailAddress } from '../../base/mail.ts';
import { createAccount, emailIsTaken } from '../accounts/accounts.ts';
import { isReservedName } from '../iam/roles.ts';
import type { Tag } from '../tags.ts';
import type { Work } from '../work.ts';
import { createAccessRole } from './access-role.ts';
import { attachDefaults } from './attachments.ts';
import { invalidInput, organizationsError } from './errors.ts';
import { organizationToken } from './ids.ts';
import { managing, type OrganizationRow, touchOrganization } from './organizations.ts';
import { addTags } from './tags.ts';

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

/** What a new member account begins with. Its e-mail address must have been checked. */
export interface NewMember {
  readonly accountId?: string;
  readonly name: string;
  readonly email: string;
  readonly roleName: string;
}

/**
 * Adds an account to the organization, under its root, with the role by which the management account
 * enters it; answers its id.
 */
export function createMember(
  work: Work,
  organization: OrganizationRow,
  { roleName, ...account }: NewMember,
): string {
  const own = managing(work, organization);
  touchOrganization(own, organization);
  const { organization_id: organizationId, root_id: parentId } = organization;
  const created = createAccount(own, { ...account, membership: { organizationId, parentId } });
  createAccessRole(own, created, roleName);
  attachDefaults(own, organization, created);
  return created;
}

/**
 * Creates a member account and answers the request's status. An e-mail address in use, or one that no
 * mail can be sent to, is not an error of the call but a FAILED request, as with AWS. Throws
 * InvalidInputException for the names of Identity Center's roles.
 */
export async function requestAccount(
  work: Work,
  organization: OrganizationRow,
  input: { name: string; email: string; roleName: string; tags: readonly Tag[] },
): Promise<CreateAccountRequest> {
  const { tags, ...account } = input;
  if (isReservedName(input.roleName)) {
    throw invalidInput(
      'INVALID_ROLE_NAME',
      `Role name ${input.roleName} is reserved for roles that AWS services create.`,
    );
  }
  const failed = await emailFailure(work, input.email);
  const created = failed === null ? createMember(work, organization, account) : null;
  if (created !== null) addTags(work, created, tags);
  const request: CreateAccountRequest = {
    request_id: `car-${organizationToken(32, work.random)}`,
    account_name: input.name,
    state: failed === null ? 'SUCCEEDED' : 'FAILED',
    created_account: created,
    failure_reason: failed,
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

/** Its root user gets the first password by mail: without an address that takes it nobody signs in. */
async function emailFailure(work: Work, email: string): Promise<string | null> {
  if (!isMailAddress(email)) return 'INVALID_EMAIL';
  return (await emailIsTaken(work, email)) ? 'EMAIL_ALREADY_EXISTS' : null;
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
  throw organizationsError('CreateAccountStatusNotFoundException');
}

/** The account's requests from after `afterId`, in the order of their ids. */
export async function listAccountRequests(
  work: Work,
  states: readonly CreateAccountRequest['state'][] | undefined,
  afterId: string,
  limit: number,
): Promise<CreateAccountRequest[]> {
  let query = work.read
    .selectFrom('create_account_requests')
    .selectAll()
    .where('account_id', '=', work.account)
    .where('request_id', '>', afterId)
    .orderBy('request_id')
    .limit(limit);
  if (states && states.length > 0) query = query.where('state', 'in', [...new Set(states)]);
  return await query.execute();
}
