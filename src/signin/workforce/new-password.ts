import { checkNewPassword, passwordChecks, type UserRow } from '../../domain/directory/index.ts';
import { type SignInPasswords, unlessBusy } from '../../domain/sign-in/index.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import type { CheckTrace } from '../../failures/check.ts';
import type { FormFields } from '../flow/step.ts';

/** What came of the two fields of a new password. */
export type JudgedNewPassword =
  | { readonly mistake: 'missing' | 'differs' }
  | { readonly mistake: 'refused'; readonly failed: Failure }
  | { readonly mistake: undefined; readonly hash: string };

/** Holds a new password, typed twice, against the rules of the directory; hashes one that keeps them. */
export async function judgeNewPassword(
  form: FormFields,
  user: UserRow,
  passwords: SignInPasswords,
): Promise<JudgedNewPassword> {
  const password = form('password') ?? '';
  if (password === '') return { mistake: 'missing' };
  if (password !== form('again')) return { mistake: 'differs' };
  const failed = await unlessBusy(() =>
    checkNewPassword(password, user, async (text, phc) => await passwords.verify(text, phc)),
  );
  if (failed) return { mistake: 'refused', failed };
  return { mistake: undefined, hash: await unlessBusy(() => passwords.hash(password)) };
}

/** What an attempt tells of the rules: the one that was broken, or that all were kept. */
export function newPasswordTraces(failed: Failure | undefined): CheckTrace[] {
  return passwordChecks.map(({ name, code }) => {
    if (!failed) return { name, code, outcome: 'passed' };
    if (failed.code !== code) return { name, code, outcome: 'skipped' };
    return { name, code, outcome: 'failed', failure: failed };
  });
}

/** R028: the password complies, and yet it could not be kept. */
export function unkeptPassword(userName: string): {
  readonly failed: Failure;
  readonly traces: readonly CheckTrace[];
} {
  const failed = failure('SIGN-106', { userName });
  const name = 'newPasswordIsKept';
  return {
    failed,
    traces: [
      ...newPasswordTraces(undefined),
      { name, code: 'SIGN-106', outcome: 'failed', failure: failed },
    ],
  };
}
