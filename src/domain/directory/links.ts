import type { Selectable } from 'kysely';
import { sha256 } from '../../base/digest.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import { type Check, firstFailure } from '../../failures/check.ts';
import type { DirectoryLinkTable } from '../../store/tables/directory.ts';
import type { Work } from '../work.ts';
import { findUser, type UserRow } from './users.ts';

/** What a link is good for. */
export type LinkPurpose = DirectoryLinkTable['purpose'];

const HOUR = 60 * 60_000;

/** How long a link can be used, in milliseconds (aws-facts H7; a reset as that of root users). */
export const LINK_LIFETIME: Readonly<Record<LinkPurpose, number>> = {
  invitation: 7 * 24 * HOUR,
  reset: HOUR,
  'verify-email': 24 * HOUR,
};

/**
 * Makes a link for a user and answers its secret, of which only a hash is kept. Earlier links of the
 * purpose are worth nothing any more, so that there is one at most.
 */
export function issueLink(
  work: Work,
  user: Pick<UserRow, 'store_id' | 'user_id' | 'email'>,
  purpose: LinkPurpose,
): string {
  const secret = work.random(32).toString('base64url');
  endLinks(work, user.user_id, [purpose]);
  work.write(
    work.read.insertInto('directory_links').values({
      account_id: work.account,
      store_id: user.store_id,
      user_id: user.user_id,
      purpose,
      token_hash: sha256(secret),
      email: user.email ?? '',
      created_at: work.now,
      expires_at: work.now + LINK_LIFETIME[purpose],
      used_at: null,
    }),
  );
  return secret;
}

/** Makes links of a user worthless. */
export function endLinks(work: Work, userId: string, purposes: readonly LinkPurpose[]): void {
  work.write(
    work.read
      .deleteFrom('directory_links')
      .where('account_id', '=', work.account)
      .where('user_id', '=', userId)
      .where('purpose', 'in', purposes),
    'any',
  );
}

/** A link as it was found, with whom it is for. */
export interface FoundLink {
  readonly row: Selectable<DirectoryLinkTable> | undefined;
  readonly user: UserRow | undefined;
  readonly now: number;
}

/** What makes a link good. A link that was replaced, or used, is not there any more. */
export const linkChecks: readonly Check<FoundLink>[] = [
  {
    name: 'linkIsCurrent',
    code: 'DIR-010',
    run: ({ row, user }) => (row && user ? undefined : failure('DIR-010', {})),
    describe: ({ row, user }) => ({
      expected: 'the newest link that was mailed, not used yet',
      received: row && user ? 'that one' : 'another one',
    }),
  },
  {
    name: 'linkIsInTime',
    code: 'DIR-011',
    run: ({ row, now }) => {
      const end = Number(row?.expires_at);
      if (now < end) return undefined;
      return failure('DIR-011', { end: new Date(end).toISOString() });
    },
    describe: ({ row, now }) => ({
      expected: `before ${new Date(Number(row?.expires_at)).toISOString()}`,
      received: new Date(now).toISOString(),
    }),
  },
  {
    name: 'linkWentToTheirAddress',
    code: 'DIR-012',
    run: ({ row, user }) => (row?.email === user?.email ? undefined : failure('DIR-012', {})),
    describe: ({ row, user }) => ({
      expected: user?.email ?? 'an address',
      received: row?.email ?? 'no address',
    }),
  },
  {
    name: 'userIsEnabled',
    code: 'DIR-013',
    run: ({ user }) => (user?.status === 'ENABLED' ? undefined : failure('DIR-013', {})),
    describe: ({ user }) => ({ expected: 'ENABLED', received: user?.status ?? 'no user' }),
  },
];

/** A good link. */
export interface Link {
  readonly tokenHash: string;
  readonly purpose: LinkPurpose;
  readonly email: string;
  readonly user: UserRow;
}

/**
 * The link of a secret in the store of the portal that it was opened at, or why it is worth nothing.
 * Looking does not use it.
 */
export async function findLink(
  work: Work,
  storeId: string,
  secret: string,
  purpose: LinkPurpose,
): Promise<{ readonly link: Link } | { readonly failed: Failure }> {
  const tokenHash = sha256(secret);
  const row = await work.read
    .selectFrom('directory_links')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('account_id', '=', work.account)
    .where('store_id', '=', storeId)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  const user = row && (await findUser(work, storeId, row.user_id));
  const failed = firstFailure(linkChecks, { row, user, now: work.now });
  if (failed) return { failed };
  if (!row || !user) throw new Error('the checks let a link pass that there is not');
  return { link: { tokenHash, purpose, email: row.email, user } };
}

/** Until when an invitation can be accepted that a user has not accepted yet; undefined without one. */
export async function openInvitation(work: Work, userId: string): Promise<number | undefined> {
  const row = await work.read
    .selectFrom('directory_links')
    .select('expires_at')
    .where('account_id', '=', work.account)
    .where('user_id', '=', userId)
    .where('purpose', '=', 'invitation')
    .where('used_at', 'is', null)
    .where('expires_at', '>', work.now)
    .executeTakeFirst();
  return row && Number(row.expires_at);
}

/** Uses a link up, before anything else that it is used for is written. The plan fails when it was used meanwhile. */
export function useLink(work: Work, { tokenHash }: Link): void {
  work.write(
    work.read
      .updateTable('directory_links')
      .set({ used_at: work.now })
      .where('account_id', '=', work.account)
      .where('token_hash', '=', tokenHash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', work.now),
  );
}
