import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HttpResponse } from '../base/http.ts';
import type { Connection } from '../calls/connection.ts';
import type { AdmittedCall } from '../calls/run-console.ts';
import { readCookie } from '../http/cookies.ts';
import { pageMeta } from '../http/page-set.ts';
import type { ConsoleOptions } from './options.ts';

/** What AWS Query services take; metadata documents of identity providers are the largest. */
const LARGEST_BODY = 10_000_000;

/**
 * The calls of the console's pages: `POST /console/api/{service}/{Operation}` with a JSON body. Who
 * calls is decided before the body is read.
 */
export function mountCalls(app: FastifyInstance, { calls }: ConsoleOptions): void {
  const admitted = new WeakMap<FastifyRequest, AdmittedCall>();
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
    scope.post('/console/api/:service/:operation', {
      bodyLimit: LARGEST_BODY,
      onRequest: async (request, reply) => {
        const admission = await calls.admit({ ...nameOf(request), ...asked(request) });
        if ('status' in admission) return answer(reply, admission);
        admitted.set(request, admission);
      },
      handler: async (request, reply) => {
        const call = admitted.get(request);
        if (!call) throw new Error('a call was not admitted');
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        return answer(reply, await calls.serve(call, body));
      },
    });
  });
}

function nameOf({ params }: FastifyRequest): { service: string; operation: string } {
  return params as { service: string; operation: string };
}

function asked(request: FastifyRequest) {
  const secret = readCookie(request, 'console');
  return { secret, headers: headersOf(request), connection: connectionOf(request) };
}

/** Each header once, as calls have them. */
function headersOf({ headers }: FastifyRequest): Record<string, string | undefined> {
  const texts: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(headers)) {
    texts[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return texts;
}

function connectionOf(request: FastifyRequest): Connection {
  const { address, secure, requestId } = pageMeta(request);
  return { address, secure, requestId, service: 'pages', operation: 'console' };
}

function answer(reply: FastifyReply, { status, headers, body }: HttpResponse): FastifyReply {
  return reply
    .code(status)
    .headers({ ...headers })
    .send(body);
}
