import type { MessageLanguage } from '../../base/mail.ts';
import { AwsError } from '../../failures/aws-error.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import { setRootPassword } from '../accounts/accounts.ts';
import { readAccount } from '../iam/account.ts';
import { refuseWeakRootPassword } from '../iam/password-rules.ts';
import { queueMail } from '../mail/index.ts';
import type { Outbox } from '../mail/outbox.ts';
import type { RootPrincipal } from '../principal.ts';
import { endPasswordResets } from '../recovery/password-reset.ts';
import { rootUserOf } from '../recovery/root-user.ts';
import { endSessionsOf } from '../sessions/browser-sessions.ts';
import type { Work } from '../work.ts';
import type { SignInPasswords } from './password.ts';

/** A root user in a console session who wants another password. */
export interface RootPasswordChange {
  readonly principal: RootPrincipal;
  readonly oldPassword: string;
  readonly newPassword: string;
  readonly language: MessageLanguage;
  readonly sourceAddress: string;
}

/**
 * Leaves the change in the plan: the new password, the end of the root user's other sessions and of
 * links that would set one, and a notice to the mailbox. Answers why it is not allowed, or undefined.
 */
export async function changeRootPassword(
  work: Work,
  parts: {
    readonly passwords: SignInPasswords;
    /** Verifies the principal's own password, and counts. */
    readonly ownPassword: SignInPasswords['verify'];
    readonly outbox: Outbox;
  },
  change: RootPasswordChange,
): Promise<Failure | undefined> {
  const { principal, oldPassword, newPassword, language, sourceAddress } = change;
  const { account, arn } = principal;
  const root = await rootUserOf(work, { account });
  const stored = root?.root_password ?? undefined;
  if (!(await parts.ownPassword(oldPassword, stored))) return failure('SIGN-027', { arn });
  const row = await readAccount(work);
  const problem = problemOf(() => refuseWeakRootPassword(row, newPassword), {
    oldPassword,
    newPassword,
  });
  if (problem !== undefined) return failure('SIGN-028', { arn, problem });
  setRootPassword(work, account, await parts.passwords.hash(newPassword));
  await endSessionsOf(work, account, { except: principal.session?.browserSessionId });
  endPasswordResets(work);
  await queueMail(work, parts.outbox, {
    kind: 'password-changed',
    account,
    to: root?.email,
    language,
    details: { sourceAddress },
  });
  return undefined;
}

function problemOf(
  refuseWeak: () => void,
  { oldPassword, newPassword }: Pick<RootPasswordChange, 'oldPassword' | 'newPassword'>,
): string | undefined {
  if (oldPassword === newPassword) return 'Password should be another one than before';
  try {
    refuseWeak();
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return error.message;
    throw error;
  }
}
