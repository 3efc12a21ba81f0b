import { ACCOUNT_ENTITY } from '../entities.ts';
import type { Work } from '../work.ts';

/** The account as far as IAM has to do with it: its root user, alias and password policy. */
export interface AccountRow {
  readonly account_id: string;
  readonly name: string;
  readonly email_key: string;
  readonly alias: string | null;
  readonly created_at: number;
  readonly root_password: string | null;
  readonly password_policy: string | null;
  readonly row_version: number;
}

/** The row of the account that the work is for; an account that makes requests always has one. */
export async function readAccount(work: Work): Promise<AccountRow> {
  return await work.read
    .selectFrom('accounts')
    .select([
      'account_id',
      'name',
      'email_key',
      'alias',
      'created_at',
      'root_password',
      'password_policy',
      'row_version',
    ])
    .where('account_id', '=', work.account)
    .executeTakeFirstOrThrow();
}

/** Changes members of the account's row, guarded by the version that was read. */
export function updateAccount(
  work: Work,
  account: AccountRow,
  members: { alias?: string | null; password_policy?: string | null } = {},
): void {
  work.write(
    work.read
      .updateTable('accounts')
      .set((e) => ({ ...members, row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', account.account_id)
      .where('row_version', '=', account.row_version),
  );
  work.changed(ACCOUNT_ENTITY);
}
