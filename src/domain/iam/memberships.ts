import type { Work } from '../work.ts';
import { noSuchEntity, quotaExceeded } from './errors.ts';
import { type GroupRow, touchGroup } from './groups.ts';
import { cutPage, type Page, type PageRequest, pageLimit, pageStart } from './paging.ts';
import { quotas } from './quotas.ts';
import { touchUser, type UserRow } from './users.ts';

/** Puts a user into a group; does nothing when it is there already. Throws LimitExceeded. */
export async function addToGroup(work: Work, group: GroupRow, user: UserRow): Promise<void> {
  const groups = await groupIdsOf(work, user);
  if (groups.includes(group.group_id)) return;
  const limit = quotas.groupsPerUser;
  if (groups.length >= limit) throw quotaExceeded('GroupsPerUser', limit);
  work.write(
    work.read
      .insertInto('iam_group_members')
      .values({ account_id: work.account, group_id: group.group_id, user_id: user.user_id }),
  );
  touchUser(work, user);
  touchGroup(work, group);
}

/** Takes a user out of a group; throws NoSuchEntity when it is not a member. */
export async function removeFromGroup(work: Work, group: GroupRow, user: UserRow): Promise<void> {
  const groups = await groupIdsOf(work, user);
  if (!groups.includes(group.group_id)) {
    throw noSuchEntity(`The user with name ${user.name} cannot be found in group ${group.name}.`);
  }
  work.write(
    work.read
      .deleteFrom('iam_group_members')
      .where('account_id', '=', work.account)
      .where('group_id', '=', group.group_id)
      .where('user_id', '=', user.user_id),
  );
  touchUser(work, user);
  touchGroup(work, group);
}

async function groupIdsOf(work: Work, user: UserRow): Promise<readonly string[]> {
  const rows = await work.read
    .selectFrom('iam_group_members')
    .select('group_id')
    .where('account_id', '=', work.account)
    .where('user_id', '=', user.user_id)
    .execute();
  return rows.map((row) => row.group_id);
}

/** The groups that a user is in, by name. */
export async function listGroupsOf(
  work: Work,
  user: UserRow,
  request: PageRequest,
): Promise<Page<GroupRow>> {
  const rows = await work.read
    .selectFrom('iam_group_members as m')
    .innerJoin('iam_groups as g', (join) =>
      join.onRef('g.account_id', '=', 'm.account_id').onRef('g.group_id', '=', 'm.group_id'),
    )
    .select(['g.group_id', 'g.name', 'g.name_key', 'g.path', 'g.created_at', 'g.row_version'])
    .where('m.account_id', '=', work.account)
    .where('m.user_id', '=', user.user_id)
    .where('g.name_key', '>', pageStart(request))
    .orderBy('g.name_key')
    .limit(pageLimit(request))
    .execute();
  return cutPage(rows, request, (row) => row.name_key);
}

/** The users in a group, by name. */
export async function listUsersIn(
  work: Work,
  group: GroupRow,
  request: PageRequest,
): Promise<Page<UserRow>> {
  const rows = await work.read
    .selectFrom('iam_group_members as m')
    .innerJoin('iam_users as u', (join) =>
      join.onRef('u.account_id', '=', 'm.account_id').onRef('u.user_id', '=', 'm.user_id'),
    )
    .select([
      'u.user_id',
      'u.name',
      'u.name_key',
      'u.path',
      'u.created_at',
      'u.boundary_arn',
      'u.password_last_used_at',
      'u.row_version',
    ])
    .where('m.account_id', '=', work.account)
    .where('m.group_id', '=', group.group_id)
    .where('u.name_key', '>', pageStart(request))
    .orderBy('u.name_key')
    .limit(pageLimit(request))
    .execute();
  return cutPage(rows, request, (row) => row.name_key);
}
