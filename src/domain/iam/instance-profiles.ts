import { uniqueId } from '../../base/ids.ts';
import { deleteAllTags } from '../tags.ts';
import type { Work } from '../work.ts';
import {
  alreadyExists,
  deleteConflict,
  noSuchEntity,
  noSuchInstanceProfile,
  quotaExceeded,
} from './errors.ts';
import { cutPage, type Page, type PageRequest, pageLimit, pageStart } from './paging.ts';
import { pathStartsWith } from './paths.ts';
import { quotas } from './quotas.ts';
import { findRoleById, type RoleRow, touchRole } from './roles.ts';

/** An instance profile as its row has it: a named place for one role. */
export interface InstanceProfileRow {
  readonly profile_id: string;
  readonly name: string;
  readonly name_key: string;
  readonly path: string;
  readonly created_at: number;
  readonly role_id: string | null;
  readonly row_version: number;
}

const COLUMNS = [
  'profile_id',
  'name',
  'name_key',
  'path',
  'created_at',
  'role_id',
  'row_version',
] as const;

/** The instance profile of that name, whatever the case of its letters, or undefined. */
export async function findInstanceProfile(
  work: Work,
  name: string,
): Promise<InstanceProfileRow | undefined> {
  return await work.read
    .selectFrom('iam_instance_profiles')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('name_key', '=', name.toLowerCase())
    .executeTakeFirst();
}

/** The instance profile of that name; throws NoSuchEntity. */
export async function getInstanceProfile(work: Work, name: string): Promise<InstanceProfileRow> {
  const profile = await findInstanceProfile(work, name);
  if (!profile) throw noSuchInstanceProfile(name);
  return profile;
}

/** Instance profiles under a path prefix or of one role, by name. */
export async function listInstanceProfiles(
  work: Work,
  request: PageRequest & { PathPrefix?: string | undefined },
  role?: RoleRow,
): Promise<Page<InstanceProfileRow>> {
  const all = work.read
    .selectFrom('iam_instance_profiles')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('name_key', '>', pageStart(request))
    .where(pathStartsWith(request.PathPrefix))
    .orderBy('name_key')
    .limit(pageLimit(request));
  const rows = await (role ? all.where('role_id', '=', role.role_id) : all).execute();
  return cutPage(rows, request, (row) => row.name_key);
}

/** Creates an instance profile without a role; throws EntityAlreadyExists or LimitExceeded. */
export async function createInstanceProfile(
  work: Work,
  input: { name: string; path: string },
): Promise<InstanceProfileRow> {
  if (await findInstanceProfile(work, input.name)) {
    throw alreadyExists(`Instance Profile ${input.name} already exists.`);
  }
  const limit = quotas.instanceProfilesPerAccount;
  if ((await countInstanceProfiles(work)) >= limit) {
    throw quotaExceeded('InstanceProfilesPerAccount', limit);
  }
  const row = {
    profile_id: uniqueId('AIPA', work.random),
    name: input.name,
    name_key: input.name.toLowerCase(),
    path: input.path,
    created_at: work.now,
    role_id: null,
  };
  work.write(
    work.read.insertInto('iam_instance_profiles').values({ account_id: work.account, ...row }),
  );
  return { ...row, row_version: 1 };
}

async function countInstanceProfiles(work: Work): Promise<number> {
  const { count } = await work.read
    .selectFrom('iam_instance_profiles')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('account_id', '=', work.account)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The role in the instance profile, or undefined. */
export async function roleIn(
  work: Work,
  profile: InstanceProfileRow,
): Promise<RoleRow | undefined> {
  return profile.role_id === null ? undefined : await findRoleById(work, profile.role_id);
}

/** Puts a role into an empty instance profile; throws LimitExceeded when there is one in it. */
export function addRole(work: Work, profile: InstanceProfileRow, role: RoleRow): void {
  if (profile.role_id !== null) throw quotaExceeded('InstanceSessionsPerInstanceProfile', 1);
  touchInstanceProfile(work, profile, { role_id: role.role_id });
  touchRole(work, role);
}

/** Takes the role out of the instance profile; throws NoSuchEntity when it is not in it. */
export function removeRole(work: Work, profile: InstanceProfileRow, role: RoleRow): void {
  if (profile.role_id !== role.role_id) {
    throw noSuchEntity(`Role ${role.name} is not in instance profile ${profile.name}.`);
  }
  touchInstanceProfile(work, profile, { role_id: null });
  touchRole(work, role);
}

/** Deletes an instance profile that has no role; throws DeleteConflict. */
export function deleteInstanceProfile(work: Work, profile: InstanceProfileRow): void {
  if (profile.role_id !== null) throw deleteConflict('remove roles from instance profile');
  deleteAllTags(work, profile.profile_id);
  work.write(
    work.read
      .deleteFrom('iam_instance_profiles')
      .where('account_id', '=', work.account)
      .where('profile_id', '=', profile.profile_id)
      .where('row_version', '=', profile.row_version),
  );
}

/** Raises the row version, guarded by the version that was read, and changes the members given. */
export function touchInstanceProfile(
  work: Work,
  profile: InstanceProfileRow,
  change: { readonly role_id?: string | null } = {},
): void {
  work.write(
    work.read
      .updateTable('iam_instance_profiles')
      .set((e) => ({ ...change, row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', work.account)
      .where('profile_id', '=', profile.profile_id)
      .where('row_version', '=', profile.row_version),
  );
}
