import { isoSeconds } from '../../base/clock.ts';
import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import type { PasswordTry } from './password-checks.ts';
import type { SignInWorkforceUser } from './workforce-person.ts';

function userOf({ workforce }: PasswordTry): SignInWorkforceUser {
  if (!workforce) throw new Error('there is nobody');
  return workforce;
}

/**
 * A name that no user has may be a password in the wrong field, so only its ends and its length are
 * kept; that is enough to recognise a slip.
 */
function typedName({ claimed, workforce }: PasswordTry): string {
  const name = claimed.kind === 'workforce' ? claimed.userName : '';
  if (workforce) return workforce.user_name;
  const letters = [...name];
  const shown = letters.length < 6 ? 1 : 2;
  const ends = `${letters.slice(0, shown).join('')}…${letters.at(-1) ?? ''}`;
  return `${ends} (${letters.length} characters)`;
}

const workforceUserIsKnown: Check<PasswordTry> = {
  name: 'workforceUserIsKnown',
  code: 'SIGN-100',
  run(tried) {
    const { claimed, workforce } = tried;
    if (workforce) return undefined;
    const store = claimed.kind === 'workforce' ? claimed.identityStoreId : '';
    return failure('SIGN-100', { store, userName: typedName(tried) });
  },
  describe: (tried) => ({
    expected: `a user ${typedName(tried)} in the directory`,
    received: tried.workforce?.user_id ?? 'none',
  }),
};

const workforceUserIsEnabled: Check<PasswordTry> = {
  name: 'workforceUserIsEnabled',
  code: 'SIGN-101',
  run(tried) {
    const { status, user_name: userName } = userOf(tried);
    return status === 'ENABLED' ? undefined : failure('SIGN-101', { userName });
  },
  describe: (tried) => ({ expected: 'ENABLED', received: userOf(tried).status }),
};

const workforceUserHasPassword: Check<PasswordTry> = {
  name: 'workforceUserHasPassword',
  code: 'SIGN-102',
  run(tried) {
    const { password, user_name: userName } = userOf(tried);
    return password === null ? failure('SIGN-102', { userName }) : undefined;
  },
  describe: (tried) => ({ expected: 'a password', received: userOf(tried).password_state }),
};

const workforcePasswordMatches: Check<PasswordTry> = {
  name: 'workforcePasswordMatches',
  code: 'SIGN-103',
  run(tried) {
    const { password, user_name: userName } = userOf(tried);
    if (password === null) throw new Error('there is no password');
    return tried.passwordMatches ? undefined : failure('SIGN-103', { userName });
  },
  describe: ({ passwordMatches }) => ({
    expected: 'the password that was set',
    received: passwordMatches ? 'the same' : 'another one',
  }),
};

const oneTimePasswordIsValid: Check<PasswordTry> = {
  name: 'oneTimePasswordIsValid',
  code: 'SIGN-104',
  run(tried) {
    const { password_expires_at: end, user_name: userName } = userOf(tried);
    if (end === null || tried.now < Number(end)) return undefined;
    return failure('SIGN-104', { userName, expiredAt: isoSeconds(Number(end)) });
  },
  describe: (tried) => {
    const { password_state: state, password_expires_at: end } = userOf(tried);
    const until = end === null ? 'never expires' : `expires ${isoSeconds(Number(end))}`;
    return {
      expected: 'a password that has not expired',
      received: `${state}, ${until}`,
    };
  },
};

/** What must not be told apart from outside: who exists, who may sign in, and with which password. */
export const workforceIdentityChecks: readonly Check<PasswordTry>[] = [
  workforceUserIsKnown,
  workforceUserIsEnabled,
  workforceUserHasPassword,
  workforcePasswordMatches,
  oneTimePasswordIsValid,
];

const portalAccountIsActive: Check<PasswordTry> = {
  name: 'portalAccountIsActive',
  code: 'SIGN-105',
  run({ account }) {
    if (account?.state === 'ACTIVE') return undefined;
    const state = account?.state ?? 'gone';
    return failure('SIGN-105', { account: account?.account_id ?? '', state });
  },
  describe: ({ account }) => ({ expected: 'ACTIVE', received: account?.state ?? 'none' }),
};

/** Everything that a try with the password of a directory's user has to fulfil, in order. */
export const workforceChecks: readonly Check<PasswordTry>[] = [
  ...workforceIdentityChecks,
  portalAccountIsActive,
];
