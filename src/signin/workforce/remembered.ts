import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignInCode } from '../../domain/sessions/browser-sessions.ts';
import type { FlowState } from '../../domain/sign-in/index.ts';
import { readCookie, setCookie } from '../../http/cookies.ts';
import { portalContinue } from './addresses.ts';

const YEAR = 365 * 24 * 60 * 60;
/** As long as the code of a finished sign-in is valid, in seconds. */
const BINDING_SECONDS = 60;

/** The portal that was visited last in this browser, so that other pages lead back to it. */
export function visitedPortal(request: FastifyRequest): string | undefined {
  const portal = readCookie(request, 'portal');
  return portal !== undefined && /^d-[0-9a-z]{10}$/.test(portal) ? portal : undefined;
}

/** Keeps which portal was visited. */
export function rememberPortal(
  request: FastifyRequest,
  reply: FastifyReply,
  identityStoreId: string,
): void {
  setCookie(request, reply, 'portal', identityStoreId, YEAR);
}

/** The user name that was to be remembered for a portal (R248); empty for none. */
export function rememberedUserName(request: FastifyRequest, identityStoreId: string): string {
  const kept = readCookie(request, `portal-user-${identityStoreId}`) ?? '';
  return Buffer.from(kept, 'base64url').toString('utf8');
}

function rememberUserName(
  request: FastifyRequest,
  reply: FastifyReply,
  { claimed, identity, remember }: FlowState,
): void {
  if (claimed.kind !== 'workforce' || identity?.who.kind !== 'workforce') return;
  // As the directory has it, every character (R029); text of its own making is no cookie value.
  const name = remember ? Buffer.from(identity.who.userName, 'utf8').toString('base64url') : '';
  setCookie(request, reply, `portal-user-${claimed.identityStoreId}`, name, remember ? YEAR : 0);
}

/** Leads a browser whose sign-in is finished to its portal session. */
export function continueAtPortal(
  request: FastifyRequest,
  reply: FastifyReply,
  state: FlowState,
  { code, binding }: SignInCode,
): FastifyReply {
  if (state.claimed.kind !== 'workforce') throw new Error('there is no portal to go on to');
  rememberUserName(request, reply, state);
  setCookie(request, reply, 'signin', binding, BINDING_SECONDS);
  const path = portalContinue(state.claimed.identityStoreId);
  return reply.redirect(`${path}?${new URLSearchParams({ code }).toString()}`, 303);
}
