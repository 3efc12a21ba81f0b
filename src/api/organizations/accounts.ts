import type { Access } from '../../calls/access.ts';
import { tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { DEFAULT_ACCESS_ROLE } from '../../domain/organizations/access-role.ts';
import {
  type CreateAccountRequest,
  getAccountRequest,
  listAccountRequests,
  requestAccount,
} from '../../domain/organizations/account-requests.ts';
import { closeMember } from '../../domain/organizations/closing.ts';
import { getMember, listMembers } from '../../domain/organizations/members.ts';
import { moveAccount, removeMember } from '../../domain/organizations/membership.ts';
import {
  getManagedOrganization,
  getOrganization,
  getReadableOrganization,
} from '../../domain/organizations/organizations.ts';
import { readBranches } from '../../domain/organizations/tree.ts';
import type { Handlers } from '../../wire/index.ts';
import { describeAccount } from './outputs.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';
import { namedResources } from './resources.ts';

/** Accounts of the organization: made, found, moved, closed and let go. */
export const accounts = {
  async CreateAccount(input, { work }) {
    const organization = await getManagedOrganization(work);
    const request = await requestAccount(work, organization, {
      name: input.AccountName ?? '',
      email: input.Email ?? '',
      roleName: input.RoleName ?? DEFAULT_ACCESS_ROLE,
      tags: (input.Tags ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value })),
    });
    return { CreateAccountStatus: describeRequest(request) };
  },

  async DescribeCreateAccountStatus(input, { work }) {
    await getManagedOrganization(work);
    const request = await getAccountRequest(work, input.CreateAccountRequestId ?? '');
    return { CreateAccountStatus: describeRequest(request) };
  },

  async ListCreateAccountStatus(input, { work }) {
    await getManagedOrganization(work);
    const start = pageStart(input);
    const read = await listAccountRequests(work, input.States, start, rowsToRead(input));
    const { rows, more } = pageOf(read, ({ request_id: id }) => id, input);
    return { CreateAccountStatuses: rows.map(describeRequest), ...more };
  },

  async DescribeAccount(input, { work, now }) {
    const organization = await getReadableOrganization(work);
    const account = await getMember(work, organization, input.AccountId ?? '');
    return { Account: describeAccount(account, await readBranches(work, organization), now) };
  },

  async ListAccounts(input, { work, now }) {
    const organization = await getReadableOrganization(work);
    const read = await listMembers(
      work,
      organization,
      pageStart(input, ACCOUNT),
      rowsToRead(input),
    );
    const { rows, more } = pageOf(read, ({ account_id: id }) => id, input);
    const branches = await readBranches(work, organization);
    return { Accounts: rows.map((row) => describeAccount(row, branches, now)), ...more };
  },

  async MoveAccount(input, { work }) {
    const organization = await getManagedOrganization(work);
    const { AccountId = '', SourceParentId = '', DestinationParentId = '' } = input;
    await moveAccount(work, organization, AccountId, {
      source: SourceParentId,
      destination: DestinationParentId,
    });
    return {};
  },

  async CloseAccount(input, { work }) {
    await closeMember(work, await getManagedOrganization(work), input.AccountId ?? '');
    return {};
  },

  async RemoveAccountFromOrganization(input, { work }) {
    await removeMember(work, await getManagedOrganization(work), input.AccountId ?? '');
    return {};
  },

  async LeaveOrganization(_input, { work, account }) {
    await removeMember(work, await getOrganization(work), account);
    return {};
  },
} satisfies Partial<Handlers<typeof import('@aws-sdk/client-organizations'), Call>>;

const ACCOUNT = /^\d{12}$/;

const onAccount = {
  resources: ({ AccountId: id }: { readonly AccountId?: string | undefined }, call: Call) =>
    namedResources(call, id),
};

export const accountsAccess = {
  CreateAccount: { keys: (input) => tagConditionKeys(input.Tags) },
  DescribeCreateAccountStatus: {},
  ListCreateAccountStatus: {},
  DescribeAccount: onAccount,
  ListAccounts: {},
  MoveAccount: {
    resources: (input, call) =>
      namedResources(call, input.AccountId, input.SourceParentId, input.DestinationParentId),
  },
  CloseAccount: onAccount,
  RemoveAccountFromOrganization: onAccount,
  LeaveOrganization: {},
} satisfies Access<typeof accounts>;

function describeRequest(request: CreateAccountRequest) {
  return {
    Id: request.request_id,
    AccountName: request.account_name,
    State: request.state,
    RequestedTimestamp: new Date(Number(request.requested_at)),
    ...(request.completed_at === null
      ? {}
      : { CompletedTimestamp: new Date(Number(request.completed_at)) }),
    ...(request.created_account === null ? {} : { AccountId: request.created_account }),
    ...(request.failure_reason === null
      ? {}
      : { FailureReason: request.failure_reason as 'EMAIL_ALREADY_EXISTS' }),
  };
}
