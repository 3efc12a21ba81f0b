import type { Selectable } from 'kysely';
import type { DirectoryMembershipTable } from '../../store/tables/directory.ts';
import { workforceUserEntity } from '../entities.ts';
import type { Page } from '../page.ts';
import type { Work } from '../work.ts';
import { duplicate, notFound } from './errors.ts';
import { findGroup } from './groups.ts';
import { directoryId } from './ids.ts';
import { cutPage, type PageRequest, pageLimit, pageStart } from './paging.ts';
import { findUser } from './users.ts';

/** A membership as its row has it. */
export type MembershipRow = Selectable<DirectoryMembershipTable>;

/** Who and in which group. */
export interface Pair {
  readonly groupId: string;
  readonly userId: string;
}

function memberships(work: Work, storeId: string) {
  return work.read
    .selectFrom('directory_memberships')
    .selectAll()
    .where('account_id', '=', work.account)
    .where('store_id', '=', storeId);
}

/** The membership of a user in a group, or undefined. */
export async function findMembershipOf(
  work: Work,
  storeId: string,
  { groupId, userId }: Pair,
): Promise<MembershipRow | undefined> {
  return await memberships(work, storeId)
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
}

/** The membership of that id, or undefined. */
export async function findMembership(
  work: Work,
  storeId: string,
  membershipId: string,
): Promise<MembershipRow | undefined> {
  return await memberships(work, storeId)
    .where('membership_id', '=', membershipId)
    .executeTakeFirst();
}

/** The membership of that id; throws ResourceNotFoundException. */
export async function getMembership(
  work: Work,
  storeId: string,
  membershipId: string,
): Promise<MembershipRow> {
  const membership = await findMembership(work, storeId, membershipId);
  if (!membership) throw notFound('GROUP_MEMBERSHIP', membershipId);
  return membership;
}

/** Refuses a group or a member that there is not. */
export async function requirePair(
  work: Work,
  storeId: string,
  { groupId, userId }: Pair,
): Promise<void> {
  if (!(await findGroup(work, storeId, groupId))) {
    throw notFound('GROUP', groupId, 'Group does not exist');
  }
  if (!(await findUser(work, storeId, userId))) {
    throw notFound('USER', userId, 'Member does not exist');
  }
}

/**
 * Makes a user a member of a group; `by` is the ARN of who does. Throws ResourceNotFoundException
 * when there is no such group or user, ConflictException when the user is a member already.
 */
export async function createMembership(
  work: Work,
  storeId: string,
  pair: Pair,
  by: string,
): Promise<MembershipRow> {
  await requirePair(work, storeId, pair);
  if (await findMembershipOf(work, storeId, pair)) {
    throw duplicate('Member and Group relationship already exists.');
  }
  const { groupId, userId } = pair;
  const row: MembershipRow = {
    account_id: work.account,
    store_id: storeId,
    membership_id: directoryId(work, storeId),
    group_id: groupId,
    user_id: userId,
    created_at: work.now,
    created_by: by,
  };
  insertWhileBothAreThere(work, row);
  work.changed(workforceUserEntity(userId));
  return row;
}

/**
 * The plan fails when the group or the user is gone: what deletes one of them names the same account's
 * state, and so comes before or after.
 */
function insertWhileBothAreThere(work: Work, row: MembershipRow): void {
  work.write(
    work.read
      .insertInto('directory_memberships')
      .columns([
        'account_id',
        'store_id',
        'membership_id',
        'group_id',
        'user_id',
        'created_at',
        'created_by',
      ])
      .expression((e) =>
        e
          .selectFrom('directory_users as u')
          .innerJoin('directory_groups as g', 'g.store_id', 'u.store_id')
          .select((s) => [
            'u.account_id',
            'u.store_id',
            s.cast<string>(s.val(row.membership_id), 'text').as('membership_id'),
            'g.group_id',
            'u.user_id',
            s.cast<number>(s.val(row.created_at), 'bigint').as('created_at'),
            s.cast<string>(s.val(row.created_by), 'text').as('created_by'),
          ])
          .where('u.account_id', '=', work.account)
          .where('u.user_id', '=', row.user_id)
          .where('g.group_id', '=', row.group_id),
      ),
  );
}

/** Takes a user out of a group. */
export function deleteMembership(work: Work, membership: MembershipRow): void {
  work.write(
    work.read
      .deleteFrom('directory_memberships')
      .where('account_id', '=', work.account)
      .where('membership_id', '=', membership.membership_id),
  );
  work.changed(workforceUserEntity(membership.user_id));
}

/** The members of a group. */
export async function listMembershipsOfGroup(
  work: Work,
  storeId: string,
  groupId: string,
  request: PageRequest,
): Promise<Page<MembershipRow>> {
  const listing = `members ${storeId} ${groupId}`;
  const rows = await memberships(work, storeId)
    .where('group_id', '=', groupId)
    .where('user_id', '>', pageStart(request, listing))
    .orderBy('user_id')
    .limit(pageLimit(request))
    .execute();
  return cutPage(rows, request, listing, (row) => row.user_id);
}

/** The groups that a user is in. */
export async function listMembershipsOfUser(
  work: Work,
  storeId: string,
  userId: string,
  request: PageRequest,
): Promise<Page<MembershipRow>> {
  const listing = `groups ${storeId} ${userId}`;
  const rows = await memberships(work, storeId)
    .where('user_id', '=', userId)
    .where('group_id', '>', pageStart(request, listing))
    .orderBy('group_id')
    .limit(pageLimit(request))
    .execute();
  return cutPage(rows, request, listing, (row) => row.group_id);
}

/** Which of these groups a user is in. */
export async function groupsAmong(
  work: Work,
  storeId: string,
  userId: string,
  groupIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await memberships(work, storeId)
    .where('user_id', '=', userId)
    .where('group_id', 'in', groupIds)
    .execute();
  return new Set(rows.map(({ group_id }) => group_id));
}
