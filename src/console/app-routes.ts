import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readCookie } from '../http/cookies.ts';
import type { Language } from '../http/language.ts';
import { createFraming, languageOf } from './frame.ts';
import { notBuiltPage } from './not-built-page.ts';
import type { ConsoleOptions } from './options.ts';

const FILES = '/assets/console/';

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
  const framing = createFraming();
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const secret = readCookie(request, 'console');
    const session = await findSession(secret);
    if (!session || secret === undefined) return leadToSignIn(request, reply);
    const language = languageOf(request, reply);
    const page = await files.page();
    if (page !== undefined) reply.header('content-security-policy', POLICY);
    const { frame, texts } = framing(language, '/console');
    return reply
      .type('text/html; charset=utf-8')
      .send(filled(page ?? notBuiltPage(frame, texts), language, csrfToken(secret)));
  };
}

/** The sign-in page leads back to where somebody wanted to go. */
export function leadToSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const query = new URLSearchParams({ destination: request.url });
  return reply.redirect(`/signin?${query}`, 303);
}

/** Writes the language and the session's token into the page; both are words without markup. */
function filled(page: string, language: Language, token: string): string {
  return page
    .replace(/<html lang="\w+"/, `<html lang="${language}"`)
    .replace(/<meta name="csrf" content=""/, `<meta name="csrf" content="${token}"`);
}
