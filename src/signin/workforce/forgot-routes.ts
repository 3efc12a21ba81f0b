import type { FastifyInstance, FastifyReply } from 'fastify';
import { commitOnce } from '../../calls/commit-once.ts';
import { findUserByName, requestPasswordReset } from '../../domain/directory/index.ts';
import { tellForeign } from '../answers.ts';
import { field, parameter, send } from '../context.ts';
import { isOwnBrowserForm } from '../csrf.ts';
import { type CheckedAction, passCheck, showCheck } from '../recovery/checked.ts';
import { portalForgot, portalSignIn } from './addresses.ts';
import { portalForgotPage, portalSentPage } from './pages/forgot.ts';
import {
  atPortal,
  claimedAt,
  type PortalEntry,
  type PortalHandler,
  type PortalVisit,
  portalFrame,
  portalWork,
} from './parts.ts';
import { typedPortalUser } from './typed.ts';

/** R247–R249: the user name, the security check, and a mail with a link. */
export function mountPortalForgot(app: FastifyInstance, entry: PortalEntry): void {
  const own = (handle: PortalHandler) =>
    atPortal(entry, async (visit) => {
      const { request, reply } = visit;
      if (isOwnBrowserForm(request, entry.context.publicUrl())) return await handle(visit);
      return tellForeign(entry.context, request, reply);
    });
  app.get(
    '/portal/:name/forgot',
    atPortal(entry, async (visit) => show(visit)),
  );
  app.post('/portal/:name/forgot', own(askForName));
  app.post('/portal/:name/forgot/send', own(sendLink));
}

/** As much of a name as is shown in its field again. */
const MOST_SHOWN = 512;

function show(visit: PortalVisit, mistake?: 'missing' | 'malformed'): FastifyReply {
  const { request, reply, portal } = visit;
  const userName = (parameter(request, 'username') ?? '').slice(0, MOST_SHOWN);
  const page = portalForgotPage(portalFrame(visit, { username: userName }), {
    action: portalForgot(portal),
    userName,
    mistake,
    backUrl: portalSignIn(portal),
  });
  return send(reply, mistake === undefined ? 200 : 422, page);
}

const askForName: PortalHandler = async (visit) => {
  const { entry, request, reply } = visit;
  const typed = typedPortalUser(field(request, 'username'));
  if ('mistake' in typed) return show(visit, typed.mistake);
  const frame = portalFrame(visit);
  return await showCheck(entry.recovery, request, reply, frame, checkFor(visit, typed.value));
};

/** A check that was passed for one name is worth nothing for another. */
function checkFor(visit: PortalVisit, userName: string): CheckedAction {
  const { portal } = visit;
  return {
    name: `forgot ${portal} ${userName}`,
    action: `${portalForgot(portal)}/send`,
    person: claimedAt(visit, userName),
    kept: { username: userName },
    back: portalSignIn(portal),
  };
}

/** The same reads, writes and words whoever is named: a mail to nobody is queued as well. */
const sendLink: PortalHandler = async (visit) => {
  const { entry, request, reply, portal, instance } = visit;
  const typed = typedPortalUser(field(request, 'username'));
  if ('mistake' in typed) return show(visit, typed.mistake);
  const userName = typed.value;
  const { context, recovery } = entry;
  if (!(await passCheck(context, recovery, request, reply, checkFor(visit, userName)))) {
    return reply;
  }
  const frame = portalFrame(visit);
  const work = portalWork(entry, instance.account_id);
  const user = await findUserByName(work, portal, userName);
  const { outbox } = entry.parts.codes;
  const { language } = frame;
  await requestPasswordReset(work, { outbox }, { storeId: portal, user, userName, language });
  // Overtaken by another one that replaced the link: that one's mail is on its way.
  await commitOnce(entry.parts.redeem.store, work.plan);
  return send(reply, 200, portalSentPage(frame, { userName, backUrl: portalSignIn(portal) }));
};
