import type { Selectable } from 'kysely';
import type { DirectoryUserTable } from '../../store/index.ts';
import { workforceUserEntity } from '../entities.ts';
import { removeDevicesOf } from '../mfa/remove.ts';
import type { Page } from '../page.ts';
import type { Work } from '../work.ts';
import { type AttributeOperation, applyOperations } from './attribute-changes.ts';
import { userSchema } from './attribute-schema.ts';
import { attributesOf, columnsOf, type UserAttributes } from './attributes.ts';
import { endAccess } from './end-access.ts';
import { duplicate, notFound } from './errors.ts';
import { externalIdsOf, removeExternalIds, setExternalIds } from './external-ids.ts';
import { directoryId } from './ids.ts';
import { directoryKey } from './keys.ts';
import { cutPage, type PageRequest, pageLimit, pageStart } from './paging.ts';

/** A user as its row has it. */
export type UserRow = Selectable<DirectoryUserTable>;

/** Users of one store: every read of users begins here, so that none leaves its scope. */
function usersOf(work: Work, storeId: string) {
  return work.read
    .selectFrom('directory_users')
    .selectAll()
    .where('account_id', '=', work.account)
    .where('store_id', '=', storeId);
}

/** The user of that id, or undefined. */
export async function findUser(
  work: Work,
  storeId: string,
  userId: string,
): Promise<UserRow | undefined> {
  return await usersOf(work, storeId).where('user_id', '=', userId).executeTakeFirst();
}

/** The user of that id; throws ResourceNotFoundException. */
export async function getUser(work: Work, storeId: string, userId: string): Promise<UserRow> {
  const user = await findUser(work, storeId, userId);
  if (!user) throw notFound('USER', userId);
  return user;
}

/** The user of that name, whatever the case of its letters, or undefined. One read. */
export async function findUserByName(
  work: Work,
  storeId: string,
  userName: string,
): Promise<UserRow | undefined> {
  return await usersOf(work, storeId)
    .where('user_name_key', '=', directoryKey(userName))
    .executeTakeFirst();
}

/** The user with that e-mail address, or undefined. */
export async function findUserByEmail(
  work: Work,
  storeId: string,
  email: string,
): Promise<UserRow | undefined> {
  return await usersOf(work, storeId)
    .where('email_key', '=', directoryKey(email))
    .executeTakeFirst();
}

/** Users in the order of their names. */
export async function listUsers(
  work: Work,
  storeId: string,
  request: PageRequest,
): Promise<Page<UserRow>> {
  const listing = `users ${storeId}`;
  const rows = await usersOf(work, storeId)
    .where('user_name_key', '>', pageStart(request, listing))
    .orderBy('user_name_key')
    .limit(pageLimit(request))
    .execute();
  return cutPage(rows, request, listing, (row) => row.user_name_key);
}

/** Refuses what another user of the store has already (R021). */
async function refuseTaken(
  work: Work,
  storeId: string,
  userId: string | undefined,
  { user_name, email }: Pick<UserRow, 'user_name' | 'email'>,
): Promise<void> {
  const named = await findUserByName(work, storeId, user_name);
  if (named && named.user_id !== userId) throw duplicate('Duplicate UserName');
  const mailed = email === null ? undefined : await findUserByEmail(work, storeId, email);
  if (mailed && mailed.user_id !== userId) throw duplicate('Duplicate Email');
}

/**
 * Creates a user, enabled and without a password. Throws ConflictException, ValidationException.
 *
 * @param by the ARN of who asked
 */
export async function createUser(
  work: Work,
  storeId: string,
  attributes: UserAttributes,
  by: string,
): Promise<UserRow> {
  const columns = columnsOf(attributes);
  await refuseTaken(work, storeId, undefined, columns);
  const row: UserRow = {
    account_id: work.account,
    store_id: storeId,
    user_id: directoryId(work, storeId),
    ...columns,
    email_verified: 0,
    status: 'ENABLED',
    password: null,
    password_state: 'none',
    password_changed_at: null,
    password_expires_at: null,
    earlier_passwords: '[]',
    created_at: work.now,
    created_by: by,
    updated_at: work.now,
    updated_by: by,
    last_sign_in_at: null,
    row_version: 1,
  };
  work.write(work.read.insertInto('directory_users').values(row));
  const owner = { storeId, type: 'USER', id: row.user_id } as const;
  if (attributes.ExternalIds) await setExternalIds(work, owner, attributes.ExternalIds);
  work.changed(workforceUserEntity(row.user_id));
  return row;
}

/**
 * Changes attributes by the operations of UpdateUser. Another e-mail address has to be verified anew.
 * Throws ConflictException, ValidationException.
 */
export async function updateUser(
  work: Work,
  user: UserRow,
  operations: readonly AttributeOperation[],
  by: string,
): Promise<void> {
  const { store_id: storeId, user_id: userId } = user;
  const ids = (await externalIdsOf(work, [userId])).get(userId);
  const before: UserAttributes = { ...attributesOf(user), ...(ids && { ExternalIds: ids }) };
  const after = applyOperations(userSchema, before, operations);
  const columns = columnsOf(after);
  await refuseTaken(work, storeId, userId, columns);
  const sameAddress = columns.email === user.email;
  changeUser(work, user, {
    ...columns,
    email_verified: sameAddress ? user.email_verified : 0,
    updated_at: work.now,
    updated_by: by,
  });
  if (after.ExternalIds !== before.ExternalIds) {
    const owner = { storeId, type: 'USER', id: userId } as const;
    await setExternalIds(work, owner, after.ExternalIds ?? []);
  }
}

/**
 * Changes columns of a user's row, guarded by the version that was read: two changes decided from one
 * state do not both commit.
 */
export function changeUser(work: Work, user: UserRow, set: Partial<UserRow>): void {
  work.write(
    work.read
      .updateTable('directory_users')
      .set((e) => ({ ...set, row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', work.account)
      .where('user_id', '=', user.user_id)
      .where('row_version', '=', user.row_version),
  );
  work.changed(workforceUserEntity(user.user_id));
}

/**
 * Lets a user in or keeps them out. Disabled, all that they are signed in with ends at once; their
 * password, devices and assignments stay.
 */
export async function setUserStatus(
  work: Work,
  user: UserRow,
  status: UserRow['status'],
  by: string,
): Promise<void> {
  if (user.status === status) return;
  changeUser(work, user, { status, updated_at: work.now, updated_by: by });
  if (status === 'DISABLED') await endAccess(work, user.user_id);
}

/**
 * Deletes a user with memberships, devices, links, external ids and sessions. Its assignments stay and
 * give nothing to anybody: a new user of the name has another id (R031, R032).
 */
export async function deleteUser(work: Work, user: UserRow): Promise<void> {
  const { user_id: userId } = user;
  await endAccess(work, userId);
  await removeDevicesOf(work, userId);
  for (const table of ['directory_memberships', 'directory_links', 'portal_favourites'] as const) {
    work.write(
      work.read
        .deleteFrom(table)
        .where('account_id', '=', work.account)
        .where('user_id', '=', userId),
      'any',
    );
  }
  removeExternalIds(work, userId);
  work.write(
    work.read
      .deleteFrom('directory_users')
      .where('account_id', '=', work.account)
      .where('user_id', '=', userId)
      .where('row_version', '=', user.row_version),
  );
  work.changed(workforceUserEntity(userId));
}
