import type { Rule } from '../../shared/password/rule.ts';
import type { OutputOf } from '../api/operations.ts';

/** The account's password policy; what AWS requires where the account has none (aws-facts H5). */
export type Policy = OutputOf<'iam', 'GetAccountPasswordPolicy'>['PasswordPolicy'];

const MOST = 128;
const DEFAULT_LEAST = 8;
const CLASSES = { upper: /[A-Z]/, lower: /[a-z]/, number: /\d/, symbol: /[^A-Za-z0-9]/ } as const;
/** The symbols that a policy of the account counts (aws-facts H5). */
const SYMBOLS = /[!@#$%^&*()_+\-=[\]{}|']/;

const length = (least: number): Rule => ({
  key: 'length',
  details: { least, most: MOST },
  met: (password) => password.length >= least && password.length <= MOST,
});

const THREE_CLASSES: Rule = {
  key: 'classes',
  met: (password) => Object.values(CLASSES).filter((each) => each.test(password)).length >= 3,
};

/** Without a policy, and for the root user: eight characters of three kinds, none of `names`. */
export function defaultRules(names: readonly string[]): readonly Rule[] {
  const taken = names.map((name) => name.toLowerCase());
  return [
    length(DEFAULT_LEAST),
    THREE_CLASSES,
    {
      key: 'identity',
      met: (password) => password !== '' && !taken.includes(password.toLowerCase()),
    },
  ];
}

/** The rules of an account's own policy. */
export function policyRules(policy: Policy): readonly Rule[] {
  const required: readonly (Rule | false | undefined)[] = [
    policy.RequireUppercaseCharacters && { key: 'upper', met: (text) => CLASSES.upper.test(text) },
    policy.RequireLowercaseCharacters && { key: 'lower', met: (text) => CLASSES.lower.test(text) },
    policy.RequireNumbers && { key: 'number', met: (text) => CLASSES.number.test(text) },
    policy.RequireSymbols && { key: 'symbol', met: (text) => SYMBOLS.test(text) },
  ];
  return [
    length(policy.MinimumPasswordLength ?? 6),
    ...required.filter((rule) => rule !== false && rule !== undefined),
  ];
}
