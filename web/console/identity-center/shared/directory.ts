import { ApiFailure } from '../../../shared/api/failure.ts';
import { atOnce } from '../../api/at-once.ts';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import type { PageOf } from '../../api/use-pages.ts';

/** A person of the directory. */
export type User = OutputOf<'identitystore', 'ListUsers'>['Users'][number];

/** A group of the directory. */
export type Group = OutputOf<'identitystore', 'ListGroups'>['Groups'][number];

/** Names that are asked for at one time. */
export const MOST_AT_ONCE = 4;
/** Of lists whose items are asked for one by one. */
const SMALL_PAGE = 25;

/** A page of the directory's users. */
export async function listUsers(
  IdentityStoreId: string,
  NextToken: string | undefined,
  signal: AbortSignal,
): Promise<PageOf<User>> {
  const input = { IdentityStoreId, NextToken, MaxResults: 100 };
  const answer = await call('identitystore', 'ListUsers', input, signal);
  return { items: answer.Users, next: answer.NextToken };
}

/** A page of the directory's groups. */
export async function listGroups(
  IdentityStoreId: string,
  NextToken: string | undefined,
  signal: AbortSignal,
): Promise<PageOf<Group>> {
  const input = { IdentityStoreId, NextToken, MaxResults: 100 };
  const answer = await call('identitystore', 'ListGroups', input, signal);
  return { items: answer.Groups, next: answer.NextToken };
}

/** Somebody or something that belongs to another, and the membership that says so. */
export interface Member<Item> {
  readonly membershipId: string;
  readonly item: Item;
}

/** A page of a group's users. */
export async function listMembers(
  IdentityStoreId: string,
  GroupId: string,
  NextToken: string | undefined,
  signal: AbortSignal,
): Promise<PageOf<Member<User>>> {
  const input = { IdentityStoreId, GroupId, NextToken, MaxResults: SMALL_PAGE };
  const answer = await call('identitystore', 'ListGroupMemberships', input, signal);
  const items = await atOnce(answer.GroupMemberships, MOST_AT_ONCE, async (membership) => {
    const UserId = membership.MemberId?.UserId ?? '';
    const item = await call('identitystore', 'DescribeUser', { IdentityStoreId, UserId }, signal);
    return { membershipId: membership.MembershipId ?? '', item };
  });
  return { items, next: answer.NextToken };
}

/** A page of the groups that a user is in. */
export async function listGroupsOf(
  IdentityStoreId: string,
  UserId: string,
  NextToken: string | undefined,
  signal: AbortSignal,
): Promise<PageOf<Member<Group>>> {
  const MemberId = { UserId };
  const input = { IdentityStoreId, MemberId, NextToken, MaxResults: SMALL_PAGE };
  const answer = await call('identitystore', 'ListGroupMembershipsForMember', input, signal);
  const items = await atOnce(answer.GroupMemberships, MOST_AT_ONCE, async (membership) => {
    const GroupId = membership.GroupId ?? '';
    const item = await call('identitystore', 'DescribeGroup', { IdentityStoreId, GroupId }, signal);
    return { membershipId: membership.MembershipId ?? '', item };
  });
  return { items, next: answer.NextToken };
}

/** A user or group that something is assigned to. */
export interface Principal {
  readonly kind: 'USER' | 'GROUP';
  readonly id: string;
}

/** The name of a user or group; undefined when there is none with this id any more. */
export async function principalName(
  IdentityStoreId: string,
  { kind, id }: Principal,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    if (kind === 'USER') {
      const input = { IdentityStoreId, UserId: id };
      return (await call('identitystore', 'DescribeUser', input, signal)).UserName;
    }
    const input = { IdentityStoreId, GroupId: id };
    return (await call('identitystore', 'DescribeGroup', input, signal)).DisplayName;
  } catch (error) {
    const isGone = error instanceof ApiFailure && error.code === 'ResourceNotFoundException';
    if (isGone) return undefined;
    throw error;
  }
}

/** The e-mail address that is registered for somebody. */
export function emailOf({ Emails }: Pick<User, 'Emails'>): string | undefined {
  return (Emails?.find(({ Primary }) => Primary) ?? Emails?.[0])?.Value;
}
