import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  completePasswordReset,
  findResetLink,
  resetLinkChecks,
  rootUserOfLink,
} from '../../domain/recovery/password-reset.ts';
import type { RootUser } from '../../domain/recovery/root-user.ts';
import { tellForeign, withLanguageLinks } from '../answers.ts';
import { rememberBrowser } from '../challenge/index.ts';
import { parameter, type SigninContext, send, visitOf } from '../context.ts';
import { isOwnBrowserForm } from '../csrf.ts';
import { recordLink } from './attempts.ts';
import { newRootPassword } from './new-password.ts';
import { toldPage, uselessLinkPage } from './pages/plain.ts';
import { resetPage } from './pages/reset.ts';
import { askerOf, beginRecoveryWork, commitRecovery, type RecoveryPageParts } from './parts.ts';

/** R234: the page of the link that was mailed. */
export function mountReset(
  app: FastifyInstance,
  context: SigninContext,
  parts: RecoveryPageParts,
): void {
  app.get('/signin/reset', async (request, reply) => {
    const token = tokenOf(request);
    const found = await rootUserOfLink(beginRecoveryWork(parts), token);
    if ('failed' in found) return await refuse(context, parts, request, reply, token);
    const frame = withLanguageLinks(context.frame(request, reply), request, { token });
    return send(reply, 200, resetPage(frame, { token, email: found.root.email }));
  });
  app.post('/signin/reset', async (request, reply) => {
    if (!isOwnBrowserForm(request, context.publicUrl())) {
      return tellForeign(context, request, reply);
    }
    const token = tokenOf(request);
    const found = await rootUserOfLink(beginRecoveryWork(parts), token);
    if ('failed' in found) return await refuse(context, parts, request, reply, token);
    return await reset(context, parts, request, reply, { token, root: found.root });
  });
}

function tokenOf(request: FastifyRequest): string {
  return (parameter(request, 'token') ?? '').slice(0, 64);
}

async function reset(
  context: SigninContext,
  parts: RecoveryPageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { token, root }: { readonly token: string; readonly root: RootUser },
): Promise<FastifyReply> {
  const frame = context.frame(request, reply);
  const { email } = root;
  const chosen = newRootPassword(frame, request, root);
  if ('error' in chosen) {
    return send(reply, 400, resetPage(frame, { token, email, error: chosen.error }));
  }
  const password = await parts.passwords.hash(chosen.password);
  const asker = askerOf(parts, request, frame.language);
  const work = beginRecoveryWork(parts);
  const events = await completePasswordReset(work, parts.recovery, asker, {
    token,
    root,
    password,
  });
  // The same link in another tab was faster, or a session began meanwhile.
  const done = await commitRecovery(parts, work, { events });
  if (!done) return await refuse(context, parts, request, reply, token);
  rememberBrowser(parts.challenge, request, reply, { kind: 'root', email });
  const told = { title: 'recovery.reset.done.title', lead: 'recovery.reset.done.lead' } as const;
  return send(reply, 200, toldPage(frame, told));
}

async function refuse(
  context: SigninContext,
  parts: RecoveryPageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): Promise<FastifyReply> {
  const link = await findResetLink(beginRecoveryWork(parts), token);
  const account = link.row?.account_id ?? '';
  await recordLink(parts, request, { account, subject: link, checks: resetLinkChecks });
  const frame = withLanguageLinks(context.frame(request, reply), request);
  return send(reply, 410, uselessLinkPage(frame, visitOf(request).requestId));
}
