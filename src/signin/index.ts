/**
 * signin/: the pages by which a browser comes in. Owns: the endpoints that identity providers and
 * brokers send browsers to, the role chooser, the pages of refusals and of a session, cookies.
 * Does not own: what a response must fulfil (saml/, domain/federation), sessions themselves
 * (domain/sessions), sockets and common headers (http/). Neighbours: compose brings the service.
 */
import type { PageSet } from '../http/page-set.ts';
import { AUTHORIZE_SEGMENTS, type AuthorizeParts, mountAuthorize } from './authorize/index.ts';
import { type ChallengeParts, mountChallenge } from './challenge/index.ts';
import { createContext, type SigninOptions } from './context.ts';
import { mountFederation } from './federation-routes.ts';
import { mountRecovery, type RecoveryPageParts } from './recovery/index.ts';
import { mountRegistration } from './registration/index.ts';
import { mountSaml } from './saml-routes.ts';
import { mountSessions } from './session-routes.ts';

export type { SigninOptions } from './context.ts';
export { createSignInService } from './create-service.ts';
export type { SigninParts } from './parts.ts';

/** Every page of signing in and out. */
export function signinPages(
  options: SigninOptions & {
    readonly challenge: ChallengeParts;
    readonly authorize: AuthorizeParts;
    readonly recovery: RecoveryPageParts;
  },
): PageSet {
  return {
    segments: ['saml', 'static', 'federation', 'signin', ...AUTHORIZE_SEGMENTS, ...options.regions],
    mount: (app) => {
      const context = createContext(options);
      // A scope of its own, so that its errors become its pages.
      app.register(async (scope) => {
        scope.setErrorHandler(context.fail);
        mountSaml(scope, context);
        mountFederation(scope, context);
        mountSessions(scope, context);
        mountChallenge(scope, options.challenge);
        mountAuthorize(scope, context, options.authorize);
        mountRecovery(scope, context, options.recovery);
        mountRegistration(scope, context, options.recovery);
      });
    },
  };
}
