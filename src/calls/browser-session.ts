import type { RandomBytes } from '../base/bytes.ts';
import { type KeyRing, keyedHash, matchesKeyedHash } from '../crypto/index.ts';
import type { Principal } from '../domain/principal.ts';
import { type BrowserSession, findBrowserSession } from '../domain/sessions/browser-sessions.ts';
import { beginWork } from '../domain/work.ts';
import type { Store } from '../store/index.ts';
import { type CredentialParts, findCredential } from './credentials.ts';

/** What the cookie of a session is resolved with. */
export interface BrowserSessionParts extends CredentialParts {
  readonly store: Store;
  readonly random: RandomBytes;
}

/** A session that may be acted in, and as whom. */
export interface LiveSession {
  readonly session: BrowserSession;
  readonly principal: Principal;
}

/**
 * The live session of a cookie's secret (`readCookie(request, 'console')`): neither ended nor
 * expired, and the principal behind its credentials still exists.
 *
 * @param now milliseconds since 1970
 */
export async function findLiveSession(
  parts: BrowserSessionParts,
  secret: string | undefined,
  now: number,
): Promise<LiveSession | undefined> {
  if (secret === undefined) return undefined;
  const { random, store } = parts;
  const work = beginWork({ account: '', now, random, read: store.read });
  const session = await findBrowserSession(work, secret);
  return session && (await withPrincipal(parts, session));
}

/** A session with the principal of its credentials; undefined when there is none any more. */
export async function withPrincipal(
  parts: CredentialParts,
  session: BrowserSession,
): Promise<LiveSession | undefined> {
  const { principal } = await findCredential(parts, session);
  return principal && { session, principal };
}

const CSRF = 'console-csrf';

/** The token by which the console's own pages are told: whoever knows the cookie's secret has it. */
export function consoleCsrfToken(secret: string, ring: KeyRing): string {
  return keyedHash(secret, CSRF, ring);
}

/** Whether a request carries the token of its session. */
export function isConsoleCsrfToken(
  token: string | undefined,
  secret: string,
  ring: KeyRing,
): boolean {
  return token !== undefined && matchesKeyedHash(token, secret, CSRF, ring);
}

const INTERVAL = 5 * 60_000;
const MOST_SESSIONS = 20_000;

/** Keeps the time of a session's last use. */
export interface SessionUse {
  readonly note: (session: BrowserSession, now: number) => void;
}

/** Writes it once in five minutes, and not while anybody waits: lists of devices promise no more. */
export function createSessionUse(store: Store): SessionUse {
  const noted = new Map<string, number>();
  const update = store.prepareStatement(
    'update browser_sessions set last_used_at = ? where account_id = ? and session_id = ?',
    'any',
  );
  return {
    note: ({ account, sessionId, lastUsedAt }, now) => {
      if (now - Math.max(lastUsedAt, noted.get(sessionId) ?? 0) < INTERVAL) return;
      if (noted.size >= MOST_SESSIONS) noted.clear();
      noted.set(sessionId, now);
      void store.append({ statements: [update(now, account, sessionId)], changes: [] });
    },
  };
}
