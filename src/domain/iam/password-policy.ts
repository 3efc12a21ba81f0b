import type { Work } from '../work.ts';
import { type AccountRow, updateAccount } from './account.ts';
import { noSuchEntity } from './errors.ts';

/** The account password policy, in the words of the API (aws-facts H5). */
export interface PasswordPolicy {
  readonly MinimumPasswordLength: number;
  readonly RequireSymbols: boolean;
  readonly RequireNumbers: boolean;
  readonly RequireUppercaseCharacters: boolean;
  readonly RequireLowercaseCharacters: boolean;
  readonly AllowUsersToChangePassword: boolean;
  /** Days; absent when passwords never expire. */
  readonly MaxPasswordAge?: number;
  /** How many of the latest passwords may not be used again; absent when all may. */
  readonly PasswordReusePrevention?: number;
  readonly HardExpiry?: boolean;
}

/** Members of UpdateAccountPasswordPolicy; what is left out goes back to its default. */
export type PasswordPolicyInput = {
  readonly [Member in keyof PasswordPolicy]?: PasswordPolicy[Member] | undefined;
};

/** The account's own password policy, or undefined when the default one holds. */
export function customPasswordPolicy(account: AccountRow): PasswordPolicy | undefined {
  if (account.password_policy === null) return undefined;
  return JSON.parse(account.password_policy) as PasswordPolicy;
}

/** The account's own password policy; throws NoSuchEntity. */
export function getPasswordPolicy(account: AccountRow): PasswordPolicy {
  const policy = customPasswordPolicy(account);
  if (!policy) throw noSuchPasswordPolicy(account);
  return policy;
}

function noSuchPasswordPolicy(account: AccountRow): Error {
  return noSuchEntity(
    `The Password Policy with domain name ${account.account_id} cannot be found.`,
  );
}

/** Replaces the account's password policy as a whole. */
export function putPasswordPolicy(
  work: Work,
  account: AccountRow,
  input: PasswordPolicyInput,
): void {
  const { MaxPasswordAge, PasswordReusePrevention, HardExpiry } = input;
  const policy: PasswordPolicy = {
    MinimumPasswordLength: input.MinimumPasswordLength ?? 6,
    RequireSymbols: input.RequireSymbols ?? false,
    RequireNumbers: input.RequireNumbers ?? false,
    RequireUppercaseCharacters: input.RequireUppercaseCharacters ?? false,
    RequireLowercaseCharacters: input.RequireLowercaseCharacters ?? false,
    AllowUsersToChangePassword: input.AllowUsersToChangePassword ?? false,
    ...(MaxPasswordAge === undefined ? {} : { MaxPasswordAge }),
    ...(PasswordReusePrevention === undefined ? {} : { PasswordReusePrevention }),
    ...(HardExpiry === undefined ? {} : { HardExpiry }),
  };
  updateAccount(work, account, { password_policy: JSON.stringify(policy) });
}

/** Goes back to the default password policy; throws NoSuchEntity. */
export function deletePasswordPolicy(work: Work, account: AccountRow): void {
  if (account.password_policy === null) throw noSuchPasswordPolicy(account);
  updateAccount(work, account, { password_policy: null });
}
