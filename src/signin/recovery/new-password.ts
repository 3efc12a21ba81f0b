import type { FastifyRequest } from 'fastify';
import { refuseWeakRootPassword } from '../../domain/iam/password-rules.ts';
import { AwsError } from '../../failures/aws-error.ts';
import { field } from '../context.ts';
import type { SigninFrame } from '../pages/frame.ts';

/** A new root password as it was typed twice, or what is wrong with it in the reader's language. */
export type NewPassword = { readonly password: string } | { readonly error: string };

/** Reads the two fields and holds them against the rules of root passwords (aws-facts H5). */
export function newRootPassword(
  { texts }: SigninFrame,
  request: FastifyRequest,
  account: { readonly name: string; readonly email: string },
): NewPassword {
  const password = field(request, 'password') ?? '';
  if (password !== (field(request, 'again') ?? '')) {
    return { error: texts('signin.change.differs') };
  }
  const email_key = account.email.toLowerCase();
  try {
    refuseWeakRootPassword({ name: account.name, email_key }, password);
    return password.length <= MOST_CHARACTERS
      ? { password }
      : { error: texts('recovery.reset.weak') };
  } catch (error) {
    if (error instanceof AwsError) return { error: texts('recovery.reset.weak') };
    throw error;
  }
}

/** The longest password of AWS. */
const MOST_CHARACTERS = 128;
