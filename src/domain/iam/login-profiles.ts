import { userEntity } from '../entities.ts';
import type { Work } from '../work.ts';
import type { AccountRow } from './account.ts';
import { alreadyExists, noSuchEntity } from './errors.ts';
import { customPasswordPolicy } from './password-policy.ts';
import { passwordPolicyViolation, refuseWeakPassword } from './password-rules.ts';
import type { UserRow } from './users.ts';

/** A user's login profile: what the row has beside `UserRow` about its password. */
export interface LoginProfile {
  /** A PHC string. */
  readonly password: string;
  /** The PHC strings of earlier passwords, newest first. */
  readonly history: readonly string[];
  readonly resetRequired: boolean;
  readonly createdAt: number;
}

/** Hashing and comparing passwords; both are slow by design. */
export interface PasswordHashing {
  hash(password: string): Promise<string>;
  verify(password: string, phc: string): Promise<boolean>;
}

/** The most passwords that a policy can forbid to use again, and so the most that are kept. */
const LONGEST_HISTORY = 24;

/** The user's login profile, or undefined when it has no password. */
export async function findLoginProfile(
  work: Work,
  user: UserRow,
): Promise<LoginProfile | undefined> {
  const row = await work.read
    .selectFrom('iam_users')
    .select(['password', 'password_history', 'password_reset_required', 'login_profile_created_at'])
    .where('account_id', '=', work.account)
    .where('user_id', '=', user.user_id)
    .executeTakeFirst();
  if (!row?.password) return undefined;
  return {
    password: row.password,
    history: row.password_history === null ? [] : (JSON.parse(row.password_history) as string[]),
    resetRequired: row.password_reset_required === 1,
    createdAt: row.login_profile_created_at ?? user.created_at,
  };
}

/** The user's login profile; throws NoSuchEntity. */
export async function getLoginProfile(work: Work, user: UserRow): Promise<LoginProfile> {
  const profile = await findLoginProfile(work, user);
  if (!profile) throw noSuchEntity(`Login Profile for User ${user.name} cannot be found.`);
  return profile;
}

/** Gives the user a password; throws EntityAlreadyExists or PasswordPolicyViolation. */
export async function createLoginProfile(
  work: Work,
  account: AccountRow,
  user: UserRow,
  input: { password: string; resetRequired: boolean },
  passwords: PasswordHashing,
): Promise<LoginProfile> {
  if (await findLoginProfile(work, user)) {
    throw alreadyExists(`Login Profile for user ${user.name} already exists.`);
  }
  refuseWeakPassword(account, input.password);
  const profile: LoginProfile = {
    password: await passwords.hash(input.password),
    history: [],
    resetRequired: input.resetRequired,
    createdAt: work.now,
  };
  writeProfile(work, user, profile, work.now);
  return profile;
}

/**
 * Changes the password, or whether it must be changed at the next sign-in, or both. Throws
 * NoSuchEntity or PasswordPolicyViolation; the latter also for a password that the account's policy
 * forbids to use again.
 */
export async function updateLoginProfile(
  work: Work,
  account: AccountRow,
  user: UserRow,
  input: { password?: string | undefined; resetRequired?: boolean | undefined },
  passwords: PasswordHashing,
): Promise<void> {
  const profile = await getLoginProfile(work, user);
  const resetRequired = input.resetRequired ?? profile.resetRequired;
  if (input.password === undefined) {
    writeProfile(work, user, { ...profile, resetRequired });
    return;
  }
  refuseWeakPassword(account, input.password);
  await refuseReuse(account, profile, input.password, passwords);
  const changed: LoginProfile = {
    ...profile,
    password: await passwords.hash(input.password),
    history: [profile.password, ...profile.history].slice(0, LONGEST_HISTORY),
    resetRequired,
  };
  writeProfile(work, user, changed, work.now);
}

/** One hash after the other, so that one call never holds more than one place in the queue. */
async function refuseReuse(
  account: AccountRow,
  profile: LoginProfile,
  password: string,
  passwords: PasswordHashing,
): Promise<void> {
  const forbidden = customPasswordPolicy(account)?.PasswordReusePrevention ?? 0;
  for (const earlier of [profile.password, ...profile.history].slice(0, forbidden)) {
    if (await passwords.verify(password, earlier)) {
      throw passwordPolicyViolation('Password does not conform to the account password policy.');
    }
  }
}

/** Takes the user's password away, with the memory of earlier ones; throws NoSuchEntity. */
export async function deleteLoginProfile(work: Work, user: UserRow): Promise<void> {
  await getLoginProfile(work, user);
  updateColumns(work, user, {
    password: null,
    password_history: null,
    password_reset_required: 0,
    login_profile_created_at: null,
    password_changed_at: null,
  });
}

function writeProfile(work: Work, user: UserRow, profile: LoginProfile, changedAt?: number): void {
  updateColumns(work, user, {
    password: profile.password,
    password_history: JSON.stringify(profile.history),
    password_reset_required: profile.resetRequired ? 1 : 0,
    login_profile_created_at: profile.createdAt,
    ...(changedAt === undefined ? {} : { password_changed_at: changedAt }),
  });
}

interface ProfileColumns {
  readonly password: string | null;
  readonly password_history: string | null;
  readonly password_reset_required: number;
  readonly login_profile_created_at: number | null;
  readonly password_changed_at?: number | null;
}

function updateColumns(work: Work, user: UserRow, columns: ProfileColumns): void {
  work.write(
    work.read
      .updateTable('iam_users')
      .set((e) => ({ ...columns, row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', work.account)
      .where('user_id', '=', user.user_id)
      .where('row_version', '=', user.row_version),
  );
  work.changed(userEntity(user.user_id));
}
