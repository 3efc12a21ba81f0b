import { ApiFailure } from '../../../shared/api/failure.ts';
import { atOnce } from '../../api/at-once.ts';
import { call } from '../../api/call.ts';
import type { PageOf } from '../../api/use-pages.ts';
import type { Group, Principal, User } from './people.ts';

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
