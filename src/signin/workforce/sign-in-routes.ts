import type { FastifyInstance, FastifyReply } from 'fastify';
import { uuid } from '../../base/ids.ts';
import { ownDestination } from '../../domain/sessions/destination.ts';
import type { FlowState, TypingMistake } from '../../domain/sign-in/index.ts';
import { dueCheckOf, tryOf } from '../challenge/index.ts';
import { withCheck } from '../challenge/step.ts';
import { field, parameter, send } from '../context.ts';
import { rootUrl } from '../flow/addresses.ts';
import { answerMoved, guardedForm } from '../flow/answers.ts';
import { portalSignIn, portalStart } from './addresses.ts';
import { userNamePage } from './pages/sign-in.ts';
import {
  atPortal,
  claimedAt,
  type PortalEntry,
  type PortalVisit,
  portalFrame,
  portalSessionOf,
} from './parts.ts';
import { rememberedUserName } from './remembered.ts';
import { typedPortalUser } from './typed.ts';

const PATH = '/portal/:name/sign-in';

/** The page on which the sign-in of a portal's user begins (R164, R248). */
export function mountPortalSignIn(app: FastifyInstance, entry: PortalEntry): void {
  app.get(
    PATH,
    atPortal(entry, async (visit) => {
      if (await portalSessionOf(visit)) return visit.reply.redirect(destinationOf(visit), 303);
      return show(visit);
    }),
  );
  app.post(
    PATH,
    atPortal(entry, async (visit) => {
      const { request, reply } = visit;
      return await guardedForm(entry, request, reply, () => begin(visit));
    }),
  );
}

/** Where the sign-in leads: a path of ours, and the portal itself unless told. */
function destinationOf({ entry, request, portal }: PortalVisit): string {
  const wanted = parameter(request, 'destination');
  const own = wanted === undefined ? undefined : ownDestination(wanted, entry.context.publicUrl());
  return own ?? portalStart(portal);
}

function show(
  visit: PortalVisit,
  wrong: { readonly userName: string; readonly mistake: TypingMistake } | undefined = undefined,
): FastifyReply {
  const { entry, request, reply, portal } = visit;
  const destination = destinationOf(visit);
  const elsewhere = destination === portalStart(portal) ? undefined : destination;
  const remembered = rememberedUserName(request, portal);
  const kept = elsewhere === undefined ? {} : { destination: elsewhere };
  const page = userNamePage(portalFrame(visit, kept), {
    action: portalSignIn(portal),
    startUrl: entry.context.publicUrl() + portalStart(portal),
    destination: elsewhere,
    userName: wrong?.userName ?? remembered,
    remember: wrong ? field(request, 'remember') === 'yes' : remembered !== '',
    mistake: wrong?.mistake,
    consoleUrl: rootUrl({}),
    isOut: parameter(request, 'out') === 'yes',
  });
  return send(reply, wrong ? 422 : 200, page);
}

/** As much of a name as is shown in its field again. */
const MOST_SHOWN = 512;

/** The name begins a flow, whoever has it; the password is asked for next. */
async function begin(visit: PortalVisit): Promise<FastifyReply> {
  const { entry, request, reply } = visit;
  const typed = typedPortalUser(field(request, 'username'));
  if ('mistake' in typed) {
    const userName = (field(request, 'username') ?? '').slice(0, MOST_SHOWN);
    return show(visit, { userName, mistake: typed.mistake });
  }
  const { challenge, random } = entry.parts;
  const claimed = claimedAt(visit, typed.value);
  const state: FlowState = {
    claimed,
    destination: destinationOf(visit),
    remember: field(request, 'remember') === 'yes',
    securityCheck: 'none',
    workflowId: uuid(random),
  };
  const due = await dueCheckOf(challenge, tryOf(challenge, request, claimed));
  const moved = await entry.dispatcher.begin({ request, reply }, withCheck(state, due));
  return await answerMoved(entry, request, reply, moved);
}
