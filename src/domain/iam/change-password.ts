import { requireAllowed } from '../authorisation/denied.ts';
import type { Judge, Question } from '../authorisation/judge.ts';
import type { Principal } from '../principal.ts';
import { endSessionsOf } from '../sessions/browser-sessions.ts';
import type { Work } from '../work.ts';
import { type AccountRow, readAccount } from './account.ts';
import { accessDenied, invalidUserType, noSuchUser } from './errors.ts';
import { getLoginProfile, type PasswordHashing, updateLoginProfile } from './login-profiles.ts';
import { customPasswordPolicy } from './password-policy.ts';
import { findUserById } from './users.ts';

/** Who changes a password, and by what they are judged. */
export interface PasswordChanger {
  readonly work: Work;
  readonly principal: Principal;
  readonly judge: Judge;
  readonly passwords: PasswordHashing;
  /** Verifies the principal's own password, and counts. */
  readonly ownPassword: (password: string, phc: string | undefined) => Promise<boolean>;
}

/** ChangePassword's input. */
export interface PasswordChange {
  readonly OldPassword: string;
  readonly NewPassword: string;
}

/**
 * An IAM user replaces its own password; its other sessions end. Throws InvalidUserType for anybody
 * else, AccessDenied without the permission or for a wrong old password, NoSuchEntity for a user
 * without a password, PasswordPolicyViolation (aws-facts H5).
 */
export async function changeOwnPassword(
  { work, principal, judge, passwords, ownPassword }: PasswordChanger,
  { OldPassword, NewPassword }: PasswordChange,
): Promise<void> {
  if (principal.kind !== 'user') throw invalidUserType();
  const account = await readAccount(work);
  requireMayChange(judge, principal, account);
  const user = await findUserById(work, principal.userId);
  if (!user) throw noSuchUser(principal.userName);
  const profile = await getLoginProfile(work, user);
  if (!(await ownPassword(OldPassword, profile.password))) {
    throw accessDenied('The old password was incorrect.');
  }
  const changed = { password: NewPassword, resetRequired: false };
  await updateLoginProfile(work, account, user, changed, passwords);
  await endSessionsOf(work, user.user_id, { except: principal.session?.browserSessionId });
}

/**
 * `AllowUsersToChangePassword` of the account's policy stands for an Allow of iam:ChangePassword on
 * oneself: boundaries and denials limit it as they limit a policy.
 */
function requireMayChange(
  judge: Judge,
  principal: Extract<Principal, { kind: 'user' }>,
  account: AccountRow,
): void {
  const question: Question = {
    action: 'iam:ChangePassword',
    resource: { arn: principal.arn, tags: principal.tags },
  };
  const { decision } = judge(question);
  const unmentioned = !decision.allowed && !decision.explicit && decision.kind === 'identity';
  const granted = customPasswordPolicy(account)?.AllowUsersToChangePassword === true;
  if (unmentioned && granted) return;
  requireAllowed(judge, principal, question);
}
