import { randomAccountId } from '../../base/ids.ts';
import { mailAddressKey } from '../../base/mail.ts';
import { ACCOUNT_ENTITY } from '../entities.ts';
import type { Work } from '../work.ts';

/**
 * domain/accounts: accounts and their root users. Owns account rows, e-mail uniqueness and root
 * passwords. Does not own membership in an organization (domain/organizations) nor IAM (domain/iam).
 */

/** An account as its row has it. */
export interface AccountRow {
  readonly account_id: string;
  readonly name: string;
  readonly email: string;
  readonly state: 'ACTIVE' | 'SUSPENDED' | 'CLOSED';
  readonly alias: string | null;
  readonly created_at: number;
  readonly organization_id: string | null;
  readonly joined_method: 'CREATED' | 'INVITED' | null;
  readonly joined_at: number | null;
  /** When it was closed, in milliseconds; null while it is open. */
  readonly closed_at: number | null;
  readonly row_version: number;
}

/** The columns of an `AccountRow`. */
export const ACCOUNT_COLUMNS = [
  'account_id',
  'name',
  'email',
  'state',
  'alias',
  'created_at',
  'organization_id',
  'joined_method',
  'joined_at',
  'closed_at',
  'row_version',
] as const;

/** The account of that id, or undefined. Looks across accounts: the id is the scope. */
export async function findAccount(work: Work, account: string): Promise<AccountRow | undefined> {
  return await work.read
    .selectFrom('accounts')
    .select(ACCOUNT_COLUMNS)
    .where('account_id', '=', account)
    .executeTakeFirst();
}

/** R241: one e-mail address belongs to one account; the case of its letters makes no difference. */
export async function emailIsTaken(work: Work, email: string): Promise<boolean> {
  const row = await work.read
    .selectFrom('accounts')
    .select('account_id')
    .where('email_key', '=', mailAddressKey(email))
    .executeTakeFirst();
  return row !== undefined;
}

/** What a new account begins with. */
export interface NewAccount {
  readonly accountId?: string;
  readonly name: string;
  readonly email: string;
  /** The organization that it is made in, and where it stands there. */
  readonly membership?: { readonly organizationId: string; readonly parentId: string };
  readonly rootPassword?: string;
}

/** Adds an account and answers its id. The e-mail address must have been checked. */
export function createAccount(work: Work, input: NewAccount): string {
  const accountId = input.accountId ?? randomAccountId(work.random);
  const { membership } = input;
  work.write(
    work.read.insertInto('accounts').values({
      account_id: accountId,
      name: input.name,
      email: input.email,
      email_key: mailAddressKey(input.email),
      state: 'ACTIVE',
      created_at: work.now,
      organization_id: membership?.organizationId ?? null,
      parent_id: membership?.parentId ?? null,
      joined_method: membership ? 'CREATED' : null,
      joined_at: membership ? work.now : null,
      root_password: input.rootPassword ?? null,
      root_password_changed_at: input.rootPassword === undefined ? null : work.now,
    }),
  );
  work.changed(ACCOUNT_ENTITY, accountId);
  return accountId;
}

/** Sets or replaces the root user's password (a PHC string). */
export function setRootPassword(work: Work, account: string, rootPassword: string): void {
  work.write(
    work.read
      .updateTable('accounts')
      .set((e) => ({
        root_password: rootPassword,
        root_password_changed_at: work.now,
        row_version: e('row_version', '+', 1),
      }))
      .where('account_id', '=', account),
  );
  work.changed(ACCOUNT_ENTITY, account);
}

/** When the root user's password was set last (milliseconds); undefined when that is not known. */
export async function rootPasswordTime(
  { read }: Work,
  account: string,
): Promise<number | undefined> {
  const row = await read
    .selectFrom('accounts')
    .select('root_password_changed_at')
    .where('account_id', '=', account)
    .executeTakeFirst();
  const time = row?.root_password_changed_at ?? undefined;
  return time === undefined ? undefined : Number(time);
}
