import { iamArn, isAccountId, rootArn } from '../../base/arn.ts';
import { mailAddressKey } from '../../base/mail.ts';
import { workforceUserArn } from '../directory/arns.ts';
import type { Work } from '../work.ts';
import type { Claimed, ClaimedWorkforce } from './flow-state.ts';
import {
  findWorkforceById,
  findWorkforcePerson,
  type SignInWorkforceUser,
} from './workforce-person.ts';

/** The account as a sign-in sees it. */
export interface SignInAccount {
  readonly account_id: string;
  readonly name: string;
  readonly email: string;
  readonly email_key: string;
  readonly alias: string | null;
  readonly state: 'ACTIVE' | 'SUSPENDED' | 'CLOSED';
  readonly root_password: string | null;
  readonly password_policy: string | null;
  readonly created_at: number;
  readonly row_version: number;
}

/** The IAM user as a sign-in sees it. */
export interface SignInUser {
  readonly user_id: string;
  readonly name: string;
  readonly name_key: string;
  readonly path: string;
  readonly created_at: number;
  readonly boundary_arn: string | null;
  readonly password: string | null;
  readonly password_reset_required: number;
  readonly password_changed_at: number | null;
  readonly password_last_used_at: number | null;
  readonly row_version: number;
}

/** Who was found behind what somebody typed. */
export interface FoundPerson {
  readonly claimed: Claimed;
  readonly account: SignInAccount | undefined;
  /** The IAM user; undefined for everybody else, and where there is none. */
  readonly user: SignInUser | undefined;
  /** The workforce user; undefined for everybody else, and where there is none. */
  readonly workforce?: SignInWorkforceUser | undefined;
}

const ACCOUNT = [
  'account_id',
  'name',
  'email',
  'email_key',
  'alias',
  'state',
  'root_password',
  'password_policy',
  'created_at',
  'row_version',
] as const;

const USER = [
  'user_id',
  'name',
  'name_key',
  'path',
  'created_at',
  'boundary_arn',
  'password',
  'password_reset_required',
  'password_changed_at',
  'password_last_used_at',
  'row_version',
] as const;

/**
 * Looks the person up. The reads are the same whoever exists: time must not tell. Accounts are
 * looked for across the installation, since nobody is known yet.
 */
export async function findPerson({ read }: Work, claimed: Claimed): Promise<FoundPerson> {
  const [column, value] = accountKey(claimed);
  const account = await read
    .selectFrom('accounts')
    .select(ACCOUNT)
    .where(column, '=', value)
    .executeTakeFirst();
  if (claimed.kind === 'workforce') {
    const workforce = await findWorkforcePerson(read, claimed);
    return { claimed, account, user: undefined, workforce };
  }
  const user = await read
    .selectFrom('iam_users')
    .select(USER)
    .where('account_id', '=', account?.account_id ?? '')
    .where('name_key', '=', claimed.kind === 'user' ? claimed.userName.toLowerCase() : '')
    .executeTakeFirst();
  return { claimed, account, user };
}

function accountKey(claimed: Claimed): ['email_key' | 'account_id' | 'alias', string] {
  if (claimed.kind === 'root') return ['email_key', mailAddressKey(claimed.email)];
  return [isAccountId(claimed.account) ? 'account_id' : 'alias', claimed.account];
}

/** The stored password of whoever was found. */
export function passwordHashOf({
  claimed,
  account,
  user,
  workforce,
}: FoundPerson): string | undefined {
  const own = user?.password ?? workforce?.password;
  const hash = claimed.kind === 'root' ? account?.root_password : own;
  return hash ?? undefined;
}

/** The ARN of whoever was found. */
export function arnOf({ claimed, account, user, workforce }: FoundPerson): string | undefined {
  if (!account) return undefined;
  if (claimed.kind === 'root') return rootArn(account.account_id);
  if (claimed.kind === 'workforce') return workforce && workforceUserArn(workforce.user_id);
  return user && iamArn(account.account_id, 'user', user.path, user.name);
}

/** The unique id by which sessions and MFA devices of whoever was found are kept. */
export function ownerIdOf({ account, user, workforce }: FoundPerson): string {
  return user?.user_id ?? workforce?.user_id ?? account?.account_id ?? '';
}

/** A workforce user of a known id with the account of the instance, as `findPerson` answers them. */
export async function workforceById(
  { read }: Work,
  claimed: ClaimedWorkforce,
  userId: string,
): Promise<FoundPerson> {
  const account = await read
    .selectFrom('accounts')
    .select(ACCOUNT)
    .where('account_id', '=', claimed.account)
    .executeTakeFirst();
  const workforce = await findWorkforceById(read, claimed, userId);
  return { claimed, account, user: undefined, workforce };
}
