import { z } from 'zod';
import { accountId, operation, type PortalCall } from './call.ts';

/** More would be no favourites any more. */
const MOST_FAVOURITES = 100;

/** The accounts that the person wants at the top. */
export async function favouritesOf({ work, user }: PortalCall): Promise<readonly string[]> {
  const row = await work.read
    .selectFrom('portal_favourites')
    .select('target_accounts')
    .where('account_id', '=', work.account)
    .where('user_id', '=', user.userId)
    .executeTakeFirst();
  return row === undefined || row.target_accounts === '' ? [] : row.target_accounts.split(' ');
}

export const favouriteOperations = {
  SetFavourites: operation(
    'SetFavourites',
    z.strictObject({ AccountIds: z.array(accountId).max(MOST_FAVOURITES) }),
    async ({ work, user }, { AccountIds }) => {
      const kept = { target_accounts: [...new Set(AccountIds)].join(' ') };
      work.write(
        work.read
          .insertInto('portal_favourites')
          .values({ account_id: work.account, user_id: user.userId, ...kept })
          .onConflict((conflict) => conflict.columns(['account_id', 'user_id']).doUpdateSet(kept)),
      );
      return {};
    },
  ),
};
