import type { FastifyInstance, FastifyReply } from 'fastify';
import { uuid } from '../../base/ids.ts';
import { commitOnce } from '../../calls/commit-once.ts';
import { acceptLink, findLink, type Link, verifyEmail } from '../../domain/directory/index.ts';
import {
  type FlowState,
  type FoundPerson,
  type SignInStage,
  signInAttempt,
  workforceById,
} from '../../domain/sign-in/index.ts';
import { updatePassword, verifiedEmail } from '../../domain/sign-in/workforce-events.ts';
import type { WorkInProgress } from '../../domain/work.ts';
import type { NewAttempt } from '../../failures/attempt.ts';
import type { Failure } from '../../failures/catalogue.ts';
import type { CheckTrace } from '../../failures/check.ts';
import { rememberBrowser } from '../challenge/index.ts';
import { field, parameter, send } from '../context.ts';
import { answerMoved, guardedForm } from '../flow/answers.ts';
import { appendUnkept } from '../flow/unkept.ts';
import { portalForgot, portalLink, portalSignIn, portalStart } from './addresses.ts';
import { judgeNewPassword, newPasswordTraces, unkeptPassword } from './new-password.ts';
import { newPasswordPage, unkeptPage } from './pages/new-password.ts';
import { passwordSetPage, uselessPortalLink, verifiedPage, verifyPage } from './pages/plain.ts';
import {
  atPortal,
  claimedAt,
  type PortalEntry,
  type PortalVisit,
  portalFrame,
  portalWork,
  toldOf,
} from './parts.ts';
import { SHOW_SCRIPT } from './show-script.ts';

type Purpose = 'invitation' | 'reset' | 'verify-email';

/** The pages that mailed links lead to: an invitation (R135, R139), and a forgotten password (R247). */
export function mountPortalLinks(app: FastifyInstance, entry: PortalEntry): void {
  const mount = (purpose: Purpose, show: LinkHandler, take: LinkHandler) => {
    const path = `/portal/:name/${purpose}`;
    app.get(
      path,
      atPortal(entry, async (visit) => await withLink(visit, purpose, show)),
    );
    app.post(
      path,
      atPortal(entry, async (visit) => {
        const { request, reply } = visit;
        return await guardedForm(entry, request, reply, () => withLink(visit, purpose, take));
      }),
    );
  };
  mount('invitation', (found) => showPage(found), setByLink);
  mount('reset', (found) => showPage(found), setByLink);
  mount('verify-email', showVerification, verifyByLink);
}

type LinkHandler = (found: LinkVisit) => FastifyReply | Promise<FastifyReply>;

/** A visit with a link that is good. */
interface LinkVisit {
  readonly visit: PortalVisit;
  readonly purpose: Purpose;
  readonly token: string;
  readonly work: WorkInProgress;
  readonly link: Link;
}

/** As much of a secret as is looked up. */
const MOST_TOKEN = 64;

async function withLink(
  visit: PortalVisit,
  purpose: Purpose,
  handle: LinkHandler,
): Promise<FastifyReply> {
  const { entry, request, instance, portal } = visit;
  const token = (parameter(request, 'token') ?? '').slice(0, MOST_TOKEN);
  const work = portalWork(entry, instance.account_id);
  const found = await findLink(work, portal, token, purpose);
  if ('failed' in found) return await refuse(visit, purpose, found.failed);
  return await handle({ visit, purpose, token, work, link: found.link });
}

function showPage(
  { visit, purpose, token, link }: LinkVisit,
  mistake?: 'missing' | 'differs' | 'refused',
): FastifyReply {
  const { reply, portal } = visit;
  const frame = portalFrame(visit, { token });
  const page = newPasswordPage(frame, {
    lead: frame.texts(purpose === 'reset' ? 'workforce.reset.lead' : 'workforce.invitation.lead'),
    submit: frame.texts(
      purpose === 'reset' ? 'workforce.reset.submit' : 'workforce.invitation.submit',
    ),
    action: portalLink(portal, purpose),
    fields: { token, lang: frame.language },
    userName: link.user.user_name,
    mistake,
    script: SHOW_SCRIPT.path,
  });
  return send(reply, mistake === undefined ? 200 : 422, page, { scripts: true });
}

/** Why is for the administrator to see, by the request id; the page is the same for all of it. */
async function refuse(
  visit: PortalVisit,
  purpose: Purpose,
  failed: Failure,
): Promise<FastifyReply> {
  const { entry, request, reply, instance, portal } = visit;
  const claimed = claimedAt(visit, '');
  const person = await workforceById(portalWork(entry, instance.account_id), claimed, '');
  const trace: CheckTrace = {
    name: 'mailedLinkIsGood',
    code: failed.code,
    outcome: 'failed',
    failure: failed,
  };
  const attempts = [attemptOf(visit, person, 'mailed link', [trace], failed, { purpose })];
  await appendUnkept(entry.parts.redeem, { events: [], attempts });
  const page = uselessPortalLink(portalFrame(visit), {
    purpose,
    requestId: request.id,
    signInUrl: portalSignIn(portal),
    forgotUrl: portalForgot(portal),
  });
  return send(reply, 410, page);
}

