import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LiveSession } from '../calls/browser-session.ts';
import { asAwsError } from '../calls/errors.ts';
import type { MovedSession } from '../calls/switch-role.ts';
import { CONSOLE_HOME, ownDestination } from '../domain/sessions/destination.ts';
import type { VisitFacts } from '../domain/sessions/events.ts';
import { readCookie, setCookie } from '../http/cookies.ts';
import { isOwnForm } from '../http/own-form.ts';
import { pageMeta } from '../http/page-set.ts';
import { leadToSignIn } from './app-routes.ts';
import { createFraming, languageOf } from './frame.ts';
import type { ConsoleOptions } from './options.ts';
import { type SwitchView, switchPage } from './switch-page.ts';

const MOST_USER_AGENT = 1024;
const MOST_NAME = 64;

/** Switching to a role and back (aws-facts H3): forms, so that they work from links and without scripts. */
export function mountSwitching(app: FastifyInstance, options: ConsoleOptions): void {
  const pages = createPages(options);
  app.get('/switchrole', async (request, reply) => {
    const here = await signedIn(options, request);
    if (!here) return leadToSignIn(request, reply);
    return pages(request, reply, here, { status: 200, refusal: undefined });
  });
  app.post('/switchrole', async (request, reply) => {
    const here = await signedIn(options, request);
    if (!here) return leadToSignIn(request, reply);
    if (!isOwn(options, request, here)) return foreign(pages, request, reply, here);
    return await switchTo(options, pages, request, reply, here);
  });
  app.post('/switchrole/exit', async (request, reply) => {
    const here = await signedIn(options, request);
    if (!here) return leadToSignIn(request, reply);
    if (!isOwn(options, request, here)) return foreign(pages, request, reply, here);
    const destination = destinationOf(options, request);
    const moved = await options.exitRole(here.live, destination, visitOf(options, request));
    if (moved) moveCookie(options, request, reply, moved);
    return reply.redirect(destination, 303);
  });
}

/** Who is signed in with the browser, and the secret that shows it. */
interface Here {
  readonly live: LiveSession;
  readonly secret: string;
}

async function signedIn(
  { findSession }: ConsoleOptions,
  request: FastifyRequest,
): Promise<Here | undefined> {
  const secret = readCookie(request, 'console');
  const live = await findSession(secret);
  return live && secret !== undefined ? { live, secret } : undefined;
}

/** A form of ours, made for this very session. */
function isOwn(options: ConsoleOptions, request: FastifyRequest, { secret }: Here): boolean {
  const token = textIn(request.body, 'csrf');
  return isOwnForm(request, options.publicUrl()) && options.isCsrfToken(token, secret);
}

/** The form is shown anew, with what was sent: nothing was done, and the person can mean it. */
function foreign(
  pages: ReturnType<typeof createPages>,
  request: FastifyRequest,
  reply: FastifyReply,
  here: Here,
): FastifyReply {
  return pages(request, reply, here, { status: 403, refusal: undefined });
}

async function switchTo(
  options: ConsoleOptions,
  pages: ReturnType<typeof createPages>,
  request: FastifyRequest,
  reply: FastifyReply,
  here: Here,
): Promise<FastifyReply> {
  const { account, roleName, displayName, color } = asked(request);
  const destination = destinationOf(options, request);
  const shown = { name: displayName || undefined, color: color || undefined };
  const wanted = { account, roleName, shown, destination };
  try {
    const moved = await options.switchRole(here.live, wanted, visitOf(options, request));
    moveCookie(options, request, reply, moved);
    return reply.redirect(destination, 303);
  } catch (error) {
    const { failure, message } = asAwsError(error);
    if (failure?.code === 'CONS-001') return leadToSignIn(request, reply);
    if (failure?.entry.wire === undefined) throw error;
    const status = failure.code === 'LIMIT-001' ? 429 : 403;
    return pages(request, reply, here, { status, refusal: message });
  }
}

function moveCookie(
  { clock }: ConsoleOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  { secret, expiresAt }: MovedSession,
): void {
  const seconds = Math.max(1, Math.floor((expiresAt - clock()) / 1000));
  setCookie(request, reply, 'console', secret, seconds);
}

function createPages(options: ConsoleOptions) {
  const framing = createFraming();
  return (
    request: FastifyRequest,
    reply: FastifyReply,
    { live, secret }: Here,
    { status, refusal }: { readonly status: number; readonly refusal: string | undefined },
  ): FastifyReply => {
    const view: SwitchView = {
      ...asked(request),
      destination: destinationOf(options, request),
      arn: live.principal.arn,
      csrf: options.csrfToken(secret),
      refusal,
    };
    const { account, roleName, displayName, color } = view;
    const query = new URLSearchParams({ account, roleName, displayName, color });
    const { frame, texts } = framing(languageOf(request, reply), `/switchrole?${query}`);
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(switchPage(frame, texts, view));
  };
}

/** What was asked for, in a form or in the address of a link. */
function asked(request: FastifyRequest) {
  const text = (name: string) => wordIn(request, name).trim().slice(0, MOST_NAME);
  const color = text('color').replace(/^#/, '');
  return {
    // People write account ids as they read them: 1111-2222-3333.
    account: text('account').replace(/^(\d{4})-(\d{4})-(\d{4})$/, '$1$2$3'),
    roleName: wordIn(request, 'roleName')
      .trim()
      .slice(0, MOST_NAME * 2),
    displayName: text('displayName'),
    color: /^[0-9a-fA-F]{6}$/.test(color) ? color : '',
  };
}

function destinationOf({ publicUrl }: ConsoleOptions, request: FastifyRequest): string {
  return (
    ownDestination(wordIn(request, 'destination') || CONSOLE_HOME, publicUrl()) ?? CONSOLE_HOME
  );
}

function wordIn({ body, query }: FastifyRequest, name: string): string {
  return textIn(body, name) ?? textIn(query, name) ?? '';
}

function textIn(source: unknown, name: string): string | undefined {
  if (typeof source !== 'object' || source === null || !Object.hasOwn(source, name))
    return undefined;
  const value: unknown = Reflect.get(source, name);
  return typeof value === 'string' ? value : undefined;
}

function visitOf({ clock, region }: ConsoleOptions, request: FastifyRequest): VisitFacts {
  const { address, secure, requestId } = pageMeta(request);
  const userAgent = (request.headers['user-agent'] ?? '').slice(0, MOST_USER_AGENT);
  return { requestId, now: clock(), region, sourceAddress: address, userAgent, secure };
}
