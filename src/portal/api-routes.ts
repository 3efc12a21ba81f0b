import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Connection } from '../calls/connection.ts';
import { asAwsError } from '../calls/errors.ts';
import { addressKey } from '../calls/throttle.ts';
import type { AwsError } from '../failures/aws-error.ts';
import { commonErrors, refuse, surface } from '../failures/aws-error.ts';
import { firstFailure } from '../failures/check.ts';
import { readCookie, setCookie } from '../http/cookies.ts';
import { pageMeta } from '../http/page-set.ts';
import type { CallNotes } from './call.ts';
import { portalCallChecks } from './call-checks.ts';
import type { PortalParts } from './parts.ts';
import { runOperation } from './run.ts';
import { findPortal, findVisitor, type Visitor } from './visitor.ts';

/** The largest is the answer of an authenticator. */
const LARGEST_BODY = 128 * 1024;

/** The calls of the portal's page: `POST /portal/{name}/api/{Operation}` with a JSON body. */
export function mountCalls(app: FastifyInstance, parts: PortalParts): void {
  const admitted = new WeakMap<FastifyRequest, Visitor>();
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
      done(null, body);
    });
    scope.post('/portal/:name/api/:operation', {
      bodyLimit: LARGEST_BODY,
      // Who calls is decided before the body is read.
      onRequest: async (request, reply) => {
        try {
          admitted.set(request, await admit(parts, request));
          return;
        } catch (error) {
          return refused(parts, request, reply, error);
        }
      },
      handler: async (request, reply) => {
        try {
          const visitor = await stillThere(parts, request, admitted.get(request));
          return await serve(parts, request, reply, visitor);
        } catch (error) {
          return refused(parts, request, reply, error);
        }
      },
    });
  });
}

/** Throws LIMIT-001 and PORT-001 to PORT-004. */
async function admit(parts: PortalParts, request: FastifyRequest): Promise<Visitor> {
  const { headers } = request;
  const key = addressKey(pageMeta(request).address);
  const now = parts.clock();
  if (!parts.addressThrottle.permits(key, now)) throw refuse('LIMIT-001', { who: key }); // stage: throttle strangers at portals
  const visitor = await visitorOf(parts, request);
  const token = headers['x-gatehouse-csrf'];
  const failed = firstFailure(portalCallChecks, {
    hasLiveSession: visitor !== undefined,
    origin: headers.origin,
    ownOrigin: new URL(parts.publicUrl()).origin,
    hasToken:
      visitor !== undefined &&
      typeof token === 'string' &&
      parts.isCsrfToken(token, visitor.secret),
    contentType: headers['content-type'],
  });
  if (failed) {
    parts.addressThrottle.charge(key, now);
    throw surface(failed); // stage: authenticate portals
  }
  if (!visitor) throw new Error('a check is missing');
  const { sessionId } = visitor.session;
  if (!parts.callThrottle.take(sessionId, now)) throw refuse('LIMIT-001', { who: sessionId }); // stage: throttle portals
  parts.sessionUse.note(visitor.session, now);
  return visitor;
}

async function visitorOf(
  parts: PortalParts,
  request: FastifyRequest,
): Promise<Visitor | undefined> {
  const portal = await findPortal(parts, paramsOf(request).name);
  return portal && (await findVisitor(parts, portal, request));
}

/** A body that was held back does not outlive the end of its session. */
async function stillThere(
  parts: PortalParts,
  request: FastifyRequest,
  admitted: Visitor | undefined,
): Promise<Visitor> {
  const visitor = admitted && (await visitorOf(parts, request));
  if (!visitor) throw refuse('PORT-001', {}); // stage: authenticate slow portals
  return visitor;
}

async function serve(
  parts: PortalParts,
  request: FastifyRequest,
  reply: FastifyReply,
  visitor: Visitor,
): Promise<FastifyReply> {
  const { address, secure, requestId } = pageMeta(request);
  const visit = {
    requestId,
    now: parts.clock(),
    region: parts.region,
    sourceAddress: address,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 1024),
    secure,
  };
  const consoleSecret = readCookie(request, 'console');
  const { operation } = paramsOf(request);
  const body = typeof request.body === 'string' ? request.body : '';
  const { output, notes } = await runOperation(
    { ...visitor, parts, visit, consoleSecret },
    operation,
    body,
  );
  if (notes.refusal) return refused(parts, request, reply, notes.refusal);
  keepConsole(parts, request, reply, notes);
  return answer(reply, 200, requestId, output);
}

function keepConsole(
  { clock }: PortalParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { consoleSession }: CallNotes,
): void {
  if (!consoleSession) return;
  const seconds = Math.max(1, Math.floor((consoleSession.expiresAt - clock()) / 1000));
  setCookie(request, reply, 'console', consoleSession.secret, seconds);
}

function paramsOf({ params }: FastifyRequest): {
  readonly name: string;
  readonly operation: string;
} {
  return params as { name: string; operation: string };
}

/** The status by which the page knows that it has to lead to the sign-in page. */
const ENDED = 401;

function refused(
  parts: PortalParts,
  request: FastifyRequest,
  reply: FastifyReply,
  thrown: unknown,
): FastifyReply {
  const { address, secure, requestId } = pageMeta(request);
  const { operation } = paramsOf(request);
  const connection: Connection = { address, secure, requestId, service: 'portal', operation };
  parts.report(thrown, connection);
  const error = asAwsError(thrown);
  const status = error.failure?.code === 'PORT-001' ? ENDED : statusOf(error);
  return answer(reply, status, requestId, { __type: error.code, message: error.message });
}

function statusOf({ code }: AwsError): number {
  if (!Object.hasOwn(commonErrors, code)) return 400;
  return commonErrors[code as keyof typeof commonErrors].rest.status;
}

function answer(
  reply: FastifyReply,
  status: number,
  requestId: string,
  body: object,
): FastifyReply {
  return reply
    .code(status)
    .header('x-amzn-requestid', requestId)
    .type('application/json')
    .send(JSON.stringify(body));
}
