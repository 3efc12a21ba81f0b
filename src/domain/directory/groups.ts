import type { Selectable } from 'kysely';
import type { DirectoryGroupTable } from '../../store/tables/directory.ts';
import { workforceUserEntity } from '../entities.ts';
import type { Page } from '../page.ts';
import type { Work } from '../work.ts';
import { type AttributeOperation, applyOperations } from './attribute-changes.ts';
import { groupSchema } from './attribute-schema.ts';
import { type ExternalId, refuseReserved } from './attributes.ts';
import { duplicate, invalid, notFound } from './errors.ts';
import { externalIdsOf, removeExternalIds, setExternalIds } from './external-ids.ts';
import { directoryId } from './ids.ts';
import { directoryKey } from './keys.ts';
import { cutPage, type PageRequest, pageLimit, pageStart } from './paging.ts';

/** A group as its row has it. */
export type GroupRow = Selectable<DirectoryGroupTable>;

/** A group's attributes in the form of the operations. */
export interface GroupAttributes {
  readonly DisplayName?: string | undefined;
  readonly Description?: string | undefined;
  readonly ExternalIds?: readonly ExternalId[] | undefined;
}

/** Groups of one store: every read of groups begins here, so that none leaves its scope. */
function groupsOf(work: Work, storeId: string) {
  return work.read
    .selectFrom('directory_groups')
    .selectAll()
    .where('account_id', '=', work.account)
    .where('store_id', '=', storeId);
}

/** The group of that id, or undefined. */
export async function findGroup(
  work: Work,
  storeId: string,
  groupId: string,
): Promise<GroupRow | undefined> {
  return await groupsOf(work, storeId).where('group_id', '=', groupId).executeTakeFirst();
}

/** The group of that id; throws ResourceNotFoundException. */
export async function getGroup(work: Work, storeId: string, groupId: string): Promise<GroupRow> {
  const group = await findGroup(work, storeId, groupId);
  if (!group) throw notFound('GROUP', groupId);
  return group;
}

/** The group of that name, whatever the case of its letters, or undefined. */
export async function findGroupByName(
  work: Work,
  storeId: string,
  displayName: string,
): Promise<GroupRow | undefined> {
  return await groupsOf(work, storeId)
    .where('display_name_key', '=', directoryKey(displayName))
    .executeTakeFirst();
}

/** Groups in the order of their names. */
export async function listGroups(
  work: Work,
  storeId: string,
  request: PageRequest,
): Promise<Page<GroupRow>> {
  const listing = `groups ${storeId}`;
  const rows = await groupsOf(work, storeId)
    .where('display_name_key', '>', pageStart(request, listing))
    .orderBy('display_name_key')
    .limit(pageLimit(request))
    .execute();
  return cutPage(rows, request, listing, (row) => row.display_name_key);
}

/** Creates a group. Throws ConflictException, ValidationException. */
export async function createGroup(
  work: Work,
  storeId: string,
  attributes: GroupAttributes,
  by: string,
): Promise<GroupRow> {
  const columns = await columnsOf(work, storeId, undefined, attributes);
  const row: GroupRow = {
    account_id: work.account,
    store_id: storeId,
    group_id: directoryId(work, storeId),
    ...columns,
    created_at: work.now,
    created_by: by,
    updated_at: work.now,
    updated_by: by,
    row_version: 1,
  };
  work.write(work.read.insertInto('directory_groups').values(row));
  return row;
}

async function columnsOf(
  work: Work,
  storeId: string,
  groupId: string | undefined,
  { DisplayName: name, Description: description }: GroupAttributes,
): Promise<Pick<GroupRow, 'display_name' | 'display_name_key' | 'description'>> {
  if (name === undefined) throw invalid('displayName is a required attribute');
  refuseReserved(name);
  const holder = await findGroupByName(work, storeId, name);
  if (holder && holder.group_id !== groupId) throw duplicate('Duplicate GroupDisplayName');
  return {
    display_name: name,
    display_name_key: directoryKey(name),
    description: description ?? null,
  };
}

/** Changes attributes by the operations of UpdateGroup. Throws ConflictException, ValidationException. */
export async function updateGroup(
  work: Work,
  group: GroupRow,
  operations: readonly AttributeOperation[],
  by: string,
): Promise<void> {
  const { store_id: storeId, group_id: groupId } = group;
  const ids = (await externalIdsOf(work, [groupId])).get(groupId);
  const before: GroupAttributes = {
    DisplayName: group.display_name,
    Description: group.description ?? undefined,
    ExternalIds: ids,
  };
  const after = applyOperations(groupSchema, before, operations);
  const columns = await columnsOf(work, storeId, groupId, after);
  work.write(
    work.read
      .updateTable('directory_groups')
      .set((e) => ({
        ...columns,
        updated_at: work.now,
        updated_by: by,
        row_version: e('row_version', '+', 1),
      }))
      .where('account_id', '=', work.account)
      .where('group_id', '=', groupId)
      .where('row_version', '=', group.row_version),
  );
  if (after.ExternalIds !== ids) {
    await setExternalIds(work, { storeId, type: 'GROUP', id: groupId }, after.ExternalIds ?? []);
  }
}

/**
 * Deletes a group with its memberships. Its assignments stay and give nothing to anybody: a new group
 * of the name has another id (R031, R032).
 */
export async function deleteGroup(work: Work, group: GroupRow): Promise<void> {
  const { group_id: groupId } = group;
  const members = await work.read
    .selectFrom('directory_memberships')
    .select('user_id')
    .where('account_id', '=', work.account)
    .where('group_id', '=', groupId)
    .execute();
  work.write(
    work.read
      .deleteFrom('directory_memberships')
      .where('account_id', '=', work.account)
      .where('group_id', '=', groupId),
    members.length,
  );
  removeExternalIds(work, groupId);
  work.write(
    work.read
      .deleteFrom('directory_groups')
      .where('account_id', '=', work.account)
      .where('group_id', '=', groupId)
      .where('row_version', '=', group.row_version),
  );
  for (const { user_id } of members) work.changed(workforceUserEntity(user_id));
}
