import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type PageHandler, parameter, type SigninContext, send, visitOf } from './context.ts';
import { plainPage } from './pages/plain-pages.ts';
import { continueWith, refuse } from './saml-routes.ts';
import type { Refusal } from './service.ts';
import { endSession } from './session-routes.ts';

/**
 * The federation endpoint of custom identity brokers (R173, aws-facts H3): credentials become a
 * sign-in token, and the token a console session. GET and POST, as with AWS.
 */
export function mountFederation(app: FastifyInstance, context: SigninContext): void {
  const handler: PageHandler = async (request, reply) => {
    switch (parameter(request, 'Action')) {
      case 'getSigninToken':
        return await getSigninToken(context, request, reply);
      case 'login':
        return await login(context, request, reply);
      case 'logout':
        return await logout(context, request, reply);
      default: {
        const frame = context.frame(request, reply);
        return send(reply, 400, plainPage(frame, 'signin.action.title', 'signin.action.lead'));
      }
    }
  };
  for (const region of ['', ...context.regions.map((name) => `/${name}`)]) {
    app.get(`${region}/federation`, handler);
    app.post(`${region}/federation`, handler);
  }
}

async function getSigninToken(
  { service }: SigninContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const outcome = await service.getSigninToken(
    {
      session: parameter(request, 'Session') ?? '',
      duration: parameter(request, 'SessionDuration') ?? parameter(request, 'DurationSeconds'),
    },
    visitOf(request),
  );
  if (outcome.kind === 'token') return reply.send({ SigninToken: outcome.token });
  return reply.code(outcome.refusal.status).send(told(outcome.refusal, request.id));
}

/** Programs ask for tokens, so their refusals are JSON. */
function told({ code, text }: Refusal, requestId: string): object {
  return { Error: { Code: code, Message: text }, RequestId: requestId };
}

async function login(
  context: SigninContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const outcome = await context.service.login(
    {
      signinToken: parameter(request, 'SigninToken') ?? '',
      destination: parameter(request, 'Destination') ?? '',
      issuer: parameter(request, 'Issuer'),
    },
    visitOf(request),
  );
  if (outcome.kind === 'refused') return refuse(context, request, reply, outcome.refusal);
  return continueWith(request, reply, outcome.code);
}

/** Signing out by a link is AWS's way; all that another site can do with it is end a session. */
async function logout(
  context: SigninContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  return await endSession(context, request, reply, parameter(request, 'redirect_uri'));
}
