import type { FastifyReply, FastifyRequest } from 'fastify';
import { type FlowState, SignInBusy } from '../../domain/sign-in/index.ts';
import { tellForeign } from '../answers.ts';
import { rememberBrowser } from '../challenge/index.ts';
import { field, type SigninContext, send } from '../context.ts';
import { isOwnBrowserForm } from '../csrf.ts';
import { busyPage, expiredPage } from '../pages/flow-ends.ts';
import { continueWith } from '../saml-routes.ts';
import { portalSignIn } from '../workforce/addresses.ts';
import { rememberTrust } from '../workforce/mfa/trust.ts';
import { continueAtPortal, visitedPortal } from '../workforce/remembered.ts';
import { startUrl } from './addresses.ts';
import type { Dispatcher, Moved } from './dispatcher.ts';
import type { FlowParts } from './parts.ts';
import { readRemembered, writeRemembered } from './remembered.ts';
import { stepUrl } from './step.ts';

/** What the routes of a sign-in share. */
export interface Entry {
  readonly context: SigninContext;
  readonly parts: FlowParts;
  readonly dispatcher: Dispatcher;
}

/** Takes a form of this very browser; too many at a moment are told to come again. */
export async function guardedForm(
  { context }: Entry,
  request: FastifyRequest,
  reply: FastifyReply,
  take: () => FastifyReply | Promise<FastifyReply>,
): Promise<FastifyReply> {
  if (!isOwnBrowserForm(request, context.publicUrl())) return tellForeign(context, request, reply);
  try {
    return await take();
  } catch (error) {
    if (!(error instanceof SignInBusy)) throw error;
    request.log.warn({ requestId: request.id }, error.message);
    reply.header('retry-after', String(BUSY_SECONDS));
    return send(reply, 503, busyPage(context.frame(request, reply), againUrl(request)));
  }
}

const BUSY_SECONDS = 5;

function againUrl(request: FastifyRequest): string {
  const flowId = field(request, 'flow');
  return flowId === undefined ? startUrl({}) : stepUrl(flowId);
}

/** Leads the browser to where its flow stands now. */
export async function answerMoved(
  { context, parts }: Entry,
  request: FastifyRequest,
  reply: FastifyReply,
  moved: Moved,
): Promise<FastifyReply> {
  switch (moved.kind) {
    case 'expired':
      return tellExpired(context, request, reply);
    case 'page': {
      const { status = 500, html } = moved.page;
      return send(reply, status, html);
    }
    case 'step':
      return reply.redirect(stepUrl(moved.flowId), 303);
    case 'finished':
      rememberBrowser(parts.challenge, request, reply, moved.state.claimed);
      rememberTrust(parts.challenge, request, reply, moved.state);
      if (moved.state.claimed.kind === 'workforce') {
        return continueAtPortal(request, reply, moved.state, moved.code);
      }
      remember(request, reply, moved.state);
      return continueWith(request, reply, moved.code);
  }
}

/** R151, R160: which page comes first the next time, and with which account if that was wished. */
function remember(
  request: FastifyRequest,
  reply: FastifyReply,
  { claimed, remember: wished }: FlowState,
): void {
  const account = readRemembered(request)?.account ?? '';
  if (claimed.kind === 'root') writeRemembered(request, reply, { kind: 'root', account });
  if (claimed.kind === 'user') {
    writeRemembered(request, reply, { kind: 'iam', account: wished ? claimed.account : '' });
  }
}

/** Says kindly what happened, and leads back. */
export function tellExpired(context: SigninContext, request: FastifyRequest, reply: FastifyReply) {
  const portal = visitedPortal(request);
  const portalUrl = portal === undefined ? undefined : portalSignIn(portal);
  return send(reply, 410, expiredPage(context.frame(request, reply), startUrl({}), portalUrl));
}
