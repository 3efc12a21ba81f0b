/**
 * signin/sso: the pages on which people of a workforce let command lines in (`aws sso login`). Owns: the
 * authorization endpoint with its question, the device page with its code. Does not own: what a link or
 * a code must be and what is granted (domain/identity-center), signing in (signin/workforce): whoever is
 * not signed in is led there and comes back.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AwsError } from '../../failures/aws-error.ts';
import { loadTexts } from '../../http/language.ts';
import { type SigninContext, send } from '../context.ts';
import { mountAuthorizeCode } from './authorize-routes.ts';
import { mountDevice } from './device-routes.ts';
import { ssoRefusedPage } from './pages.ts';
import type { SsoPageParts } from './parts.ts';
import { SSO_TEXTS } from './texts.ts';

export type { CodeTries, SsoPageParts } from './parts.ts';

/** The path of this folder that is nobody else's; below `portal` it shares with others. */
export const SSO_SEGMENTS = ['authorize'] as const;

/** Adds the routes. */
export function mountSso(app: FastifyInstance, context: SigninContext, parts: SsoPageParts): void {
  const texts = loadTexts(SSO_TEXTS);
  const frameOf = (request: FastifyRequest, reply: FastifyReply) => {
    const frame = context.frame(request, reply);
    return { ...frame, sso: texts[frame.language] };
  };
  // A scope of its own: whoever has to wait is told so.
  app.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => {
      const failed = error instanceof AwsError ? error.failure : undefined;
      if (failed?.code !== 'LIMIT-001') return context.fail(error, request, reply);
      reply.header('retry-after', String(WAIT_SECONDS));
      return send(reply, 429, ssoRefusedPage(frameOf(request, reply), failed, request.id));
    });
    mountDevice(scope, context, parts, frameOf);
    mountAuthorizeCode(scope, context, parts, frameOf);
  });
}

const WAIT_SECONDS = 2;
