import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readCookie, setCookie } from '../http/cookies.ts';
import { isOwnForm } from '../http/own-form.ts';
import { tellForeign, tellLate, withLanguageLinks } from './answers.ts';
import { parameter, type SigninContext, send, visitOf } from './context.ts';
import { replacePage, signedOutPage } from './pages/session-pages.ts';
import { refuse } from './saml-routes.ts';
import type { SessionView, SignInCode } from './service.ts';

/** The pages of a session: how it begins, what it is, how it ends. */
export function mountSessions(app: FastifyInstance, context: SigninContext): void {
  app.get('/signin/continue', proceed(context));
  app.post('/signin/continue', replace(context));
  app.post('/signin/out', signOut(context));
  app.get('/signin/refused', showRefusal(context));
}

/** The code in the form or the query, with the browser's own half. */
function codeOf(request: FastifyRequest): SignInCode | undefined {
  const code = parameter(request, 'code');
  const binding = readCookie(request, 'signin');
  if (code === undefined || binding === undefined || !/^[\w-]{43}$/.test(code)) return undefined;
  return { code, binding };
}

function proceed(context: SigninContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const code = codeOf(request);
    const next = code && (await context.service.pendingSession(code));
    if (!code || !next) return tellLate(context, request, reply);
    const now = await currentSession(context, request);
    if (now === undefined || now.arn === next.arn)
      return await begin(context, request, reply, code);
    const frame = withLanguageLinks(context.frame(request, reply), request, { code: code.code });
    return send(reply, 200, replacePage(frame, { now, next }, code.code));
  };
}

function replace(context: SigninContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (!isOwnForm(request, context.publicUrl())) return tellForeign(context, request, reply);
    const code = codeOf(request);
    return code ? await begin(context, request, reply, code) : tellLate(context, request, reply);
  };
}

async function begin(
  context: SigninContext,
  request: FastifyRequest,
  reply: FastifyReply,
  code: SignInCode,
): Promise<FastifyReply> {
  const replaced = readCookie(request, 'console');
  const begun = await context.service.activate(code, replaced, visitOf(request));
  if (!begun) return tellLate(context, request, reply);
  const { secret, session } = begun;
  const seconds = Math.max(1, Math.floor((session.expiresAt - begun.now) / 1000));
  setCookie(request, reply, 'console', secret, seconds);
  setCookie(request, reply, 'signin', '', 0);
  return reply.redirect(session.destination, 303);
}

function signOut(context: SigninContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (!isOwnForm(request, context.publicUrl())) return tellForeign(context, request, reply);
    return await endSession(context, request, reply);
  };
}

/** Ends the browser's session, if it has one, and says so or leads on to `next`. */
export async function endSession(
  context: SigninContext,
  request: FastifyRequest,
  reply: FastifyReply,
  next?: string,
): Promise<FastifyReply> {
  const secret = readCookie(request, 'console');
  const ended = secret === undefined ? undefined : await context.service.signOut(secret);
  setCookie(request, reply, 'console', '', 0);
  const issuerUrl = ended?.issuerUrl;
  const target = next === undefined ? undefined : leadsTo(next, context.publicUrl(), issuerUrl);
  if (target !== undefined) return reply.redirect(target, 303);
  const frame = context.frame(request, reply);
  const federated = ended?.federated ?? false;
  return send(reply, 200, signedOutPage(frame, { issuerUrl, federated }));
}

/** Signing out leads on to this server, or to the origin that the session came from; nowhere else. */
function leadsTo(
  next: string,
  publicUrl: string,
  issuerUrl: string | undefined,
): string | undefined {
  const target = URL.parse(next);
  if (target === null || !/^https?:$/.test(target.protocol)) return undefined;
  const origins = [publicUrl, issuerUrl].map((url) => URL.parse(url ?? '')?.origin);
  return origins.includes(target.origin) ? target.href : undefined;
}

function showRefusal(context: SigninContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const refusedRequest = parameter(request, 'request') ?? '';
    const known = /^[0-9a-f-]{36}$/.test(refusedRequest);
    const code = parameter(request, 'code') ?? '';
    const refusal = known ? context.service.refusalOf(code, refusedRequest) : undefined;
    if (!refusal) return tellLate(context, request, reply);
    return refuse(context, request, reply, refusal, refusedRequest);
  };
}

async function currentSession(
  { service }: SigninContext,
  request: FastifyRequest,
): Promise<SessionView | undefined> {
  const secret = readCookie(request, 'console');
  return secret === undefined ? undefined : await service.findSession(secret);
}
