import type { Tag } from '../tags.ts';
import type { Work } from '../work.ts';
import type { InstanceProfileRow } from './instance-profiles.ts';

/** What hangs on several entities at once, by the unique id of the entity it hangs on. */
export type ByOwner<Item> = ReadonlyMap<string, readonly Item[]>;

function byOwner<Row extends { readonly owner_id: string }, Item>(
  rows: readonly Row[],
  itemOf: (row: Row) => Item,
): ByOwner<Item> {
  const groups = new Map<string, Item[]>();
  for (const row of rows) {
    const items = groups.get(row.owner_id);
    if (items) items.push(itemOf(row));
    else groups.set(row.owner_id, [itemOf(row)]);
  }
  return groups;
}

/** The inline policies of users, groups or roles, by name. */
export async function inlinePoliciesOf(
  work: Work,
  ownerIds: readonly string[],
): Promise<ByOwner<{ readonly name: string; readonly document: string }>> {
  if (ownerIds.length === 0) return new Map();
  const rows = await work.read
    .selectFrom('iam_inline_policies')
    .select(['owner_id', 'name', 'document'])
    .where('account_id', '=', work.account)
    .where('owner_id', 'in', ownerIds)
    .orderBy('name')
    .execute();
  return byOwner(rows, ({ name, document }) => ({ name, document }));
}

/** The ARNs of the managed policies attached to users, groups or roles. */
export async function attachmentsOf(
  work: Work,
  ownerIds: readonly string[],
): Promise<ByOwner<string>> {
  if (ownerIds.length === 0) return new Map();
  const rows = await work.read
    .selectFrom('iam_attachments')
    .select(['owner_id', 'policy_arn'])
    .where('account_id', '=', work.account)
    .where('owner_id', 'in', ownerIds)
    .orderBy('policy_arn')
    .execute();
  return byOwner(rows, (row) => row.policy_arn);
}

/** The tags of several entities, by key. */
export async function tagsOfAll(work: Work, ownerIds: readonly string[]): Promise<ByOwner<Tag>> {
  if (ownerIds.length === 0) return new Map();
  const rows = await work.read
    .selectFrom('iam_tags')
    .select(['owner_id', 'key', 'value'])
    .where('account_id', '=', work.account)
    .where('owner_id', 'in', ownerIds)
    .orderBy('key_key')
    .execute();
  return byOwner(rows, ({ key, value }) => ({ Key: key, Value: value }));
}

/** The names of the groups that users are in. */
export async function groupNamesOf(
  work: Work,
  userIds: readonly string[],
): Promise<ByOwner<string>> {
  if (userIds.length === 0) return new Map();
  const rows = await work.read
    .selectFrom('iam_group_members as m')
    .innerJoin('iam_groups as g', (join) =>
      join.onRef('g.account_id', '=', 'm.account_id').onRef('g.group_id', '=', 'm.group_id'),
    )
    .select(['m.user_id as owner_id', 'g.name'])
    .where('m.account_id', '=', work.account)
    .where('m.user_id', 'in', userIds)
    .orderBy('g.name_key')
    .execute();
  return byOwner(rows, (row) => row.name);
}

/** A version of a customer managed policy. */
export interface OwnedVersion {
  readonly version: number;
  readonly document: string;
  readonly created_at: number;
}

/** The versions of customer managed policies, newest first. */
export async function versionsOf(
  work: Work,
  policyIds: readonly string[],
): Promise<ByOwner<OwnedVersion>> {
  if (policyIds.length === 0) return new Map();
  const rows = await work.read
    .selectFrom('iam_policy_versions')
    .select(['policy_id as owner_id', 'version', 'document', 'created_at'])
    .where('account_id', '=', work.account)
    .where('policy_id', 'in', policyIds)
    .orderBy('version', 'desc')
    .execute();
  return byOwner(rows, ({ version, document, created_at }) => ({ version, document, created_at }));
}

/** The instance profiles that roles are in, by name. */
export async function instanceProfilesOf(
  work: Work,
  roleIds: readonly string[],
): Promise<ByOwner<InstanceProfileRow>> {
  if (roleIds.length === 0) return new Map();
  const rows = await work.read
    .selectFrom('iam_instance_profiles')
    .select(['profile_id', 'name', 'name_key', 'path', 'created_at', 'role_id', 'row_version'])
    .where('account_id', '=', work.account)
    .where('role_id', 'in', roleIds)
    .orderBy('name_key')
    .execute();
  const owned = rows.map((row) => ({ owner_id: row.role_id ?? '', row }));
  return byOwner(owned, ({ row }) => row);
}
