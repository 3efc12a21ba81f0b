import { mailAddressKey } from '../../base/mail.ts';
import type { Work } from '../work.ts';

/** A root user as recovery reads it. */
export interface RootUser {
  readonly account_id: string;
  readonly name: string;
  readonly email: string;
  readonly email_key: string;
  readonly root_password: string | null;
  readonly state: 'ACTIVE' | 'SUSPENDED' | 'CLOSED';
}

const COLUMNS = ['account_id', 'name', 'email', 'email_key', 'root_password', 'state'] as const;

/** R241: the root user of an address, of which there is at most one in the installation. */
export async function rootUserOf(
  { read }: Work,
  by: { readonly email: string } | { readonly account: string },
): Promise<RootUser | undefined> {
  const rows = read.selectFrom('accounts').select(COLUMNS);
  const found =
    'email' in by
      ? rows.where('email_key', '=', mailAddressKey(by.email.trim()))
      : rows.where('account_id', '=', by.account);
  return await found.executeTakeFirst();
}