function attemptOf(
  visit: PortalVisit,
  person: FoundPerson,
  stage: SignInStage,
  traces: readonly CheckTrace[],
  failed: Failure | undefined,
  facts: Readonly<Record<string, string>>,
): NewAttempt {
  const flowId = uuid(visit.entry.parts.random);
  return signInAttempt(toldOf(visit), { person, stage, flowId, traces, failed, facts });
}

/** Uses the link up for the new password; whoever was invited goes on to sign in with it. */
async function setByLink(found: LinkVisit): Promise<FastifyReply> {
  const { visit, purpose, work, link } = found;
  const { entry, request, reply, portal } = visit;
  const { user } = link;
  const form = (name: string) => field(request, name);
  const judged = await judgeNewPassword(form, user, entry.parts.passwords);
  const claimed = claimedAt(visit, user.user_name);
  const person = await workforceById(work, claimed, user.user_id);
  const tell = (traces: readonly CheckTrace[], failed?: Failure) =>
    attemptOf(visit, person, 'new password', traces, failed, { purpose });
  if (judged.mistake !== undefined) {
    if (judged.mistake === 'refused') {
      const attempts = [tell(newPasswordTraces(judged.failed), judged.failed)];
      await appendUnkept(entry.parts.redeem, { events: [], attempts });
    }
    return showPage(found, judged.mistake);
  }
  const { sourceAddress } = toldOf(visit);
  const { language } = portalFrame(visit);
  await acceptLink(work, entry.parts.codes, link, { hash: judged.hash, language, sourceAddress });
  const kept = await keep(found, person, tell);
  if (kept === 'late') return await withLink(visit, purpose, (again) => showPage(again));
  if (kept === 'refused') {
    return send(reply, 500, unkeptPage(portalFrame(visit), request.id, portalSignIn(portal)));
  }
  rememberBrowser(entry.parts.challenge, request, reply, claimed);
  if (purpose === 'invitation') return await signInWith(visit, claimed, form);
  return send(reply, 200, passwordSetPage(portalFrame(visit), portalSignIn(portal)));
}

/** R028: a store that refuses is told of in words, in the history and among the attempts. */
async function keep(
  { visit, work }: LinkVisit,
  person: FoundPerson,
  tell: (traces: readonly CheckTrace[], failed?: Failure) => NewAttempt,
): Promise<'kept' | 'late' | 'refused'> {
  const { entry, request } = visit;
  const { random, redeem } = entry.parts;
  const told = { random, told: toldOf(visit) };
  const event = updatePassword(told, person, 'Success');
  const statements = [
    ...work.plan.statements,
    ...(event ? [redeem.writeEvent(event)] : []),
    ...(await redeem.recordAttempt(tell(newPasswordTraces(undefined)))),
  ];
  try {
    const plan = { statements, changes: work.plan.changes };
    return (await commitOnce(redeem.store, plan)) ? 'kept' : 'late';
  } catch (error) {
    request.log.error({ err: error }, 'a password could not be kept');
    const { traces, failed } = unkeptPassword(person.workforce?.user_name ?? '');
    const events = [updatePassword(told, person, 'Failure')];
    await appendUnkept(redeem, { events, attempts: [tell(traces, failed)] });
    return 'refused';
  }
}

/**
 * R139: the invitation ends in the portal. The new password is taken as in any sign-in, so that
 * whatever the instance asks for besides comes next.
 */
async function signInWith(
  visit: PortalVisit,
  claimed: FlowState['claimed'],
  form: (name: string) => string | undefined,
): Promise<FastifyReply> {
  const { entry, request, reply, portal } = visit;
  const state: FlowState = {
    claimed,
    destination: portalStart(portal),
    remember: false,
    // The link was a better one.
    securityCheck: 'passed',
    workflowId: uuid(entry.parts.random),
  };
  const moved = await entry.dispatcher.take({ request, reply }, { state }, 'password', form);
  return await answerMoved(entry, request, reply, moved);
}

/** Mail servers open links as well: the address is verified by a button, not by a visit. */
function showVerification({ visit, token, link }: LinkVisit): FastifyReply {
  const frame = portalFrame(visit, { token });
  const page = verifyPage(frame, {
    action: portalLink(visit.portal, 'verify-email'),
    token,
    userName: link.user.user_name,
    email: link.email,
  });
  return send(visit.reply, 200, page);
}

async function verifyByLink({ visit, purpose, work, link }: LinkVisit): Promise<FastifyReply> {
  const { entry, reply, portal } = visit;
  const { random, redeem } = entry.parts;
  verifyEmail(work, link);
  const claimed = claimedAt(visit, link.user.user_name);
  const person = await workforceById(work, claimed, link.user.user_id);
  const event = verifiedEmail({ random, told: toldOf(visit) }, person);
  const { statements, changes } = work.plan;
  const events = event ? [redeem.writeEvent(event)] : [];
  const plan = { statements: [...statements, ...events], changes };
  if (!(await commitOnce(redeem.store, plan))) {
    return await withLink(visit, purpose, showVerification);
  }
  return send(reply, 200, verifiedPage(portalFrame(visit), portalSignIn(portal)));
}
