import { sha256 } from '../../base/digest.ts';
import type { Work } from '../work.ts';

/** How long a set-up link is valid, in milliseconds. */
export const SETUP_LINK_LIFETIME = 60 * 60 * 1000;

/** What a set-up link turned out to be. */
export type SetupLink =
  | { readonly state: 'valid'; readonly account: string }
  | { readonly state: 'unknown' | 'expired' | 'used' };

/** Makes a set-up link for the work's account and answers its secret; only a hash is kept. */
export function createSetupLink(work: Work): string {
  const token = work.random(32).toString('base64url');
  work.write(
    work.read.insertInto('setup_links').values({
      account_id: work.account,
      token_hash: sha256(token),
      expires_at: work.now + SETUP_LINK_LIFETIME,
    }),
  );
  return token;
}

/** Looks a link up by its secret. */
export async function findSetupLink(work: Work, token: string): Promise<SetupLink> {
  const row = await work.read
    .selectFrom('setup_links')
    .select(['account_id', 'expires_at', 'used_at'])
    .where('token_hash', '=', sha256(token))
    .executeTakeFirst();
  if (!row) return { state: 'unknown' };
  if (row.used_at !== null) return { state: 'used' };
  return work.now < row.expires_at
    ? { state: 'valid', account: row.account_id }
    : { state: 'expired' };
}

/** Marks a link as used; the plan fails when somebody else has used it meanwhile. */
export function useSetupLink(work: Work, token: string): void {
  work.write(
    work.read
      .updateTable('setup_links')
      .set({ used_at: work.now })
      .where('token_hash', '=', sha256(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', work.now),
  );
}

/** Ends every open link of the work's account. */
export function endSetupLinks(work: Work): void {
  work.write(
    work.read
      .updateTable('setup_links')
      .set({ used_at: work.now })
      .where('account_id', '=', work.account)
      .where('used_at', 'is', null),
    'any',
  );
}
