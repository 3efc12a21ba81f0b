import type { Call } from '../../calls/call.ts';
import {
  attributesOf,
  ENTERPRISE,
  type ExternalId,
  type GroupRow,
  type MembershipRow,
  type UserRow,
  workforceGroupArn,
  workforceUserArn,
} from '../../domain/directory/index.ts';
import type { Output } from '../../wire/index.ts';

type Module = typeof import('@aws-sdk/client-identitystore');
type User = Output<Module, 'DescribeUser'>;
type Group = Output<Module, 'DescribeGroup'>;
type Membership = Output<Module, 'DescribeGroupMembership'>;

/** A user as operations answer it; extensions are told only to who asks for them. */
export function describeUser(
  row: UserRow,
  externalIds: readonly ExternalId[] | undefined,
  extensions: readonly string[] = [],
): User {
  const { Enterprise: enterprise, ...attributes } = attributesOf(row);
  const extended = enterprise !== undefined && extensions.includes(ENTERPRISE);
  return {
    IdentityStoreId: row.store_id,
    UserId: row.user_id,
    ...(attributes as Omit<User, 'IdentityStoreId' | 'UserId'>),
    ...idsMember(externalIds),
    UserStatus: row.status,
    ...stamps(row),
    ...(extended ? { Extensions: { [ENTERPRISE]: enterprise as Record<string, string> } } : {}),
  };
}

/** A group as operations answer it. */
export function describeGroup(
  row: GroupRow,
  externalIds: readonly ExternalId[] | undefined,
): Group {
  return {
    IdentityStoreId: row.store_id,
    GroupId: row.group_id,
    DisplayName: row.display_name,
    ...(row.description === null ? {} : { Description: row.description }),
    ...idsMember(externalIds),
    ...stamps(row),
  };
}

/** A membership as operations answer it. Nothing of it ever changes. */
export function describeMembership(row: MembershipRow): Membership {
  return {
    IdentityStoreId: row.store_id,
    MembershipId: row.membership_id,
    GroupId: row.group_id,
    MemberId: { UserId: row.user_id },
    ...stamps({ ...row, updated_at: row.created_at, updated_by: row.created_by }),
  };
}

function idsMember(ids: readonly ExternalId[] | undefined): { ExternalIds?: ExternalId[] } {
  return ids === undefined ? {} : { ExternalIds: [...ids] };
}

function stamps(
  row: Pick<GroupRow, 'created_at' | 'created_by' | 'updated_at' | 'updated_by'>,
): Pick<Group, 'CreatedAt' | 'CreatedBy' | 'UpdatedAt' | 'UpdatedBy'> {
  return {
    CreatedAt: new Date(Number(row.created_at)),
    CreatedBy: row.created_by,
    UpdatedAt: new Date(Number(row.updated_at)),
    UpdatedBy: row.updated_by,
  };
}

/** `NextToken` where there is a further page. */
export function nextPage(nextToken: string | undefined): { NextToken?: string } {
  return nextToken === undefined ? {} : { NextToken: nextToken };
}

/**
 * Notes whom a change is about. Events hide names and addresses, as the model marks them; so that the
 * history can be searched for a user or group all the same (R035), both name and id are resources.
 */
export function noteResource(
  call: Call,
  account: string,
  {
    kind,
    id,
    name,
  }: { readonly kind: 'User' | 'Group'; readonly id: string; readonly name: string },
): void {
  const type = `AWS::IdentityStore::${kind}`;
  const arn = kind === 'User' ? workforceUserArn(id) : workforceGroupArn(id);
  call.notes.resources.push({ arn, account, type }, { arn: name, account, type });
}
