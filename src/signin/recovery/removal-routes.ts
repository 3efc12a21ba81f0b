import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  CANCEL_PATH,
  cancelMfaRecovery,
  completeMfaRecovery,
  findRecoveryLink,
  REMOVAL_PATH,
  recoveryLinkChecks,
  rootUserOfRecoveryLink,
} from '../../domain/recovery/mfa-recovery.ts';
import type { RootUser } from '../../domain/recovery/root-user.ts';
import { tellForeign, withLanguageLinks } from '../answers.ts';
import { sendWait, tryOf } from '../challenge/index.ts';
import { field, parameter, type SigninContext, send, visitOf } from '../context.ts';
import { isOwnBrowserForm } from '../csrf.ts';
import { recordLink } from './attempts.ts';
import { toldPage, uselessLinkPage } from './pages/plain.ts';
import { cancelPage, removalPage } from './pages/removal.ts';
import { askerOf, beginRecoveryWork, commitRecovery, type RecoveryPageParts } from './parts.ts';
import { removalPasswordChecks } from './removal-password.ts';

type LinkKind = 'removal' | 'cancel';

/** The links of a recovery without device: one carries it out, the other calls it off. */
export function mountRemoval(
  app: FastifyInstance,
  context: SigninContext,
  parts: RecoveryPageParts,
): void {
  const show = (kind: LinkKind) => async (request: FastifyRequest, reply: FastifyReply) => {
    const token = tokenOf(request);
    const found = await rootUserOfRecoveryLink(beginRecoveryWork(parts), kind, token);
    if ('failed' in found) return await refuse(context, parts, request, reply, kind);
    const frame = withLanguageLinks(context.frame(request, reply), request, { token });
    const view = { token, email: found.root.email, wrong: false };
    return send(
      reply,
      200,
      kind === 'removal' ? removalPage(frame, view) : cancelPage(frame, view),
    );
  };
  app.get(REMOVAL_PATH, show('removal'));
  app.get(CANCEL_PATH, show('cancel'));
  app.post(REMOVAL_PATH, (request, reply) =>
    withLink(context, parts, request, reply, 'removal', remove),
  );
  app.post(CANCEL_PATH, (request, reply) =>
    withLink(context, parts, request, reply, 'cancel', cancel),
  );
}

function tokenOf(request: FastifyRequest): string {
  return (parameter(request, 'token') ?? '').slice(0, 64);
}

type LinkHandler = (
  context: SigninContext,
  parts: RecoveryPageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  link: { readonly root: RootUser; readonly token: string },
) => Promise<FastifyReply>;

async function withLink(
  context: SigninContext,
  parts: RecoveryPageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  kind: LinkKind,
  handle: LinkHandler,
): Promise<FastifyReply> {
  if (!isOwnBrowserForm(request, context.publicUrl())) return tellForeign(context, request, reply);
  const token = tokenOf(request);
  const found = await rootUserOfRecoveryLink(beginRecoveryWork(parts), kind, token);
  if ('failed' in found) return await refuse(context, parts, request, reply, kind);
  return await handle(context, parts, request, reply, { root: found.root, token });
}

/** The link alone removes nothing: whoever reads the mailbox has to know the password as well. */
const remove: LinkHandler = async (context, parts, request, reply, { root, token }) => {
  const { challenge, passwords } = parts;
  const frame = context.frame(request, reply);
  const { email } = root;
  const tried = tryOf(challenge, request, { kind: 'root', email }, 'password');
  const begun = await challenge.throttle.begin(tried, challenge.clock());
  if (begun.outcome === 'wait') {
    const { requestId } = visitOf(request);
    return sendWait(reply, frame, { seconds: begun.seconds, next: '/signin', requestId });
  }
  const right = await passwords.verify(field(request, 'password') ?? '', root.root_password ?? '');
  if (!right) {
    await recordLink(parts, request, {
      account: root.account_id,
      subject: { right },
      checks: removalPasswordChecks,
    });
    return send(reply, 400, removalPage(frame, { token, email, wrong: true }));
  }
  const work = beginRecoveryWork(parts);
  const asker = askerOf(parts, request, frame.language);
  const event = await completeMfaRecovery(work, parts.recovery, asker, { root, token });
  work.plan.statements.push(...begun.succeeded);
  const done = await commitRecovery(parts, work, { events: [event] });
  if (!done) return await refuse(context, parts, request, reply, 'removal');
  const told = { title: 'recovery.removed.title', lead: 'recovery.removed.lead' } as const;
  return send(reply, 200, toldPage(frame, told));
};

const cancel: LinkHandler = async (context, parts, request, reply, { root, token }) => {
  const frame = context.frame(request, reply);
  const work = beginRecoveryWork(parts);
  const asker = askerOf(parts, request, frame.language);
  const event = await cancelMfaRecovery(work, parts.recovery, asker, { root, token });
  const done = await commitRecovery(parts, work, { events: [event] });
  if (!done) return await refuse(context, parts, request, reply, 'cancel');
  const told = { title: 'recovery.cancelled.title', lead: 'recovery.cancelled.lead' } as const;
  return send(reply, 200, toldPage(frame, told));
};

async function refuse(
  context: SigninContext,
  parts: RecoveryPageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  kind: LinkKind,
): Promise<FastifyReply> {
  const link = await findRecoveryLink(beginRecoveryWork(parts), kind, tokenOf(request));
  const account = link.row?.account_id ?? '';
  await recordLink(parts, request, { account, subject: link, checks: recoveryLinkChecks });
  const frame = withLanguageLinks(context.frame(request, reply), request);
  return send(reply, 410, uselessLinkPage(frame, visitOf(request).requestId));
}
