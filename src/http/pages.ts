import type { IncomingMessage, ServerResponse } from 'node:http';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import type { Logger } from './log.ts';

/** Pages that own the first segments of paths, such as `healthz` and `setup`. */
export interface PageSet {
  /** First path segments, without slashes; everything below them belongs to this set. */
  readonly segments: readonly string[];
  /** Adds the routes. */
  readonly mount: (app: FastifyInstance) => void;
}

/** The pages of a server, ready to be asked. */
export interface Pages {
  owns(path: string): boolean;
  /** The first segment, for metrics: a name from a table of ours. */
  nameOf(path: string): string;
  route(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

/** What the listener knows of the request behind a page. */
export interface PageMeta {
  readonly address: string;
  readonly secure: boolean;
  readonly requestId: string;
}

const metas = new WeakMap<IncomingMessage, PageMeta>();

/** Attaches what the listener knows to a request before it is routed. */
export function tellPage(request: IncomingMessage, meta: PageMeta): void {
  metas.set(request, meta);
}

/** What the listener knows of a request that reached a page. */
export function pageMeta(request: { readonly raw: IncomingMessage }): PageMeta {
  return metas.get(request.raw) ?? { address: '', secure: false, requestId: '' };
}

/** Forms are small; anything larger is refused before it is read. */
const LARGEST_FORM = 64 * 1024;

function firstSegment(path: string): string {
  const end = path.indexOf('/', 1);
  return end < 0 ? path.slice(1) : path.slice(1, end);
}

/** Builds fastify with the common headers and the routes of every set. */
export async function buildPages(sets: readonly PageSet[], logger: Logger): Promise<Pages> {
  const segments = new Set(sets.flatMap((set) => set.segments));
  const app: FastifyInstance = fastify({
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    bodyLimit: LARGEST_FORM,
    genReqId: (raw) => metas.get(raw)?.requestId ?? '',
    routerOptions: { ignoreTrailingSlash: true },
  });
  await app.register(helmet, securityHeaders);
  await app.register(formbody, { bodyLimit: LARGEST_FORM });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('cache-control', 'no-store');
  });
  app.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'a page ended unexpectedly');
    return reply.code(status).type('text/plain; charset=utf-8').send(`${status}\n`);
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('text/plain; charset=utf-8').send('404\n'),
  );
  for (const set of sets) set.mount(app);
  await app.ready();
  return {
    owns: (path) => path.length > 1 && segments.has(firstSegment(path)),
    nameOf: firstSegment,
    route: (request, response) => app.routing(request, response),
    close: () => app.close(),
  };
}

/**
 * Nothing inline, nothing from elsewhere. The referrer stays inside the origin (the set-up link holds
 * a token); `no-referrer` would make browsers send `Origin: null` with our own forms. No HSTS: it
 * holds for a host with all its ports, and on localhost it would break every other server there.
 */
const securityHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'same-origin' },
  strictTransportSecurity: false,
  xFrameOptions: { action: 'deny' },
} as const;
