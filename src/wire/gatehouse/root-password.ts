import { LANGUAGE, nothing } from './explanations.ts';
import { type ModelledOperation, required, sensitive, structure, text } from './schema.ts';

/** The password of the root user. */
export const rootPasswordOperations = {
  ChangeRootPassword: {
    about:
      'Changes the password of the root user, ends the other sessions of the root user and mails a notice. For the root user in a console session only; IAM users call iam:ChangePassword.',
    input: structure('ChangeRootPasswordRequest', {
      OldPassword: required(sensitive(text('The password until now.'))),
      NewPassword: required(sensitive(text('The password from now on.'))),
      Language: LANGUAGE,
    }),
    output: nothing('ChangeRootPasswordResponse'),
    errors: ['PasswordPolicyViolationException'],
  },
} as const satisfies Readonly<Record<string, ModelledOperation>>;
