import { findLiveSession, type LiveSession, withPrincipal } from '../calls/browser-session.ts';
import { commitOnce } from '../calls/commit-once.ts';
import type { FederationRequest } from '../domain/federation/tried.ts';
import {
  activateBrowserSession,
  endWithParent,
  findBrowserSession,
  findPendingSession,
  sessionOfId,
} from '../domain/sessions/browser-sessions.ts';
import { consoleLoginEvent } from '../domain/sessions/events.ts';
import { beginSigninWork, requestOf, type SigninParts } from './parts.ts';
import type { BegunSession, SessionView, SignedOut, SignInCode, Visit } from './service.ts';

/** The session that a code begins; undefined when it is used, late, or of another browser. */
export async function pendingSession(
  parts: SigninParts,
  code: SignInCode,
): Promise<SessionView | undefined> {
  const session = await findPendingSession(beginSigninWork(parts, ''), code);
  const live = session && (await withPrincipal(parts.credentials, session));
  return live && (await shown(parts, live));
}

/** The live session of a cookie's secret. */
export async function findSession(
  parts: SigninParts,
  secret: string,
): Promise<SessionView | undefined> {
  const live = await findLiveSession(parts.credentials, secret, parts.clock());
  return live && (await shown(parts, live));
}

async function shown({ state }: SigninParts, live: LiveSession): Promise<SessionView> {
  const { session, principal } = live;
  const { account, arn } = principal;
  return {
    account,
    alias: (await state.account(account))?.alias,
    arn,
    roleName: principal.kind === 'assumed-role' ? principal.roleName : undefined,
    name: arn.slice(arn.lastIndexOf('/') + 1),
    expiresAt: session.expiresAt,
    destination: session.destination,
  };
}

/** Makes a pending session active in place of the browser's earlier one, with its event. */
export async function activate(
  parts: SigninParts,
  code: SignInCode,
  replaced: string | undefined,
  visit: Visit,
): Promise<BegunSession | undefined> {
  const request = requestOf(parts, visit);
  const work = beginSigninWork(parts, '');
  const pending = await findPendingSession(work, code);
  const found = pending && (await withPrincipal(parts.credentials, pending));
  if (!found) return undefined;
  const secret = activateBrowserSession(work, code);
  const earlier = replaced === undefined ? undefined : await findBrowserSession(work, replaced);
  if (earlier) endWithParent(work, earlier);
  const { plan } = work;
  const began = await commitOnce(parts.redeem.store, {
    statements: [...plan.statements, ...loginEvent(parts, request, found)],
    changes: plan.changes,
  });
  if (!began) return undefined;
  return { secret, session: await shown(parts, found), now: request.now };
}

/**
 * The event of a session that a broker or an identity provider began. That of a password was written
 * with the session itself, when every factor was known.
 */
function loginEvent(
  parts: SigninParts,
  request: FederationRequest,
  { session, principal }: LiveSession,
) {
  if (isByPassword(session)) return [];
  const url = parts.publicUrl() + session.destination;
  const { provider } = session;
  const event = consoleLoginEvent(parts.random, request, principal, { url, provider });
  return [parts.redeem.writeEvent(event)];
}

function isByPassword({ kind }: LiveSession['session']): boolean {
  return kind === 'root' || kind === 'user';
}

/** Ends the session of a cookie's secret. */
export async function signOut(parts: SigninParts, secret: string): Promise<SignedOut> {
  const work = beginSigninWork(parts, '');
  const session = await findBrowserSession(work, secret);
  if (!session) return { issuerUrl: undefined, federated: false };
  const { issuerUrl, parentId } = session;
  const begun = parentId === undefined ? session : await sessionOfId(work, parentId);
  endWithParent(work, session);
  await parts.redeem.store.commit(work.plan);
  return { issuerUrl, federated: begun !== undefined && !isByPassword(begun) };
}
