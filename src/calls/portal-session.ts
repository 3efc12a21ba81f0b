import type { RandomBytes } from '../base/bytes.ts';
import { type KeyRing, keyedHash, matchesKeyedHash } from '../crypto/index.ts';
import type { WorkforceState, WorkforceUserState } from '../domain/identity-center/state.ts';
import { type BrowserSession, findBrowserSession } from '../domain/sessions/browser-sessions.ts';
import { beginWork } from '../domain/work.ts';
import type { Store } from '../store/index.ts';

/** What the cookie of an access portal is resolved with. */
export interface PortalSessionParts {
  readonly store: Store;
  readonly random: RandomBytes;
  readonly workforce: WorkforceState;
}

/** A portal session that may be acted in, and whose it is. */
export interface LivePortalSession {
  readonly session: BrowserSession;
  readonly user: WorkforceUserState;
}

/**
 * The live session of a portal's cookie (`readCookie(request, portalCookie(identityStoreId))`): of
 * this instance, neither ended nor expired, and its user is there and enabled. Undefined otherwise.
 *
 * @param instanceAccount the account that owns the instance
 * @param now milliseconds since 1970
 */
export async function findPortalSession(
  { store, random, workforce }: PortalSessionParts,
  secret: string | undefined,
  instanceAccount: string,
  now: number,
): Promise<LivePortalSession | undefined> {
  if (secret === undefined) return undefined;
  const work = beginWork({ account: instanceAccount, now, random, read: store.read });
  const session = await findBrowserSession(work, secret);
  if (session?.kind !== 'workforce' || session.account !== instanceAccount) return undefined;
  await workforce.fresh([instanceAccount]);
  const user = await workforce.user(instanceAccount, session.ownerId);
  return user?.enabled === true ? { session, user } : undefined;
}

/** The name of the cookie that holds the secret of a portal's session. */
export function portalCookie(identityStoreId: string): `portal-${string}` {
  return `portal-${identityStoreId}`;
}

const CSRF = 'portal-csrf';

/** The token by which the portal's own pages are told: whoever knows the cookie's secret has it. */
export function portalCsrfToken(secret: string, ring: KeyRing): string {
  return keyedHash(secret, CSRF, ring);
}

/** Whether a request carries the token of its portal session. */
export function isPortalCsrfToken(
  token: string | undefined,
  secret: string,
  ring: KeyRing,
): boolean {
  return token !== undefined && matchesKeyedHash(token, secret, CSRF, ring);
}
