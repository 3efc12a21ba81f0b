import type { Access, AccessResource, AccessRule } from '../../calls/access.ts';
import { tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { type AccountRow, findAccount } from '../../domain/accounts/accounts.ts';
import { DEFAULT_ACCESS_ROLE } from '../../domain/organizations/access-role.ts';
import {
  type CreateAccountRequest,
  getAccountRequest,
  requestAccount,
} from '../../domain/organizations/account-requests.ts';
import { organizationsError } from '../../domain/organizations/errors.ts';
import { listMembers } from '../../domain/organizations/members.ts';
import {
  createOrganization,
  findOrganization,
  getManagedOrganization,
  getOrganization,
  type OrganizationRow,
} from '../../domain/organizations/organizations.ts';
import { AwsError } from '../../failures/aws-error.ts';
import type { Handlers } from '../../wire/index.ts';

/** Organizations: what makes several accounts one installation. Control policies come later. */
export const organizationsOperations = {
  async CreateOrganization(input, call) {
    const organization = await createOrganization(call.work, input.FeatureSet ?? 'ALL');
    return { Organization: await describe(call, organization) };
  },

  async DescribeOrganization(_input, call) {
    return { Organization: await describe(call, await getOrganization(call.work)) };
  },

  async CreateAccount(input, call) {
    const organization = await getManagedOrganization(call.work);
    const request = await requestAccount(call.work, organization, {
      name: input.AccountName ?? '',
      email: input.Email ?? '',
      roleName: input.RoleName ?? DEFAULT_ACCESS_ROLE,
      tags: input.Tags ?? [],
    });
    return { CreateAccountStatus: describeRequest(request) };
  },

  async DescribeCreateAccountStatus(input, call) {
    await getManagedOrganization(call.work);
    const request = await getAccountRequest(call.work, input.CreateAccountRequestId ?? '');
    return { CreateAccountStatus: describeRequest(request) };
  },

  async DescribeAccount(input, call) {
    const organization = await getManagedOrganization(call.work);
    const account = await findAccount(call.work, input.AccountId ?? '');
    if (account?.organization_id !== organization.organization_id) throw organizationsError('AccountNotFoundException');
    return { Account: describeAccount(account, organization) };
  },

  async ListAccounts(input, call) {
    const organization = await getManagedOrganization(call.work);
    const size = input.MaxResults ?? 20;
    const start = readToken(input.NextToken);
    const rows = await listMembers(call.work, organization, start, size + 1);
    const page = rows.slice(0, size);
    const last = page.at(-1);
    return {
      Accounts: page.map((account) => describeAccount(account, organization)),
      ...(rows.length > size && last ? { NextToken: writeToken(last.account_id) } : {}),
    };
  },
} satisfies Partial<Handlers<typeof import('@aws-sdk/client-organizations'), Call>>;

const organizationResource: AccessRule<object> = {};

export const organizationsAccess = {
  CreateOrganization: organizationResource,
  DescribeOrganization: organizationResource,
  CreateAccount: { keys: (input) => tagConditionKeys(input.Tags) },
  DescribeCreateAccountStatus: organizationResource,
  DescribeAccount: {
    resources: (input, call) => accountResource(call, input.AccountId ?? ''),
  },
  ListAccounts: organizationResource,
} satisfies Access<typeof organizationsOperations>;

/**
 * An account as its management account names it, whether it exists or not: a refused caller must
 * not learn which. For a caller of any other account there is no such resource, and the operation
 * says so to those who may call it.
 */
async function accountResource(call: Call, accountId: string): Promise<AccessResource[]> {
  const organization = await findOrganization(call.work);
  if (organization?.management_account !== call.account) return [];
  return [{ arn: memberArn(organization, accountId) }];
}

function organizationArn({ management_account, organization_id }: OrganizationRow): string {
  return `arn:aws:organizations::${management_account}:organization/${organization_id}`;
}

async function describe(call: Call, organization: OrganizationRow) {
  const manager = await findAccount(call.work, organization.management_account);
  return {
    Id: organization.organization_id,
    Arn: organizationArn(organization),
    FeatureSet: organization.feature_set,
    MasterAccountId: organization.management_account,
    MasterAccountArn: memberArn(organization, organization.management_account),
    MasterAccountEmail: manager?.email ?? '',
    AvailablePolicyTypes: [],
  };
}

function memberArn(organization: OrganizationRow, accountId: string): string {
  const { management_account, organization_id } = organization;
  return `arn:aws:organizations::${management_account}:account/${organization_id}/${accountId}`;
}

function describeAccount(account: AccountRow, organization: OrganizationRow) {
  return {
    Id: account.account_id,
    Arn: memberArn(organization, account.account_id),
    Email: account.email,
    Name: account.name,
    Status: account.state === 'ACTIVE' ? ('ACTIVE' as const) : ('SUSPENDED' as const),
    State: account.state,
    JoinedMethod: account.joined_method ?? ('INVITED' as const),
    JoinedTimestamp: new Date(account.joined_at ?? account.created_at),
  };
}

function describeRequest(request: CreateAccountRequest) {
  return {
    Id: request.request_id,
    AccountName: request.account_name,
    State: request.state,
    RequestedTimestamp: new Date(request.requested_at),
    ...(request.completed_at === null
      ? {}
      : { CompletedTimestamp: new Date(request.completed_at) }),
    ...(request.created_account === null ? {} : { AccountId: request.created_account }),
    ...(request.failure_reason === null
      ? {}
      : { FailureReason: request.failure_reason as 'EMAIL_ALREADY_EXISTS' }),
  };
}

function writeToken(accountId: string): string {
  return Buffer.from(`after:${accountId}`).toString('base64url');
}

function readToken(token: string | undefined): string {
  if (token === undefined) return '';
  const match = /^after:(\d{12})$/.exec(Buffer.from(token, 'base64url').toString());
  if (match?.[1] && writeToken(match[1]) === token) return match[1];
  throw new AwsError('InvalidInputException', 'You specified an invalid pagination token.', {
    members: { Reason: 'INVALID_NEXT_TOKEN' },
  });
}
