import type { FastifyInstance } from 'fastify';
import { addressMatcher } from './forwarded.ts';
import type { Metrics } from './metrics.ts';
import { type PageSet, pageMeta } from './page-set.ts';

/** One thing that must hold before the server is sent work. */
export interface Readiness {
  readonly name: string;
  readonly ready: boolean;
  /** Why not, for the operator; never a secret. */
  readonly reason?: string;
}

/** Networks whose addresses never come from the public internet (RFC 1918, 4193, 6598, 3927). */
const PRIVATE_NETWORKS = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '::1',
  'fc00::/7',
  'fe80::/10',
];

/**
 * `/healthz`: the process answers. `/readyz`: it should be sent work; 503 with the reasons otherwise.
 * `/metrics`: for Prometheus, told to loopback and private addresses only, since it shows what an
 * installation is used for.
 */
export function systemPages(options: {
  readonly metrics: Metrics;
  readonly readiness: () => Promise<readonly Readiness[]>;
}): PageSet {
  const isPrivate = addressMatcher(PRIVATE_NETWORKS);
  const mount = (app: FastifyInstance) => {
    app.get('/healthz', (_request, reply) => reply.send({ status: 'ok' }));
    app.get('/readyz', async (_request, reply) => {
      const checks = await options.readiness();
      const ready = checks.every((check) => check.ready);
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', checks });
    });
    app.get('/metrics', async (request, reply) => {
      if (!isPrivate(pageMeta(request).address)) {
        reply.callNotFound();
        return reply;
      }
      const { contentType, body } = await options.metrics.text();
      return reply.type(contentType).send(body);
    });
  };
  return { segments: ['healthz', 'readyz', 'metrics'], mount };
}
