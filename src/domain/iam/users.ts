import { uniqueId } from '../../base/ids.ts';
import { userEntity } from '../entities.ts';
import type { Work } from '../work.ts';
import { alreadyExists, noSuchUser, quotaExceeded } from './errors.ts';
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
  if (await findUser(work, input.name)) {
    throw alreadyExists(`User with name ${input.name} already exists.`);
  }
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
