import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  createMembership,
  deleteMembership,
  findMembership,
  findMembershipOf,
  getMembership,
  getUser,
  groupsAmong,
  listMembershipsOfGroup,
  listMembershipsOfUser,
  membershipArn,
  reachableStore,
  requirePair,
  workforceGroupArn,
  workforceUserArn,
} from '../../domain/directory/index.ts';
import { AwsError } from '../../failures/aws-error.ts';
import type { Handlers } from '../../wire/index.ts';
import { describeMembership, nextPage } from './outputs.ts';
import { type InStore, inStore, openStore } from './resources.ts';

/** Who is in which group of an identity store. */
export const membershipOperations = {
  async CreateGroupMembership(input, call) {
    const { work, storeId } = await openStore(call, input, 'CreateGroupMembership');
    const pair = pairOf(input);
    const membership = await createMembership(work, storeId, pair, call.principal.arn);
    return { IdentityStoreId: storeId, MembershipId: membership.membership_id };
  },

  async DescribeGroupMembership(input, call) {
    const { work, storeId } = await openStore(call, input, 'DescribeGroupMembership');
    return describeMembership(await getMembership(work, storeId, input.MembershipId));
  },

  async DeleteGroupMembership(input, call) {
    const { work, storeId } = await openStore(call, input, 'DeleteGroupMembership');
    deleteMembership(work, await getMembership(work, storeId, input.MembershipId));
    return {};
  },

  async GetGroupMembershipId(input, call) {
    const { work, storeId } = await openStore(call, input, 'GetGroupMembershipId');
    const pair = pairOf(input);
    await requirePair(work, storeId, pair);
    const membership = await findMembershipOf(work, storeId, pair);
    if (!membership) {
      throw new AwsError('ResourceNotFoundException', 'GROUP_MEMBERSHIP not found.', {
        members: { ResourceType: 'GROUP_MEMBERSHIP' },
      });
    }
    return { IdentityStoreId: storeId, MembershipId: membership.membership_id };
  },

  async ListGroupMemberships(input, call) {
    const { work, storeId } = await openStore(call, input, 'ListGroupMemberships');
    const page = await listMembershipsOfGroup(work, storeId, input.GroupId, input);
    const GroupMemberships = page.items.map((row) => describeMembership(row));
    return { GroupMemberships, ...nextPage(page.nextToken) };
  },

  async ListGroupMembershipsForMember(input, call) {
    const { work, storeId } = await openStore(call, input, 'ListGroupMembershipsForMember');
    const page = await listMembershipsOfUser(work, storeId, memberOf(input), input);
    const GroupMemberships = page.items.map((row) => describeMembership(row));
    return { GroupMemberships, ...nextPage(page.nextToken) };
  },

  async IsMemberInGroups(input, call) {
    const { work, storeId } = await openStore(call, input, 'IsMemberInGroups');
    const user = await getUser(work, storeId, memberOf(input));
    const found = await groupsAmong(work, storeId, user.user_id, input.GroupIds);
    return {
      Results: input.GroupIds.map((GroupId) => ({
        GroupId,
        MemberId: { UserId: user.user_id },
        MembershipExists: found.has(GroupId),
      })),
    };
  },
} satisfies Handlers<typeof import('@aws-sdk/client-identitystore'), Call>;

export const membershipAccess = {
  CreateGroupMembership: inStore((input) => pairArns(pairOf(input))),
  DescribeGroupMembership: inStore(namedMembership),
  DeleteGroupMembership: inStore(namedMembership),
  GetGroupMembershipId: inStore((input) => [membershipArn('*'), ...pairArns(pairOf(input))]),
  ListGroupMemberships: inStore(({ GroupId }) => [membershipArn('*'), workforceGroupArn(GroupId)]),
  ListGroupMembershipsForMember: inStore((input) => [
    membershipArn('*'),
    workforceUserArn(memberOf(input)),
  ]),
  IsMemberInGroups: inStore((input) => [
    membershipArn('*'),
    workforceUserArn(memberOf(input)),
    ...input.GroupIds.map(workforceGroupArn),
  ]),
} satisfies Access<typeof membershipOperations>;

interface Member {
  readonly MemberId: { readonly UserId?: string };
}

function memberOf({ MemberId }: Member): string {
  if (MemberId.UserId !== undefined) return MemberId.UserId;
  throw new AwsError('ValidationException', 'MemberId must name a user');
}

function pairOf(input: Member & { readonly GroupId: string }) {
  return { groupId: input.GroupId, userId: memberOf(input) };
}

function pairArns({ groupId, userId }: ReturnType<typeof pairOf>): readonly string[] {
  return [workforceGroupArn(groupId), workforceUserArn(userId)];
}

/** A membership with whom it joins, where there is one; by its own id alone where there is none. */
async function namedMembership(
  { IdentityStoreId, MembershipId }: InStore & { readonly MembershipId: string },
  call: Call,
): Promise<readonly string[]> {
  const access = await reachableStore(call, IdentityStoreId);
  const row = access && (await findMembership(access.work, IdentityStoreId, MembershipId));
  const joined = row ? pairArns({ groupId: row.group_id, userId: row.user_id }) : [];
  return [membershipArn(MembershipId), ...joined];
}
