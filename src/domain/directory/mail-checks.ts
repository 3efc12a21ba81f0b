import { isMailAddress } from '../../base/mail.ts';
import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import type { UserRow } from './users.ts';

/** Whether a mail would reach the user. */
export const canGetMail: Check<UserRow> = {
  name: 'userHasAddress',
  code: 'DIR-014',
  run: ({ email, user_name: userName }) =>
    email !== null && isMailAddress(email) ? undefined : failure('DIR-014', { userName }),
  describe: ({ email }) => ({ expected: 'an e-mail address', received: email ?? 'none' }),
};

export const isEnabled: Check<UserRow> = {
  name: 'userIsEnabled',
  code: 'DIR-018',
  run: ({ status, user_name: userName }) =>
    status === 'ENABLED' ? undefined : failure('DIR-018', { userName }),
  describe: ({ status }) => ({ expected: 'ENABLED', received: status }),
};

/** Who can be invited. */
export const invitationChecks: readonly Check<UserRow>[] = [
  canGetMail,
  isEnabled,
  {
    name: 'passwordWasNotChosen',
    code: 'DIR-015',
    run: ({ password_state: state, user_name: userName }) =>
      state === 'set' ? failure('DIR-015', { userName }) : undefined,
    describe: ({ password_state }) => ({
      expected: 'no password, or a one-time password',
      received: password_state,
    }),
  },
];

/** Whose address can be verified by a mail. */
export const verificationChecks: readonly Check<UserRow>[] = [
  canGetMail,
  isEnabled,
  {
    name: 'addressIsNotVerified',
    code: 'DIR-017',
    run: ({ email_verified: verified, user_name: userName }) =>
      verified === 1 ? failure('DIR-017', { userName }) : undefined,
    describe: ({ email_verified }) => ({
      expected: 'not verified',
      received: email_verified === 1 ? 'verified' : 'not verified',
    }),
  },
];

/** Who can be sent a link to another password by an administrator. */
export const resetChecks: readonly Check<UserRow>[] = [canGetMail, isEnabled];
