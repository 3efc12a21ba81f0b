import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { APP_POLICY, filledAppPage, notBuiltPage } from '../http/app-page.ts';
import { readCookie } from '../http/cookies.ts';
import { createFraming, languageOf } from './frame.ts';
import type { ConsoleOptions } from './options.ts';

const FILES = '/assets/console/';

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
    if (page !== undefined) reply.header('content-security-policy', APP_POLICY);
    const { frame, texts } = framing(language, '/console');
    return reply
      .type('text/html; charset=utf-8')
      .send(filledAppPage(page ?? notBuiltPage(frame, texts), language, csrfToken(secret)));
  };
}

/** The sign-in page leads back to where somebody wanted to go. */
export function leadToSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const query = new URLSearchParams({ destination: request.url });
  return reply.redirect(`/signin?${query}`, 303);
}
