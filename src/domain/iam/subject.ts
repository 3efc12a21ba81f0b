import type { Principal } from '../principal.ts';
import type { Work } from '../work.ts';
import { type AccountRow, readAccount, updateAccount } from './account.ts';
import { validationError } from './errors.ts';
import { findUserById, getUser, touchUser, type UserRow } from './users.ts';

/** Whom an operation with an optional UserName acts on: an IAM user, or the account's root user. */
export type Subject =
  | { readonly kind: 'user'; readonly id: string; readonly user: UserRow }
  | { readonly kind: 'root'; readonly id: string; readonly account: AccountRow };

/**
 * The user of that name or, without a name, the caller itself. The root user has no name, so
 * nobody but the root user can reach it. Throws NoSuchEntity, or ValidationError when a caller
 * that is not a user names nobody.
 */
export async function subjectOf(
  work: Work,
  principal: Principal,
  name: string | undefined,
): Promise<Subject> {
  if (name !== undefined) {
    const user = await getUser(work, name);
    return { kind: 'user', id: user.user_id, user };
  }
  if (principal.kind === 'root') {
    const account = await readAccount(work);
    return { kind: 'root', id: account.account_id, account };
  }
  const user = principal.kind === 'user' ? await findUserById(work, principal.userId) : undefined;
  if (!user) {
    throw validationError('Must specify userName when calling with non-User credentials');
  }
  return { kind: 'user', id: user.user_id, user };
}

/** The user that `subjectOf` finds, for operations that the root user cannot be the subject of. */
export async function userSubject(
  work: Work,
  principal: Principal,
  name: string | undefined,
): Promise<UserRow> {
  const subject = await subjectOf(work, principal, name);
  if (subject.kind === 'user') return subject.user;
  throw validationError('Must specify userName when calling with non-User credentials');
}

/** Raises the row version of what the subject is kept in (see touchUser). */
export function touchSubject(work: Work, subject: Subject): void {
  if (subject.kind === 'user') touchUser(work, subject.user);
  else updateAccount(work, subject.account);
}
