import type { OutputOf } from '../../api/operations.ts';

type Told = OutputOf<'iam', 'GetAccountPasswordPolicy'>['PasswordPolicy'];

/** The rules of passwords as the form has them; numbers are texts while they are typed. */
export interface PasswordRules {
  readonly length: string;
  readonly uppercase: boolean;
  readonly lowercase: boolean;
  readonly numbers: boolean;
  readonly symbols: boolean;
  /** Whether users change their own passwords. */
  readonly change: boolean;
  /** Days after which a password expires; empty for never. */
  readonly age: string;
  /** How many passwords may not be used again; empty for none. */
  readonly reuse: string;
  /** Whether an expired password can only be set anew by an administrator. */
  readonly hardExpiry: boolean;
}

/** What CreateAccountPasswordPolicy begins with in the form. */
export const SUGGESTED: PasswordRules = {
  length: '12',
  uppercase: true,
  lowercase: true,
  numbers: true,
  symbols: true,
  change: true,
  age: '',
  reuse: '5',
  hardExpiry: false,
};

/** The rules of a policy. */
export function rulesOf(told: Told): PasswordRules {
  return {
    length: String(told.MinimumPasswordLength ?? 6),
    uppercase: told.RequireUppercaseCharacters ?? false,
    lowercase: told.RequireLowercaseCharacters ?? false,
    numbers: told.RequireNumbers ?? false,
    symbols: told.RequireSymbols ?? false,
    change: told.AllowUsersToChangePassword ?? false,
    age: told.MaxPasswordAge ? String(told.MaxPasswordAge) : '',
    reuse: told.PasswordReusePrevention ? String(told.PasswordReusePrevention) : '',
    hardExpiry: told.HardExpiry ?? false,
  };
}

/** The rules as UpdateAccountPasswordPolicy takes them. */
export function inputOf(rules: PasswordRules) {
  return {
    MinimumPasswordLength: Number(rules.length),
    RequireUppercaseCharacters: rules.uppercase,
    RequireLowercaseCharacters: rules.lowercase,
    RequireNumbers: rules.numbers,
    RequireSymbols: rules.symbols,
    AllowUsersToChangePassword: rules.change,
    HardExpiry: rules.hardExpiry,
    ...(rules.age === '' ? {} : { MaxPasswordAge: Number(rules.age) }),
    ...(rules.reuse === '' ? {} : { PasswordReusePrevention: Number(rules.reuse) }),
  };
}

/** The numbers that IAM takes (API reference, UpdateAccountPasswordPolicy). */
const LIMITS = { length: [6, 128], age: [1, 1095], reuse: [1, 24] } as const;

/** The fields whose numbers IAM would not take. */
export function wrongNumbers(rules: PasswordRules): (keyof typeof LIMITS)[] {
  const names = ['length', 'age', 'reuse'] as const;
  return names.filter((name) => {
    const text = rules[name];
    const [least, most] = LIMITS[name];
    if (text === '') return name === 'length';
    return !/^\d{1,4}$/.test(text) || Number(text) < least || Number(text) > most;
  });
}
