import { isoSeconds } from '../../base/clock.ts';
import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import { rootPasswordTime } from '../accounts/accounts.ts';
import type { Principal } from '../principal.ts';
import { type BrowserSession, sessionOfId } from '../sessions/browser-sessions.ts';
import type { Work } from '../work.ts';
import type { LoginGrant } from './grants.ts';
import type { LoginParts } from './parts.ts';

/** Whoever consented to a grant, as they are now. */
export interface HolderSubject {
  readonly grant: LoginGrant;
  /** When the password of the user or root user was changed last; undefined when that is not known. */
  readonly passwordChangedAt: number | undefined;
  /** The browser session that the grant came from; undefined when it is over. */
  readonly session: BrowserSession | undefined;
  readonly principal: Principal | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Looks up the session behind a grant and who it acts as. */
export async function examineHolder(
  parts: LoginParts,
  work: Work,
  grant: LoginGrant,
): Promise<HolderSubject> {
  const found = await sessionOfId(work, grant.sessionId);
  const parentLasts =
    found?.parentId === undefined || (await sessionOfId(work, found.parentId)) !== undefined;
  const session = parentLasts ? found : undefined;
  return {
    grant,
    passwordChangedAt: await passwordChangedAt(work, grant),
    session,
    principal: session && (await parts.principalOf(session)),
    now: work.now,
  };
}

async function passwordChangedAt(
  work: Work,
  { account, ownerId }: LoginGrant,
): Promise<number | undefined> {
  if (ownerId === account) return await rootPasswordTime(work, account);
  const row = await work.read
    .selectFrom('iam_users')
    .select('password_changed_at')
    .where('account_id', '=', account)
    .where('user_id', '=', ownerId)
    .executeTakeFirst();
  return row?.password_changed_at == null ? undefined : Number(row.password_changed_at);
}

const passwordIsUnchanged: Check<HolderSubject> = {
  name: 'passwordIsUnchanged',
  code: 'LOGIN-050',
  run({ grant, passwordChangedAt: changed }) {
    if (changed === undefined || changed <= grant.createdAt) return undefined;
    return failure('LOGIN-050', {
      principal: grant.principalArn,
      changedAt: isoSeconds(changed),
    });
  },
  describe: ({ grant, passwordChangedAt: changed }) => ({
    expected: `no change of the password after ${isoSeconds(grant.createdAt)}`,
    received: changed === undefined ? 'none' : isoSeconds(changed),
  }),
};

const sessionLasts: Check<HolderSubject> = {
  name: 'sessionLasts',
  code: 'LOGIN-051',
  run: (subject) => (hasTime(subject) ? undefined : failure('LOGIN-051', {})),
  describe: ({ session, now }) => ({
    expected: `a browser session that lasts beyond ${isoSeconds(now)}`,
    received: session ? `one until ${isoSeconds(session.expiresAt)}` : 'an ended one',
  }),
};

/** Credentials are told their time in whole seconds. */
function hasTime({ session, now }: HolderSubject): boolean {
  return session !== undefined && session.expiresAt - now >= 1000;
}

const principalExists: Check<HolderSubject> = {
  name: 'principalExists',
  code: 'LOGIN-052',
  run: ({ session, principal }) => {
    if (!session) throw new Error('there is no session');
    return principal ? undefined : failure('LOGIN-052', {});
  },
  describe: ({ grant, principal }) => ({
    expected: grant.principalArn,
    received: principal?.arn ?? 'nobody',
  }),
};

/** What has to be true still of whoever consented, at each exchange. */
export const holderChecks: readonly Check<HolderSubject>[] = [
  passwordIsUnchanged,
  sessionLasts,
  principalExists,
];
