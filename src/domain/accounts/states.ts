import { ACCOUNT_ENTITY } from '../entities.ts';
import type { Work } from '../work.ts';
import type { AccountRow } from './accounts.ts';

const DAY = 24 * 60 * 60_000;

/** R242: for so many days a closed account can be reopened, and never again afterwards. */
export const DAYS_TO_REOPEN = 90;

/**
 * The state of an account now. One that was closed is suspended while it can be reopened; the row is
 * brought up to date some time after that.
 */
export function stateOf(
  { state, closed_at: closedAt }: Pick<AccountRow, 'state' | 'closed_at'>,
  now: number,
): AccountRow['state'] {
  const isPast = closedAt !== null && now >= Number(closedAt) + DAYS_TO_REOPEN * DAY;
  return state === 'SUSPENDED' && isPast ? 'CLOSED' : state;
}

/**
 * Closes an account: from now on it has no principals, and nobody signs in to it. Its e-mail address
 * stays taken, its content is kept.
 */
export function closeAccount(work: Work, account: AccountRow): void {
  setState(work, account, { state: 'SUSPENDED', closed_at: work.now });
}

/** Opens a closed account again, as it was. Whether that is still possible is the caller's to ask. */
export function reopenAccount(work: Work, account: AccountRow): void {
  setState(work, account, { state: 'ACTIVE', closed_at: null });
}

function setState(
  work: Work,
  account: AccountRow,
  state: Pick<AccountRow, 'state' | 'closed_at'>,
): void {
  work.write(
    work.read
      .updateTable('accounts')
      .set((e) => ({ ...state, row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', account.account_id)
      .where('row_version', '=', account.row_version),
  );
  work.changed(ACCOUNT_ENTITY, account.account_id);
}
