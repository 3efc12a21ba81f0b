import type { FastifyInstance } from 'fastify';
import { withLanguageLinks } from '../answers.ts';
import { parameter, send } from '../context.ts';
import type { Entry } from '../flow/answers.ts';
import { portalSignIn } from './addresses.ts';
import { findPortalPage } from './pages/plain.ts';
import { visitedPortal } from './remembered.ts';
import { typedPortal } from './typed.ts';

/** As much of an address as is shown in its field again. */
const MOST_SHOWN = 2048;

/**
 * R132, R246: whoever is at the sign-in page of the console and belongs to a portal is led there: to
 * the one that was visited last, or to the one that is typed. Whether there is one is not looked at.
 */
export function mountFindPortal(app: FastifyInstance, { context }: Entry): void {
  app.get('/signin/portal', async (request, reply) => {
    const typed = parameter(request, 'portal');
    const portal = typedPortal(typed);
    if (portal !== undefined && typed !== undefined) {
      return reply.redirect(portalSignIn(portal), 303);
    }
    const frame = withLanguageLinks(context.frame(request, reply), request);
    const page = findPortalPage(frame, {
      url: context.publicUrl(),
      typed: (typed ?? visitedPortal(request) ?? '').slice(0, MOST_SHOWN),
      wrong: typed !== undefined,
    });
    return send(reply, typed === undefined ? 200 : 422, page);
  });
}
