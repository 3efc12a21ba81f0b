import { uniqueId } from '../../base/ids.ts';
import { userEntity } from '../entities.ts';
import { deleteAllTags } from '../tags.ts';
import type { Work } from '../work.ts';
import { countOwned, refuseWithPolicies } from './dependents.ts';
import { alreadyExists, deleteConflict, noSuchUser, quotaExceeded } from './errors.ts';
import { cutPage, type Page, type PageRequest, pageLimit, pageStart } from './paging.ts';
import { pathStartsWith } from './paths.ts';
import { quotas } from './quotas.ts';

/** A user as its row has it. */
export interface UserRow {
  readonly user_id: string;
  readonly name: string;
  readonly name_key: string;
  readonly path: string;
  readonly created_at: number;
  readonly boundary_arn: string | null;
  readonly password_last_used_at: number | null;
  readonly row_version: number;
}

const COLUMNS = [
  'user_id',
  'name',
  'name_key',
  'path',
  'created_at',
  'boundary_arn',
  'password_last_used_at',
  'row_version',
] as const;

/** The user of that name, whatever the case of its letters, or undefined. */
export async function findUser(work: Work, name: string): Promise<UserRow | undefined> {
  return await work.read
    .selectFrom('iam_users')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('name_key', '=', name.toLowerCase())
    .executeTakeFirst();
}

/** The user of that name; throws NoSuchEntity. */
export async function getUser(work: Work, name: string): Promise<UserRow> {
  const user = await findUser(work, name);
  if (!user) throw noSuchUser(name);
  return user;
}

/** The user with that unique id, or undefined. */
export async function findUserById(work: Work, userId: string): Promise<UserRow | undefined> {
  return await work.read
    .selectFrom('iam_users')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('user_id', '=', userId)
    .executeTakeFirst();
}

/** Users under a path prefix, by name. */
export async function listUsers(
  work: Work,
  request: PageRequest & { PathPrefix?: string | undefined },
): Promise<Page<UserRow>> {
  const rows = await work.read
    .selectFrom('iam_users')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('name_key', '>', pageStart(request))
    .where(pathStartsWith(request.PathPrefix))
    .orderBy('name_key')
    .limit(pageLimit(request))
    .execute();
  return cutPage(rows, request, (row) => row.name_key);
}

/** Creates a user; throws EntityAlreadyExists or LimitExceeded. Tags and boundary are set apart. */
export async function createUser(
  work: Work,
  input: { name: string; path: string; boundaryArn: string | null },
): Promise<UserRow> {
  if (await findUser(work, input.name)) throw userExists(input.name);
  const limit = quotas.usersPerAccount;
  if ((await countUsers(work)) >= limit) throw quotaExceeded('UsersPerAccount', limit);
  const row = {
    user_id: uniqueId('AIDA', work.random),
    name: input.name,
    name_key: input.name.toLowerCase(),
    path: input.path,
    created_at: work.now,
    boundary_arn: input.boundaryArn,
  };
  work.write(work.read.insertInto('iam_users').values({ account_id: work.account, ...row }));
  work.changed(userEntity(row.user_id));
  return { ...row, password_last_used_at: null, row_version: 1 };
}

function userExists(name: string): Error {
  return alreadyExists(`User with name ${name} already exists.`);
}

/**
 * Gives the user another name or path; throws EntityAlreadyExists. The unique id stays, and with it
 * everything that hangs on the user and the trust of roles that name it; policies that name the old
 * ARN as a resource no longer match.
 */
export async function renameUser(
  work: Work,
  user: UserRow,
  to: { name?: string | undefined; path?: string | undefined },
): Promise<void> {
  const name = to.name ?? user.name;
  const holder = await findUser(work, name);
  if (holder && holder.user_id !== user.user_id) throw userExists(name);
  work.write(
    work.read
      .updateTable('iam_users')
      .set((e) => ({
        name,
        name_key: name.toLowerCase(),
        path: to.path ?? user.path,
        row_version: e('row_version', '+', 1),
      }))
      .where('account_id', '=', work.account)
      .where('user_id', '=', user.user_id)
      .where('row_version', '=', user.row_version),
  );
  work.changed(userEntity(user.user_id));
}

/** Deletes a user that nothing hangs on any more; throws DeleteConflict. */
export async function deleteUser(work: Work, user: UserRow): Promise<void> {
  if (await isMember(work, user)) throw deleteConflict('remove users from group');
  await refuseWithPolicies(work, user.user_id);
  if (await hasPassword(work, user)) throw deleteConflict('delete login profile');
  if ((await countOwned(work, 'access_keys', user.user_id)) > 0) {
    throw deleteConflict('delete access keys');
  }
  if ((await countOwned(work, 'mfa_devices', user.user_id)) > 0) {
    throw deleteConflict('delete MFA device');
  }
  deleteAllTags(work, user.user_id);
  work.write(
    work.read
      .deleteFrom('iam_users')
      .where('account_id', '=', work.account)
      .where('user_id', '=', user.user_id)
      .where('row_version', '=', user.row_version),
  );
  work.changed(userEntity(user.user_id));
}

async function isMember(work: Work, user: UserRow): Promise<boolean> {
  const row = await work.read
    .selectFrom('iam_group_members')
    .select('group_id')
    .where('account_id', '=', work.account)
    .where('user_id', '=', user.user_id)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function hasPassword(work: Work, user: UserRow): Promise<boolean> {
  const row = await work.read
    .selectFrom('iam_users')
    .select('user_id')
    .where('account_id', '=', work.account)
    .where('user_id', '=', user.user_id)
    .where('password', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many users the account has. */
export async function countUsers(work: Work): Promise<number> {
  const { count } = await work.read
    .selectFrom('iam_users')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('account_id', '=', work.account)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Raises the user's row version, guarded by the version that was read: every change of a user or
 * of what hangs on it goes through here, so that two changes decided from one state do not both
 * commit.
 */
export function touchUser(work: Work, user: UserRow): void {
  work.write(
    work.read
      .updateTable('iam_users')
      .set((e) => ({ row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', work.account)
      .where('user_id', '=', user.user_id)
      .where('row_version', '=', user.row_version),
  );
  work.changed(userEntity(user.user_id));
}
