import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  fastify,
  LogController,
} from 'fastify';
import type { Logger } from './log.ts';
import { limitPageBodies } from './page-bodies.ts';
import { type PageServer, type PageSet, pageMeta } from './page-set.ts';
import { STYLE_SOURCE } from './style.ts';

/** Forms are small; anything larger is refused before it is read. */
const LARGEST_FORM = 64 * 1024;
/** All bodies that are read at one moment: some hundred of the largest forms that any page takes. */
const MOST_BODY_BYTES = 64 * 1024 * 1024;

/** Builds fastify with the common headers and the routes of every set. */
export async function buildPageServer(
  sets: readonly PageSet[],
  logger: Logger,
): Promise<PageServer> {
  const app: FastifyInstance = fastify({
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    bodyLimit: LARGEST_FORM,
    genReqId: (raw) => pageMeta({ raw }).requestId,
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: (_error, _request, reply) => tellStatus(reply, 400),
  });
  // Pages take forms; a route that wants JSON says so itself.
  app.removeAllContentTypeParsers();
  await app.register(helmet, securityHeaders);
  limitPageBodies(app, MOST_BODY_BYTES);
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: LARGEST_FORM });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('cache-control', 'no-store');
  });
  app.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'a page ended unexpectedly');
    return tellStatus(reply, status);
  });
  app.setNotFoundHandler((_request, reply) => tellStatus(reply, 404));
  for (const set of sets) set.mount(app);
  await app.ready();
  return {
    route: (request, response) => app.routing(request, response),
    close: async () => await app.close(),
  };
}

/** An answer without a page. */
function tellStatus(reply: FastifyReply, status: number): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${status}\n`);
}

/**
 * Nothing inline but the one style, which its hash names; nothing from elsewhere. The referrer stays inside the origin (the set-up link holds
 * a token); `no-referrer` would make browsers send `Origin: null` with our own forms. No HSTS: it
 * holds for a host with all its ports, and on localhost it would break every other server there.
 */
const securityHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: [STYLE_SOURCE],
      imgSrc: ["'self'"],
      mediaSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'same-origin' },
  strictTransportSecurity: false,
  xFrameOptions: { action: 'deny' },
} as const;
