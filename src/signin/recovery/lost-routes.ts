import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { startMfaRecovery } from '../../domain/recovery/mfa-recovery.ts';
import { type RootUser, rootUserOf } from '../../domain/recovery/root-user.ts';
import { type Flow, findFlow } from '../../domain/sign-in/flows.ts';
import { personOfFlow } from '../../domain/sign-in/writes.ts';
import { checkCode, deliverCode } from '../../domain/verification/index.ts';
import { tellForeign, tellLate, withLanguageLinks } from '../answers.ts';
import { field, parameter, type SigninContext, send } from '../context.ts';
import { isOwnBrowserForm, knownBrowser } from '../csrf.ts';
import { lostCodePage, lostPage, startedPage } from './pages/lost.ts';
import { toldPage } from './pages/plain.ts';
import {
  askerOf,
  beginRecoveryWork,
  commitRecovery,
  judgeInPlan,
  maySend,
  type RecoveryPageParts,
} from './parts.ts';

const PATH = '/signin/lost-device';
const CODE_PATH = '/signin/lost-device/code';

/**
 * R228: who proved a password and has no device left. A root user proves the mailbox as well and
 * then waits; an IAM user is told who can help.
 */
export function mountLostDevice(
  app: FastifyInstance,
  context: SigninContext,
  parts: RecoveryPageParts,
): void {
  app.get(PATH, async (request, reply) => {
    const found = await findPerson(parts, request);
    if (!found) return tellLate(context, request, reply);
    const { flow, root } = found;
    const links = { flow: flow.flowId };
    const frame = withLanguageLinks(context.frame(request, reply), request, links);
    if (!root) return send(reply, 200, toldPage(frame, USER));
    return send(reply, 200, lostPage(frame, { flow: flow.flowId, wait: parts.recovery.mfaWait }));
  });
  app.post(PATH, (request, reply) => withRoot(context, parts, request, reply, mailCode));
  app.post(CODE_PATH, (request, reply) => withRoot(context, parts, request, reply, judgeCode));
}

const USER = {
  title: 'recovery.lost.user.title',
  lead: 'recovery.lost.user.lead',
  back: '/signin',
} as const;

interface FoundPerson {
  readonly flow: Flow;
  /** Undefined for an IAM user. */
  readonly root: RootUser | undefined;
}

/** Whose password the flow of this browser proved; undefined when it proved none. */
async function findPerson(
  parts: RecoveryPageParts,
  request: FastifyRequest,
): Promise<FoundPerson | undefined> {
  const browser = knownBrowser(request);
  if (browser === undefined) return undefined;
  const work = beginRecoveryWork(parts);
  const flow = await findFlow(work, parameter(request, 'flow') ?? '', browser);
  const identity = flow?.state.identity;
  if (!flow || !identity || flow.state.secondFactorDue !== 'device') return undefined;
  // Another password or a closed account since: what was proved then proves nothing now.
  if (!(await personOfFlow(work, flow.state))) return undefined;
  if (identity.who.kind !== 'root') return { flow, root: undefined };
  return { flow, root: await rootUserOf(work, { account: identity.account }) };
}

type RootHandler = (
  context: SigninContext,
  parts: RecoveryPageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  found: { readonly flow: Flow; readonly root: RootUser },
) => Promise<FastifyReply>;

async function withRoot(
  context: SigninContext,
  parts: RecoveryPageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  handle: RootHandler,
): Promise<FastifyReply> {
  if (!isOwnBrowserForm(request, context.publicUrl())) return tellForeign(context, request, reply);
  const found = await findPerson(parts, request);
  if (!found?.root) return tellLate(context, request, reply);
  const { flow, root } = found;
  return await handle(context, parts, request, reply, { flow, root });
}

/** The code is of one flow: a mailbox that was read yesterday proves nothing today. */
const useOf = (flow: Flow) => ({ purpose: 'mfa-recovery', subject: flow.flowId });

const mailCode: RootHandler = async (context, parts, request, reply, { flow, root }) => {
  const frame = context.frame(request, reply);
  const next = `${PATH}?${new URLSearchParams({ flow: flow.flowId })}`;
  if (!(await maySend(parts, request, reply, { frame, email: root.email, next }))) return reply;
  const work = beginRecoveryWork(parts);
  const { hint } = await deliverCode(work, parts.recovery.delivery, {
    ...useOf(flow),
    // Not the code of a sign-in: it goes by mail, whatever the owner chose for those.
    kind: 'verification-code',
    channel: 'email',
    account: root.account_id,
    email: root.email,
    language: frame.language,
  });
  await commitRecovery(parts, work);
  return send(reply, 200, lostCodePage(frame, { flow: flow.flowId, hint, wrong: false }));
};

const judgeCode: RootHandler = async (context, parts, request, reply, { flow, root }) => {
  const frame = context.frame(request, reply);
  const code = field(request, 'code') ?? '';
  const { hashes } = parts.recovery.delivery;
  const asker = askerOf(parts, request, frame.language);
  const judged = await judgeInPlan<{ readonly readyAt?: number }>(parts, async (work) => {
    const failed = await checkCode(work, hashes, { ...useOf(flow), code });
    if (failed) return { answer: {} };
    const { recovery, event } = await startMfaRecovery(work, parts.recovery, asker, root);
    return { answer: { readyAt: recovery.readyAt }, events: [event] };
  });
  if (!judged) return tellLate(context, request, reply);
  if (judged.readyAt === undefined) {
    return send(reply, 400, lostCodePage(frame, { flow: flow.flowId, hint: '', wrong: true }));
  }
  return send(reply, 200, startedPage(frame, judged.readyAt));
};
