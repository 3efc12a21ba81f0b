import type { Access, AccessRule } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { readAccount } from '../../domain/iam/account.ts';
import { createAlias, deleteAlias } from '../../domain/iam/account-alias.ts';
import { accountSummary } from '../../domain/iam/account-summary.ts';
import {
  deletePasswordPolicy,
  getPasswordPolicy,
  putPasswordPolicy,
} from '../../domain/iam/password-policy.ts';
import type { Handlers } from '../../wire/index.ts';

/** What the account has once: its alias, its password policy, its numbers. */
export const accountOperations = {
  async CreateAccountAlias(input, call) {
    await createAlias(call.work, await readAccount(call.work), input.AccountAlias);
    return {};
  },

  async ListAccountAliases(_input, call) {
    const { alias } = await readAccount(call.work);
    return { AccountAliases: alias === null ? [] : [alias], IsTruncated: false };
  },

  async DeleteAccountAlias(input, call) {
    deleteAlias(call.work, await readAccount(call.work), input.AccountAlias);
    return {};
  },

  async UpdateAccountPasswordPolicy(input, call) {
    putPasswordPolicy(call.work, await readAccount(call.work), input);
    return {};
  },

  async GetAccountPasswordPolicy(_input, call) {
    const policy = getPasswordPolicy(await readAccount(call.work));
    return { PasswordPolicy: { ...policy, ExpirePasswords: policy.MaxPasswordAge !== undefined } };
  },

  async DeleteAccountPasswordPolicy(_input, call) {
    deletePasswordPolicy(call.work, await readAccount(call.work));
    return {};
  },

  async GetAccountSummary(_input, call) {
    return { SummaryMap: await accountSummary(call.work, await readAccount(call.work)) };
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

const onAccount: AccessRule<object> = {};

export const accountAccess = {
  CreateAccountAlias: onAccount,
  ListAccountAliases: onAccount,
  DeleteAccountAlias: onAccount,
  UpdateAccountPasswordPolicy: onAccount,
  GetAccountPasswordPolicy: onAccount,
  DeleteAccountPasswordPolicy: onAccount,
  GetAccountSummary: onAccount,
} satisfies Access<typeof accountOperations>;
