import type { FastifyInstance, FastifyReply } from 'fastify';
import { commitOnce } from '../../calls/commit-once.ts';
import { portalCookie } from '../../calls/portal-session.ts';
import {
  activateBrowserSession,
  type BrowserSession,
  endSession,
  findBrowserSession,
  findPendingSession,
} from '../../domain/sessions/browser-sessions.ts';
import { workforceById } from '../../domain/sign-in/index.ts';
import { portalLogout } from '../../domain/sign-in/workforce-events.ts';
import { readCookie, setCookie } from '../../http/cookies.ts';
import { isOwnForm } from '../../http/own-form.ts';
import { tellForeign, tellLate } from '../answers.ts';
import { field, parameter } from '../context.ts';
import { isOwnBrowserForm } from '../csrf.ts';
import { portalSignIn } from './addresses.ts';
import {
  atPortal,
  claimedAt,
  type PortalEntry,
  type PortalVisit,
  portalSecret,
  portalWork,
  toldOf,
} from './parts.ts';

/** How the session of a portal begins and how it ends. */
export function mountPortalSession(app: FastifyInstance, entry: PortalEntry): void {
  app.get('/portal/:name/continue', atPortal(entry, proceed));
  app.post('/portal/:name/sign-out', atPortal(entry, signOut));
}

/**
 * Makes the session of a code active: once, within a minute, and only in the browser that signed in.
 * It takes the place of the browser's earlier one at this portal, under a secret of its own.
 */
async function proceed(visit: PortalVisit): Promise<FastifyReply> {
  const { entry, request, reply, instance, portal } = visit;
  const code = parameter(request, 'code') ?? '';
  const binding = readCookie(request, 'signin');
  const late = () => tellLate(entry.context, request, reply);
  if (binding === undefined || !/^[\w-]{43}$/.test(code)) return late();
  const work = portalWork(entry, instance.account_id);
  const pending = await findPendingSession(work, { code, binding });
  if (!pending || !isOfPortal(visit, pending)) return late();
  const secret = activateBrowserSession(work, { code, binding });
  const earlier = await sessionOf(visit);
  if (earlier) endSession(work, earlier.sessionId);
  if (!(await commitOnce(entry.parts.redeem.store, work.plan))) return late();
  const seconds = Math.max(1, Math.floor((pending.expiresAt - work.now) / 1000));
  setCookie(request, reply, portalCookie(portal), secret, seconds);
  setCookie(request, reply, 'signin', '', 0);
  return reply.redirect(pending.destination, 303);
}

function isOfPortal({ instance }: PortalVisit, session: BrowserSession): boolean {
  return session.kind === 'workforce' && session.account === instance.account_id;
}

async function sessionOf(visit: PortalVisit): Promise<BrowserSession | undefined> {
  const secret = portalSecret(visit);
  if (secret === undefined) return undefined;
  const session = await findBrowserSession(portalWork(visit.entry, ''), secret);
  return session && isOfPortal(visit, session) ? session : undefined;
}

/** R220: the session ends on every node at once, and the portal's sign-in page follows. */
async function signOut(visit: PortalVisit): Promise<FastifyReply> {
  const { entry, request, reply, instance, portal } = visit;
  if (!isOwnSignOut(visit)) return tellForeign(entry.context, request, reply);
  const session = await sessionOf(visit);
  if (session) {
    const { redeem, random } = entry.parts;
    const work = portalWork(entry, instance.account_id);
    const person = await workforceById(work, claimedAt(visit, ''), session.ownerId);
    endSession(work, session.sessionId);
    const event = portalLogout({ random, told: toldOf(visit) }, person);
    const { statements, changes } = work.plan;
    const events = event ? [redeem.writeEvent(event)] : [];
    await redeem.store.commit({ statements: [...statements, ...events], changes });
  }
  setCookie(request, reply, portalCookie(portal), '', 0);
  return reply.redirect(`${portalSignIn(portal)}?out=yes`, 303);
}

/** A form of our sign-in pages in this browser, or of the portal's app in this very session. */
function isOwnSignOut(visit: PortalVisit): boolean {
  const { entry, request } = visit;
  const publicUrl = entry.context.publicUrl();
  if (isOwnBrowserForm(request, publicUrl)) return true;
  const secret = portalSecret(visit);
  return (
    secret !== undefined &&
    isOwnForm(request, publicUrl) &&
    entry.isPortalToken(field(request, 'csrf'), secret)
  );
}
