import { uniqueId } from '../../base/ids.ts';
import { createAccount } from '../accounts/accounts.ts';
import { keyEntity, userEntity } from '../entities.ts';
import type { Work } from '../work.ts';

/**
 * domain/installation: what an installation begins with. Owns: the key ring's place in the store,
 * the management account of the first start, set-up links, first administrators. Does not own:
 * accounts in general (domain/accounts), users (domain/iam).
 */

const MANAGEMENT_ACCOUNT = 'management-account';
export const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess';
/** The IAM user that automation is given at the first start. */
export const BOOTSTRAP_USER = 'bootstrap-admin';

/** The management account's id, or undefined before the first start. */
export async function findManagementAccount(work: Work): Promise<string | undefined> {
  const row = await work.read
    .selectFrom('settings')
    .select('value')
    .where('name', '=', MANAGEMENT_ACCOUNT)
    .executeTakeFirst();
  return row?.value;
}

/** What the first start may be told. */
export interface FirstStart {
  readonly accountId: string;
  readonly email: string;
  /** A PHC string. */
  readonly rootPassword: string | undefined;
}

/**
 * Makes the management account. Another node that does the same at the same time loses the race for
 * the setting, and its plan is not kept.
 */
export function createManagementAccount(work: Work, first: FirstStart): void {
  work.write(
    work.read.insertInto('settings').values({ name: MANAGEMENT_ACCOUNT, value: first.accountId }),
  );
  createAccount(work, {
    accountId: first.accountId,
    name: 'Management account',
    email: first.email,
    ...(first.rootPassword === undefined ? {} : { rootPassword: first.rootPassword }),
  });
}

/** An access key that was chosen outside, already sealed. */
export interface ChosenAccessKey {
  readonly accessKeyId: string;
  readonly sealedSecret: string;
}

/**
 * Adds an IAM user with AdministratorAccess and an access key to the work's account. The account
 * must not have a user of that name.
 */
export function createAdministrator(work: Work, userName: string, key: ChosenAccessKey): void {
  const userId = uniqueId('AIDA', work.random);
  const account_id = work.account;
  work.write(
    work.read.insertInto('iam_users').values({
      account_id,
      user_id: userId,
      name: userName,
      name_key: userName.toLowerCase(),
      path: '/',
      created_at: work.now,
    }),
  );
  work.write(
    work.read.insertInto('iam_attachments').values({
      account_id,
      owner_id: userId,
      policy_arn: ADMINISTRATOR_ACCESS,
      attached_at: work.now,
    }),
  );
  work.write(
    work.read.insertInto('access_keys').values({
      account_id,
      access_key_id: key.accessKeyId,
      owner_id: userId,
      status: 'Active',
      secret: key.sealedSecret,
      created_at: work.now,
    }),
  );
  work.changed(userEntity(userId));
  work.changed(keyEntity(key.accessKeyId));
}
