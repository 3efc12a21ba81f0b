/**
 * signin/workforce: the sign-in of users of IAM Identity Center at their access portal. Owns: the page
 * of the user name, how a portal's session begins and ends, mailed links and forgotten passwords, the
 * way from the console's sign-in page to a portal. Does not own: what a password must fulfil
 * (domain/directory, domain/sign-in), second factors (mfa/ beside this file), the flow and its steps
 * (signin/flow), the portal itself (portal/), consent and device pages of command lines (signin/sso).
 */
import type { FastifyInstance } from 'fastify';
import { mountFindPortal } from './find-routes.ts';
import { mountPortalForgot } from './forgot-routes.ts';
import { mountPortalLinks } from './link-routes.ts';
import type { PortalEntry } from './parts.ts';
import { mountPortalSession } from './session-routes.ts';
import { SHOW_SCRIPT } from './show-script.ts';
import { mountPortalSignIn } from './sign-in-routes.ts';

export type { PortalEntry } from './parts.ts';

/** What these pages need besides what every sign-in has; compose/ brings it. */
export type PortalSignInParts = Pick<PortalEntry, 'workforce' | 'isPortalToken'>;

/** Adds the routes below `/portal/{name}/` that are about signing in. */
export function mountWorkforce(app: FastifyInstance, entry: PortalEntry): void {
  mountPortalSignIn(app, entry);
  mountPortalSession(app, entry);
  mountPortalLinks(app, entry);
  mountPortalForgot(app, entry);
  mountFindPortal(app, entry);
  SHOW_SCRIPT.mount(app);
}
