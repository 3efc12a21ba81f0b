import type { Work } from '../work.ts';
import { type AccountRow, updateAccount } from './account.ts';
import { alreadyExists, noSuchEntity, validationError } from './errors.ts';

/**
 * Sets the account's alias in place of the one it had (aws-facts H2). Throws EntityAlreadyExists
 * when an account has that alias, be it this one, and ValidationError for what could be mistaken
 * for an account ID.
 */
export async function createAlias(work: Work, account: AccountRow, alias: string): Promise<void> {
  if (/^\d{12}$/.test(alias)) {
    throw validationError(
      'The specified value for accountAlias is invalid. It must not be a 12-digit number.',
    );
  }
  // Aliases are names in sign-in addresses, so they are unique among all accounts.
  const holder = await work.read
    .selectFrom('accounts')
    .select('account_id')
    .where('alias', '=', alias)
    .executeTakeFirst();
  if (holder) throw alreadyExists(`The account alias ${alias} already exists.`);
  updateAccount(work, account, { alias });
}

/** Takes the alias away; throws NoSuchEntity unless it is the account's. */
export function deleteAlias(work: Work, account: AccountRow, alias: string): void {
  if (account.alias !== alias) {
    throw noSuchEntity(`The account alias ${alias} cannot be found.`);
  }
  updateAccount(work, account, { alias: null });
}
