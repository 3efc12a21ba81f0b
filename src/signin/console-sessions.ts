import { commitOnce } from '../calls/commit-once.ts';
import { findCredential } from '../calls/credentials.ts';
import type { Principal } from '../domain/principal.ts';
import {
  activateBrowserSession,
  type BrowserSession,
  endBrowserSession,
  findBrowserSession,
  findPendingSession,
} from '../domain/sessions/browser-sessions.ts';
import { consoleLoginEvent } from '../domain/sessions/events.ts';
import { workFor } from '../domain/work.ts';
import { beginSigninWork, requestOf, type SigninParts } from './parts.ts';
import type { BegunSession, SessionView, SignedOut, SignInCode, Visit } from './service.ts';

interface LiveSession {
  readonly session: BrowserSession;
  readonly principal: Principal;
  readonly view: SessionView;
}

/** The session that a code begins; undefined when it is used, late, or of another browser. */
export async function pendingSession(
  parts: SigninParts,
  code: SignInCode,
): Promise<SessionView | undefined> {
  const session = await findPendingSession(beginSigninWork(parts, ''), code);
  return (session && (await live(parts, session)))?.view;
}

/** The live session of a cookie's secret. */
export async function findSession(
  parts: SigninParts,
  secret: string,
): Promise<SessionView | undefined> {
  const session = await findBrowserSession(beginSigninWork(parts, ''), secret);
  return (session && (await live(parts, session)))?.view;
}

/** A session counts while the principal behind its credentials exists. */
async function live(
  { credentials, state }: SigninParts,
  session: BrowserSession,
): Promise<LiveSession | undefined> {
  const { principal } = await findCredential(credentials, session);
  if (!principal) return undefined;
  const { account, arn } = principal;
  const isRole = principal.kind === 'assumed-role';
  const view = {
    account,
    alias: (await state.account(account))?.alias,
    arn,
    roleName: isRole ? principal.roleName : undefined,
    name: arn.slice(arn.lastIndexOf('/') + 1),
    expiresAt: session.expiresAt,
    destination: session.destination,
  };
  return { session, principal, view };
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
  const found = pending && (await live(parts, pending));
  if (!found) return undefined;
  const secret = activateBrowserSession(work, code);
  const earlier = replaced === undefined ? undefined : await findBrowserSession(work, replaced);
  if (earlier) endBrowserSession(workFor(work, earlier.account), earlier.sessionId);
  const url = parts.publicUrl() + found.session.destination;
  const { provider } = found.session;
  const event = consoleLoginEvent(parts.random, request, found.principal, { url, provider });
  const { plan } = work;
  const began = await commitOnce(parts.redeem.store, {
    statements: [...plan.statements, parts.redeem.writeEvent(event)],
    changes: plan.changes,
  });
  if (!began) return undefined;
  return { secret, session: found.view, now: request.now };
}

/** Ends the session of a cookie's secret. */
export async function signOut(parts: SigninParts, secret: string): Promise<SignedOut> {
  const work = beginSigninWork(parts, '');
  const session = await findBrowserSession(work, secret);
  if (!session) return { issuerUrl: undefined };
  endBrowserSession(workFor(work, session.account), session.sessionId);
  await parts.redeem.store.commit(work.plan);
  return { issuerUrl: session.issuerUrl };
}
