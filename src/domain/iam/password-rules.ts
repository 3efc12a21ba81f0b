import { AwsError } from '../../failures/aws-error.ts';
import type { AccountRow } from './account.ts';
import { customPasswordPolicy, type PasswordPolicy } from './password-policy.ts';

const UPPERCASE = /[A-Z]/;
const LOWERCASE = /[a-z]/;
const NUMBER = /[0-9]/;
const SYMBOL = /[!@#$%^&*()_+\-=[\]{}|']/;

/** One demand on a new password: whether it is kept, and AWS's words when it is not. */
interface PasswordRule {
  readonly holds: (password: string) => boolean;
  readonly text: string;
}

function minimumLength(length: number): PasswordRule {
  return {
    holds: (password) => [...password].length >= length,
    text: `Password should have a minimum length of ${length}`,
  };
}

function atLeastOne(pattern: RegExp, what: string): PasswordRule {
  return {
    holds: (password) => pattern.test(password),
    text: `Password should have at least one ${what}`,
  };
}

function customRules(policy: PasswordPolicy): readonly PasswordRule[] {
  return [
    minimumLength(policy.MinimumPasswordLength),
    ...(policy.RequireUppercaseCharacters ? [atLeastOne(UPPERCASE, 'uppercase character')] : []),
    ...(policy.RequireLowercaseCharacters ? [atLeastOne(LOWERCASE, 'lowercase character')] : []),
    ...(policy.RequireNumbers ? [atLeastOne(NUMBER, 'number')] : []),
    ...(policy.RequireSymbols ? [atLeastOne(SYMBOL, 'symbol')] : []),
  ];
}

/** What a password must not be the same as. */
type AccountNames = Pick<AccountRow, 'name' | 'email_key'>;

/** The policy of accounts that have none of their own, which is also that of root users. */
function defaultRules(account: AccountNames): readonly PasswordRule[] {
  const classes = [UPPERCASE, LOWERCASE, NUMBER, SYMBOL];
  const names = [account.name.toLowerCase(), account.email_key];
  return [
    minimumLength(8),
    {
      holds: (password) => classes.filter((pattern) => pattern.test(password)).length >= 3,
      text: 'Password should have at least three of: uppercase characters, lowercase characters, numbers, symbols',
    },
    {
      holds: (password) => !names.includes(password.toLowerCase()),
      text: 'Password should not be the same as the account name or email address',
    },
  ];
}

/** 400: a password that the account's password policy forbids. */
export function passwordPolicyViolation(text: string): AwsError {
  return new AwsError('PasswordPolicyViolation', text);
}

/**
 * Refuses a new password of an IAM user that the account's password policy, or the default policy
 * where there is none, does not allow (aws-facts H5). Throws PasswordPolicyViolation with the first
 * rule that is not kept. Reuse is judged apart, since it needs the earlier hashes.
 */
export function refuseWeakPassword(account: AccountRow, password: string): void {
  const policy = customPasswordPolicy(account);
  const rules = policy ? customRules(policy) : defaultRules(account);
  const broken = rules.find((rule) => !rule.holds(password));
  if (broken) throw passwordPolicyViolation(broken.text);
}

/** Refuses a new password of a root user: always by the default policy. */
export function refuseWeakRootPassword(account: AccountNames, password: string): void {
  const broken = defaultRules(account).find((rule) => !rule.holds(password));
  if (broken) throw passwordPolicyViolation(broken.text);
}
