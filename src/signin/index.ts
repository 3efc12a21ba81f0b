/**
 * signin/: the pages by which a browser comes in. Owns: the endpoints that identity providers and
 * brokers send browsers to, the role chooser, the pages of refusals and of a session, cookies.
 * Does not own: what a response must fulfil (saml/, domain/federation), sessions themselves
 * (domain/sessions), sockets and common headers (http/). Neighbours: compose brings the service.
 */
import type { FastifyInstance } from 'fastify';
import type { PageSet } from '../http/page-set.ts';
import { AUTHORIZE_SEGMENTS, type AuthorizeParts, mountAuthorize } from './authorize/index.ts';
import { type ChallengeParts, mountChallenge } from './challenge/index.ts';
import { createContext, type SigninContext, type SigninOptions } from './context.ts';
import { mountFederation } from './federation-routes.ts';
import { type FlowParts, mountFlow, mountHosts } from './flow/index.ts';
import { mountRecovery, type RecoveryPageParts } from './recovery/index.ts';
import { mountRegistration } from './registration/index.ts';
import { mountSaml } from './saml-routes.ts';
import { mountSessions } from './session-routes.ts';
import { mountSso, SSO_SEGMENTS, type SsoPageParts } from './sso/index.ts';
import { mountWorkforce, type PortalSignInParts } from './workforce/index.ts';

export type { SigninOptions } from './context.ts';
export { createSignInService } from './create-service.ts';
export type { SigninParts } from './parts.ts';

/** What the pages of people with passwords work with. */
export interface PeopleParts {
  readonly challenge: ChallengeParts;
  readonly flow: FlowParts;
  readonly authorize: AuthorizeParts;
  readonly recovery: RecoveryPageParts;
  readonly portals: PortalSignInParts;
  readonly sso: SsoPageParts;
}

/** Every page of signing in and out; without `people` those of federation alone. */
export function signinPages(options: SigninOptions, people?: PeopleParts): PageSet {
  return {
    segments: [
      '',
      'saml',
      'static',
      'federation',
      'signin',
      'portal',
      // Portals by their hosts: `{name}.awsapps.com/start`.
      'start',
      ...AUTHORIZE_SEGMENTS,
      ...SSO_SEGMENTS,
      ...options.regions,
    ],
    // The portal API's GetRoleCredentials.
    except: ['federation/credentials'],
    mount: (app) => {
      const context = createContext(options);
      mountHosts(app, options.publicUrl);
      // A scope of its own, so that its errors become its pages.
      app.register(async (scope) => {
        scope.setErrorHandler(context.fail);
        mountSaml(scope, context);
        mountFederation(scope, context);
        mountSessions(scope, context);
        if (people) mountPeople(scope, context, people);
      });
    },
  };
}

function mountPeople(scope: FastifyInstance, context: SigninContext, people: PeopleParts): void {
  const { flow, challenge, authorize, recovery, portals, sso } = people;
  const entry = mountFlow(scope, context, flow);
  mountWorkforce(scope, { ...entry, ...portals, recovery });
  mountChallenge(scope, challenge);
  mountAuthorize(scope, context, authorize);
  mountSso(scope, context, sso);
  mountRecovery(scope, context, recovery);
  mountRegistration(scope, context, recovery);
}
