import { uniqueId } from '../../base/ids.ts';
import { groupEntity } from '../entities.ts';
import type { Work } from '../work.ts';
import { refuseWithPolicies } from './dependents.ts';
import { alreadyExists, deleteConflict, noSuchGroup, quotaExceeded } from './errors.ts';
import { cutPage, type Page, type PageRequest, pageLimit, pageStart } from './paging.ts';
import { pathStartsWith } from './paths.ts';
import { quotas } from './quotas.ts';

/** A group as its row has it. */
export interface GroupRow {
  readonly group_id: string;
  readonly name: string;
  readonly name_key: string;
  readonly path: string;
  readonly created_at: number;
  readonly row_version: number;
}

const COLUMNS = ['group_id', 'name', 'name_key', 'path', 'created_at', 'row_version'] as const;

/** The group of that name, whatever the case of its letters, or undefined. */
export async function findGroup(work: Work, name: string): Promise<GroupRow | undefined> {
  return await work.read
    .selectFrom('iam_groups')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('name_key', '=', name.toLowerCase())
    .executeTakeFirst();
}

/** The group of that name; throws NoSuchEntity. */
export async function getGroup(work: Work, name: string): Promise<GroupRow> {
  const group = await findGroup(work, name);
  if (!group) throw noSuchGroup(name);
  return group;
}

/** Groups under a path prefix, by name. */
export async function listGroups(
  work: Work,
  request: PageRequest & { PathPrefix?: string | undefined },
): Promise<Page<GroupRow>> {
  const rows = await work.read
    .selectFrom('iam_groups')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('name_key', '>', pageStart(request))
    .where(pathStartsWith(request.PathPrefix))
    .orderBy('name_key')
    .limit(pageLimit(request))
    .execute();
  return cutPage(rows, request, (row) => row.name_key);
}

/** Creates a group; throws EntityAlreadyExists or LimitExceeded. */
export async function createGroup(
  work: Work,
  input: { name: string; path: string },
): Promise<GroupRow> {
  if (await findGroup(work, input.name)) throw groupExists(input.name);
  const limit = quotas.groupsPerAccount;
  if ((await countGroups(work)) >= limit) throw quotaExceeded('GroupsPerAccount', limit);
  const row = {
    group_id: uniqueId('AGPA', work.random),
    name: input.name,
    name_key: input.name.toLowerCase(),
    path: input.path,
    created_at: work.now,
  };
  work.write(work.read.insertInto('iam_groups').values({ account_id: work.account, ...row }));
  work.changed(groupEntity(row.group_id));
  return { ...row, row_version: 1 };
}

function groupExists(name: string): Error {
  return alreadyExists(`Group with name ${name} already exists.`);
}

/** How many groups the account has. */
export async function countGroups(work: Work): Promise<number> {
  const { count } = await work.read
    .selectFrom('iam_groups')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('account_id', '=', work.account)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Gives the group another name or path; throws EntityAlreadyExists. Its unique id stays. */
export async function renameGroup(
  work: Work,
  group: GroupRow,
  to: { name?: string | undefined; path?: string | undefined },
): Promise<void> {
  const name = to.name ?? group.name;
  const holder = await findGroup(work, name);
  if (holder && holder.group_id !== group.group_id) throw groupExists(name);
  work.write(
    work.read
      .updateTable('iam_groups')
      .set((e) => ({
        name,
        name_key: name.toLowerCase(),
        path: to.path ?? group.path,
        row_version: e('row_version', '+', 1),
      }))
      .where('account_id', '=', work.account)
      .where('group_id', '=', group.group_id)
      .where('row_version', '=', group.row_version),
  );
  work.changed(groupEntity(group.group_id));
}

/** Deletes a group without members and policies; throws DeleteConflict. */
export async function deleteGroup(work: Work, group: GroupRow): Promise<void> {
  if (await hasMembers(work, group)) throw deleteConflict('remove users from group');
  await refuseWithPolicies(work, group.group_id);
  work.write(
    work.read
      .deleteFrom('iam_groups')
      .where('account_id', '=', work.account)
      .where('group_id', '=', group.group_id)
      .where('row_version', '=', group.row_version),
  );
  work.changed(groupEntity(group.group_id));
}

async function hasMembers(work: Work, group: GroupRow): Promise<boolean> {
  const row = await work.read
    .selectFrom('iam_group_members')
    .select('user_id')
    .where('account_id', '=', work.account)
    .where('group_id', '=', group.group_id)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Raises the group's row version, guarded by the version that was read (see touchUser). */
export function touchGroup(work: Work, group: GroupRow): void {
  work.write(
    work.read
      .updateTable('iam_groups')
      .set((e) => ({ row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', work.account)
      .where('group_id', '=', group.group_id)
      .where('row_version', '=', group.row_version),
  );
  work.changed(groupEntity(group.group_id));
}
