import { isoSeconds } from '../../base/clock.ts';
import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import { passwordExpiryOf } from '../iam/password-expiry.ts';
import { customPasswordPolicy } from '../iam/password-policy.ts';
import { arnOf, type FoundPerson, passwordHashOf, type SignInAccount } from './evidence.ts';

/** A try with a password, and everything that it is judged by. */
export interface PasswordTry extends FoundPerson {
  /** What the one verification said; false where there is nothing to compare with. */
  readonly passwordMatches: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

function accountOf({ account }: PasswordTry): SignInAccount {
  if (!account) throw new Error('there is no account');
  return account;
}

function personOf(tried: PasswordTry): string {
  const arn = arnOf(tried);
  if (arn === undefined) throw new Error('there is nobody');
  return arn;
}

/**
 * The user name for administrators. One that no user has may be a password in the wrong field, so
 * only its ends and its length are kept; that is enough to recognise a slip.
 */
function typedName({ claimed, user }: PasswordTry): string {
  const name = claimed.kind === 'user' ? claimed.userName : '';
  if (user || name === '') return name;
  const shown = name.length < 6 ? 1 : 2;
  return `${name.slice(0, shown)}…${name.slice(-1)} (${name.length} characters)`;
}

const accountIsKnown: Check<PasswordTry> = {
  name: 'accountIsKnown',
  code: 'SIGN-001',
  run({ claimed, account }) {
    if (account) return undefined;
    return claimed.kind === 'root'
      ? failure('SIGN-002', { email: claimed.email })
      : failure('SIGN-001', { account: claimed.account });
  },
  describe: ({ claimed, account }) => ({
    expected:
      claimed.kind === 'root'
        ? `an account of the root user ${claimed.email}`
        : `an account with the ID or alias ${claimed.account}`,
    received: account?.account_id ?? 'none',
  }),
};

const userIsKnown: Check<PasswordTry> = {
  name: 'userIsKnown',
  code: 'SIGN-003',
  run(tried) {
    const { claimed, user } = tried;
    const { account_id: account } = accountOf(tried);
    if (claimed.kind === 'root' || user) return undefined;
    return failure('SIGN-003', { account, userName: typedName(tried) });
  },
  describe: (tried) => ({
    expected: tried.claimed.kind === 'root' ? 'the root user' : `an IAM user ${typedName(tried)}`,
    received: accountOf(tried) && (arnOf(tried) ?? 'none'),
  }),
};

const personHasPassword: Check<PasswordTry> = {
  name: 'personHasPassword',
  code: 'SIGN-004',
  run(tried) {
    const arn = personOf(tried);
    return passwordHashOf(tried) === undefined ? failure('SIGN-004', { arn }) : undefined;
  },
  describe: (tried) => ({
    expected: `a password of ${personOf(tried)}`,
    received: passwordHashOf(tried) === undefined ? 'none' : 'one',
  }),
};

const passwordMatches: Check<PasswordTry> = {
  name: 'passwordMatches',
  code: 'SIGN-005',
  run(tried) {
    const arn = personOf(tried);
    if (passwordHashOf(tried) === undefined) throw new Error('there is no password');
    return tried.passwordMatches ? undefined : failure('SIGN-005', { arn });
  },
  describe: ({ passwordMatches }) => ({
    expected: 'the password that was set',
    received: passwordMatches ? 'the same' : 'another one',
  }),
};

/** What must not be told apart from outside: who exists, and who has which password. */
export const identityChecks: readonly Check<PasswordTry>[] = [
  accountIsKnown,
  userIsKnown,
  personHasPassword,
  passwordMatches,
];

const accountIsNotClosed: Check<PasswordTry> = {
  name: 'accountIsNotClosed',
  code: 'SIGN-010',
  run(tried) {
    const { account_id: account, state } = accountOf(tried);
    return state === 'CLOSED' ? failure('SIGN-010', { account }) : undefined;
  },
  describe: (tried) => ({ expected: 'ACTIVE', received: accountOf(tried).state }),
};

const accountIsNotSuspended: Check<PasswordTry> = {
  name: 'accountIsNotSuspended',
  code: 'SIGN-011',
  run(tried) {
    const { account_id: account, state } = accountOf(tried);
    return state === 'SUSPENDED' ? failure('SIGN-011', { account }) : undefined;
  },
  describe: (tried) => ({ expected: 'ACTIVE', received: accountOf(tried).state }),
};

/** When the password of an IAM user expires; undefined when it never does (aws-facts H5). */
export function passwordExpiry({ account, user }: FoundPerson): number | undefined {
  const changedAt = user?.password_changed_at ?? user?.created_at;
  if (!account || changedAt === undefined) return undefined;
  return passwordExpiryOf(customPasswordPolicy(account), changedAt, changedAt)?.expiresAt;
}

/** Whether the password has to be replaced by its age. */
export function passwordHasExpired(tried: FoundPerson & { readonly now: number }): boolean {
  return tried.now >= (passwordExpiry(tried) ?? Number.POSITIVE_INFINITY);
}

const passwordIsReplaceable: Check<PasswordTry> = {
  name: 'passwordIsReplaceable',
  code: 'SIGN-012',
  run(tried) {
    const arn = personOf(tried);
    const hard = customPasswordPolicy(accountOf(tried))?.HardExpiry === true;
    if (!hard || !passwordHasExpired(tried)) return undefined;
    return failure('SIGN-012', { arn, expiredAt: isoSeconds(passwordExpiry(tried) ?? 0) });
  },
  describe: (tried) => {
    const expiry = passwordExpiry(tried);
    const policy = customPasswordPolicy(accountOf(tried));
    return {
      expected: 'a password that has not expired, or a policy without HardExpiry',
      received: `${expiry === undefined ? 'never expires' : `expires ${isoSeconds(expiry)}`}, HardExpiry ${policy?.HardExpiry ?? false}`,
    };
  },
};

/** What is told to whoever has shown the right password, and to nobody else. */
export const standingChecks: readonly Check<PasswordTry>[] = [
  accountIsNotClosed,
  accountIsNotSuspended,
  passwordIsReplaceable,
];

/** Everything that a try with a password has to fulfil, in order. */
export const passwordChecks: readonly Check<PasswordTry>[] = [...identityChecks, ...standingChecks];
