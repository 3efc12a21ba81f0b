import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readCookie, setCookie } from '../http/cookies.ts';
import { chooseLanguage, LANGUAGES, type Language, loadTexts } from '../http/language.ts';
import { languageLink } from '../http/layout.ts';
import { notBuiltPage } from './not-built-page.ts';
import type { ConsoleOptions } from './options.ts';
import { CONSOLE_TEXTS } from './texts.ts';

const FILES = '/assets/console/';
const YEAR = 365 * 24 * 60 * 60;

/**
 * What the app may load: its own files and calls, no inline script or style, no text as script.
 * Pictures as data are the codes that devices scan. `require-trusted-types-for` keeps the app itself
 * from writing HTML out of texts.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join(';');

/** The page that the app starts from, at each of the app's addresses, and the app's files. */
export function mountApp(app: FastifyInstance, options: ConsoleOptions): void {
  options.files.mount(app, FILES);
  const handler = showApp(options);
  app.get('/console', handler);
  app.get('/console/*', handler);
}

function showApp({ files, findSession, csrfToken }: ConsoleOptions) {
  const texts = loadTexts(CONSOLE_TEXTS);
  const languageNames = { en: texts.en('language.name'), ko: texts.ko('language.name') };
  const notBuilt = (language: Language): string => {
    const own = texts[language];
    const otherLanguage = (other: Language, name: string) =>
      languageLink(other, name, `/console?lang=${other}`);
    const languageLabel = own('language.choose');
    return notBuiltPage({ language, languageNames, languageLabel, otherLanguage }, own);
  };
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const secret = readCookie(request, 'console');
    const session = await findSession(secret);
    if (!session || secret === undefined) return leadToSignIn(request, reply);
    const language = languageOf(request, reply);
    const page = await files.page();
    if (page !== undefined) reply.header('content-security-policy', POLICY);
    return reply
      .code(page === undefined ? 503 : 200)
      .type('text/html; charset=utf-8')
      .send(filled(page ?? notBuilt(language), language, csrfToken(secret)));
  };
}

/** The sign-in page leads back to where somebody wanted to go. */
function leadToSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const query = new URLSearchParams({ destination: request.url });
  return reply.redirect(`/signin?${query}`, 303);
}

/** Writes the language and the session's token into the page; both are words without markup. */
function filled(page: string, language: Language, token: string): string {
  return page
    .replace(/<html lang="\w+"/, `<html lang="${language}"`)
    .replace(/<meta name="csrf" content=""/, `<meta name="csrf" content="${token}"`);
}

function languageOf(request: FastifyRequest, reply: FastifyReply): Language {
  const { lang } = request.query as { readonly lang?: unknown };
  const chosen = LANGUAGES.find((language) => language === lang);
  if (chosen !== undefined) setCookie(request, reply, 'language', chosen, YEAR);
  const remembered = chosen ?? readCookie(request, 'language');
  return chooseLanguage(remembered, request.headers['accept-language']);
}
