import type { DirectoryUserTable } from '../../store/index.ts';
import { directoryKey } from '../directory/keys.ts';
import type { Work } from '../work.ts';
import type { ClaimedWorkforce } from './flow-state.ts';

/** The workforce user as a sign-in sees it. */
export type SignInWorkforceUser = Pick<DirectoryUserTable, (typeof USER)[number]> & {
  readonly row_version: number;
  readonly email_verified: number;
};

const USER = [
  'user_id',
  'store_id',
  'user_name',
  'display_name',
  'email',
  'status',
  'password',
  'password_state',
  'password_expires_at',
  'earlier_passwords',
] as const;

/** Looks a workforce user up in the directory of the portal: one read, whoever exists. */
export async function findWorkforcePerson(
  read: Work['read'],
  { account, identityStoreId, userName }: ClaimedWorkforce,
): Promise<SignInWorkforceUser | undefined> {
  return await read
    .selectFrom('directory_users')
    .select([...USER, 'email_verified', 'row_version'])
    .where('account_id', '=', account)
    .where('store_id', '=', identityStoreId)
    .where('user_name_key', '=', directoryKey(userName))
    .executeTakeFirst();
}

/** The workforce user of an id, in the directory of the portal. */
export async function findWorkforceById(
  read: Work['read'],
  { account, identityStoreId }: ClaimedWorkforce,
  userId: string,
): Promise<SignInWorkforceUser | undefined> {
  return await read
    .selectFrom('directory_users')
    .select([...USER, 'email_verified', 'row_version'])
    .where('account_id', '=', account)
    .where('store_id', '=', identityStoreId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
}
