import type { FastifyReply, FastifyRequest } from 'fastify';
import { asAwsError } from '../calls/errors.ts';
import { readCookie, setCookie } from '../http/cookies.ts';
import { chooseLanguage, LANGUAGES, loadTexts } from '../http/language.ts';
import { pageMeta } from '../http/page-set.ts';
import { formToken } from './csrf.ts';
import type { SigninFrame } from './pages/frame.ts';
import { faultPage, unreadablePage } from './pages/plain-pages.ts';
import type { SignInService, Visit } from './service.ts';
import { SIGNIN_TEXTS } from './texts.ts';

/** What the sign-in pages are built with. */
export interface SigninOptions {
  readonly service: SignInService;
  /** Asked at every request: a port chosen by the system is known only after binding. */
  readonly publicUrl: () => string;
  /** The regions that have a path of their own. */
  readonly regions: readonly string[];
}

/** Handles one request for a page. */
export type PageHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** What every route of the sign-in pages shares. */
export interface SigninContext extends SigninOptions {
  /** The page's frame in the language that was chosen last. */
  readonly frame: (request: FastifyRequest, reply: FastifyReply) => SigninFrame;
  /** Answers an error that no handler foresaw, or a request that fastify could not even read. */
  readonly fail: (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;
}

const YEAR = 365 * 24 * 60 * 60;

/** Prepares what the routes share; throws when a text is missing. */
export function createContext(options: SigninOptions): SigninContext {
  const texts = loadTexts(SIGNIN_TEXTS);
  const languageNames = { en: texts.en('language.name'), ko: texts.ko('language.name') };

  function frame(request: FastifyRequest, reply: FastifyReply): SigninFrame {
    const asked = parameter(request, 'lang');
    const chosen = LANGUAGES.find((language) => language === asked);
    if (chosen !== undefined) setCookie(request, reply, 'language', chosen, YEAR);
    const remembered = chosen ?? readCookie(request, 'language');
    const language = chooseLanguage(remembered, request.headers['accept-language']);
    const own = texts[language];
    return {
      language,
      texts: own,
      languageNames,
      languageLabel: own('language.choose'),
      formToken: () => formToken(request, reply),
    };
  }

  function fail(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const status = statusOf(error);
    const page = frame(request, reply);
    if (status < 500) return send(reply, status, unreadablePage(page, status));
    request.log.error({ err: error }, 'a sign-in page ended unexpectedly');
    return send(reply, status, faultPage(page, request.id));
  }
  return { ...options, frame, fail };
}

/** Of fastify's own errors the status that it gives them; a store that is away is 503. */
function statusOf(error: unknown): number {
  const { statusCode } = error as { readonly statusCode?: number };
  if (statusCode !== undefined) return statusCode;
  return asAwsError(error).code === 'ServiceUnavailable' ? 503 : 500;
}

/** A field of the form; undefined unless it is one text. */
export function field({ body }: Pick<FastifyRequest, 'body'>, name: string): string | undefined {
  return textIn(body, name);
}

/** A field of the form or, without one there, a parameter of the query. */
export function parameter(request: FastifyRequest, name: string): string | undefined {
  return textIn(request.body, name) ?? textIn(request.query, name);
}

function textIn(source: unknown, name: string): string | undefined {
  if (typeof source !== 'object' || source === null || !Object.hasOwn(source, name))
    return undefined;
  const value: unknown = Reflect.get(source, name);
  // What is sent twice has its first value, as with AWS.
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : undefined;
}

export function visitOf(request: FastifyRequest): Visit {
  const { address, secure, requestId } = pageMeta(request);
  const userAgent = (request.headers['user-agent'] ?? '').slice(0, MOST_USER_AGENT);
  return { requestId, address, secure, userAgent };
}

/** As much of a User-Agent as events and attempts keep. */
const MOST_USER_AGENT = 1024;

/** Answers a page; `scripts` lets it load scripts of this origin, which other pages may not. */
export function send(
  reply: FastifyReply,
  status: number,
  page: string,
  { scripts = false }: { readonly scripts?: boolean } = {},
): FastifyReply {
  if (scripts) {
    const policy = String(reply.getHeader('content-security-policy'));
    reply.header('content-security-policy', `${policy};script-src 'self'`);
  }
  return reply.code(status).type('text/html; charset=utf-8').send(page);
}
