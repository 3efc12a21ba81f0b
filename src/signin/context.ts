import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseLanguage, LANGUAGES, loadTexts } from '../http/language.ts';
import { pageMeta } from '../http/page-set.ts';
import { readCookie, setCookie } from './cookies.ts';
import type { SigninFrame } from './pages/frame.ts';
import { faultPage } from './pages/session-pages.ts';
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
  /** A handler whose unforeseen errors become a page with the request id, and a line in the log. */
  readonly guarded: (handler: PageHandler) => PageHandler;
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
    return { language, texts: own, languageNames, languageLabel: own('language.choose') };
  }

  const guarded = (handler: PageHandler): PageHandler => {
    return async (request, reply) => {
      try {
        return await handler(request, reply);
      } catch (error) {
        request.log.error({ err: error }, 'a sign-in page ended unexpectedly');
        return send(reply, 500, faultPage(frame(request, reply), request.id));
      }
    };
  };
  return { ...options, frame, guarded };
}

/** A parameter of the form or, without one there, of the query; undefined unless it is one text. */
export function parameter(request: FastifyRequest, name: string): string | undefined {
  for (const source of [request.body, request.query]) {
    if (typeof source !== 'object' || source === null || !Object.hasOwn(source, name)) continue;
    const value: unknown = Reflect.get(source, name);
    // A field that is sent twice has its first value, as with AWS.
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string') return first;
  }
  return undefined;
}

export function visitOf(request: FastifyRequest): Visit {
  const { address, secure, requestId } = pageMeta(request);
  const userAgent = (request.headers['user-agent'] ?? '').slice(0, MOST_USER_AGENT);
  return { requestId, address, secure, userAgent };
}

/** As much of a User-Agent as events and attempts keep. */
const MOST_USER_AGENT = 1024;

export function send(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page);
}

/**
 * True for a form of our own page. Browsers say where a request comes from in Sec-Fetch-Site, at
 * least where they trust the connection; others send Origin.
 */
export function isOwnForm(request: FastifyRequest, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  const scheme = pageMeta(request).secure ? 'https' : 'http';
  return origin === new URL(publicUrl).origin || origin === `${scheme}://${host}`;
}
