/**
 * signin/sso: the pages on which people of a workforce let command lines in (`aws sso login`). Owns: the
 * authorization endpoint with its question, the device page with its code. Does not own: what a link or
 * a code must be and what is granted (domain/identity-center), signing in (signin/workforce): whoever is
 * not signed in is led there and comes back.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { loadTexts } from '../../http/language.ts';
import type { SigninContext } from '../context.ts';
import { mountAuthorizeCode } from './authorize-routes.ts';
import { mountDevice } from './device-routes.ts';
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
  mountDevice(app, context, parts, frameOf);
  mountAuthorizeCode(app, context, parts, frameOf);
}
