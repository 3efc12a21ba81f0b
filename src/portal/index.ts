/**
 * portal/: the access portal of Identity Center. Owns: the page that its app starts from, the app's
 * files and calls, what a person sees and does there: accounts and roles, credentials, the way into
 * consoles, own MFA devices, sessions and password. Does not own: signing in and out and the device
 * page (signin/), what anybody may enter (domain/identity-center), the app itself (web/portal).
 * Neighbours: compose brings the parts; signin mounts its own pages below the same segment.
 */
import type { PageSet } from '../http/page-set.ts';
import { mountCalls } from './api-routes.ts';
import type { PortalParts } from './parts.ts';
import { mountStart } from './start-routes.ts';

export type { PortalParts } from './parts.ts';

/** The app of the portal and its calls, below `/portal/{name}`. */
export function portalPages(parts: PortalParts): PageSet {
  return {
    segments: ['portal', 'assets'],
    mount: (app) => {
      mountStart(app, parts);
      mountCalls(app, parts);
    },
  };
}
