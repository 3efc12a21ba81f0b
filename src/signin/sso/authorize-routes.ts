import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LivePortalSession } from '../../calls/portal-session.ts';
import { attemptOf } from '../../domain/attempts/index.ts';
import type { InstanceRow } from '../../domain/identity-center/instances.ts';
import {
  type AuthorizeParameters,
  type AuthorizeSubject,
  authorizeChecks,
  authorizeParameterNames,
  scopesOf,
} from '../../domain/identity-center/sso/authorize-checks.ts';
import { readClient, type SsoClient } from '../../domain/identity-center/sso/clients.ts';
import { instanceOfStartUrl } from '../../domain/identity-center/sso/register-client.ts';
import { surface } from '../../failures/aws-error.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import { firstFailure, traceChecks } from '../../failures/check.ts';
import { allowFormTarget } from '../../http/form-target.ts';
import { tellForeign, withLanguageLinks } from '../answers.ts';
import { parameter, type SigninContext, send, visitOf } from '../context.ts';
import { isOwnBrowserForm } from '../csrf.ts';
import { chargeAddress, requestOf, requirePatience } from '../parts.ts';
import { portalSignIn } from '../workforce/addresses.ts';
import { type Answering, allowCode, type Decision, decisionOf, denyCode } from './allow.ts';
import { confirmPage, type SsoFrame, ssoRefusedPage } from './pages.ts';
import type { SsoPageParts } from './parts.ts';
import { visitorOf } from './visitor.ts';

type FrameOf = (request: FastifyRequest, reply: FastifyReply) => SsoFrame;

/** A link that is as it should be, and whoever is signed in. */
interface Asked {
  readonly kept: Readonly<Record<string, string>>;
  readonly redirectUri: string;
  readonly state: string;
  readonly challenge: string;
  readonly scopes: readonly string[];
  readonly client: SsoClient;
  readonly live: LivePortalSession;
}

/** Adds the page on which somebody lets a command line on the same computer in. */
export function mountAuthorizeCode(
  app: FastifyInstance,
  context: SigninContext,
  parts: SsoPageParts,
  frameOf: FrameOf,
): void {
  app.get('/authorize', async (request, reply) => {
    const asked = await examine(parts, request);
    return 'live' in asked
      ? question(frameOf, request, reply, asked)
      : told(frameOf, request, reply, asked);
  });
  app.post('/authorize', async (request, reply) => {
    if (!isOwnBrowserForm(request, context.publicUrl()))
      return tellForeign(context, request, reply);
    const asked = await examine(parts, request);
    if (!('live' in asked)) return told(frameOf, request, reply, asked);
    // Another session than the one that was asked is asked itself.
    if (parameter(request, 'session') !== asked.live.session.sessionId) {
      return question(frameOf, request, reply, asked);
    }
    return reply.redirect(await location(parts, request, asked, decisionOf(request)), 303);
  });
}

type Elsewhere = { readonly failed: Failure } | { readonly signIn: string };

async function examine(parts: SsoPageParts, request: FastifyRequest): Promise<Asked | Elsewhere> {
  const { signin, sso } = parts;
  const visit = visitOf(request);
  requirePatience(signin, visit);
  const now = signin.clock();
  const named = authorizeParameterNames.map((name) => [name, parameter(request, name)]);
  const asked = Object.fromEntries(named) as AuthorizeParameters;
  const client = readClient(asked.client_id ?? '', sso.ring());
  const instance = await instanceOfStartUrl(sso, now, client?.issuerUrl);
  const subject = { asked, client, instanceIsKnown: instance !== undefined, now };
  const failed = firstFailure(authorizeChecks, subject);
  if (failed || !client || !instance) {
    chargeAddress(signin, visit, '');
    const why = failed ?? failure('SSO-101', {});
    await recordRefusal(parts, request, subject, instance, why);
    return { failed: why };
  }
  const kept = keptOf(asked);
  const live = await visitorOf(parts, request, instance);
  if (!live) {
    const here = `/authorize?${new URLSearchParams(kept)}`;
    return { signIn: portalSignIn(instance.identity_store_id, here) };
  }
  return {
    kept,
    redirectUri: asked.redirect_uri ?? '',
    state: asked.state ?? '',
    challenge: asked.code_challenge ?? '',
    scopes: scopesOf(asked, client),
    client,
    live,
  };
}

function keptOf(asked: AuthorizeParameters): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of authorizeParameterNames) {
    const value = asked[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

/** Where the browser goes on with a code, or with `access_denied` (RFC 6749, 4.1.2). */
async function location(
  parts: SsoPageParts,
  request: FastifyRequest,
  asked: Asked,
  decision: Decision,
): Promise<string> {
  const { client, live, scopes, redirectUri, challenge, state } = asked;
  const { name: clientName, key: clientKey } = client;
  const visit = visitOf(request);
  const answering: Answering = { visit, live, clientName, clientKey, scopes };
  if (decision === 'DENY') {
    await denyCode(parts, answering);
    return `${redirectUri}?${new URLSearchParams({ error: 'access_denied', state })}`;
  }
  const code = await allowCode(parts, answering, { redirectUri, challenge });
  return `${redirectUri}?${new URLSearchParams({ code, state })}`;
}

function question(
  frameOf: FrameOf,
  request: FastifyRequest,
  reply: FastifyReply,
  { kept, client, live: { session, user }, redirectUri }: Asked,
): FastifyReply {
  const own = frameOf(request, reply);
  const frame = { ...withLanguageLinks(own, request, kept), sso: own.sso };
  // The answer of the form is a redirect to the client, which the policy of forms covers as well.
  const { origin, host } = new URL(redirectUri);
  allowFormTarget(reply, origin);
  const page = confirmPage(frame, {
    action: '/authorize',
    fields: { ...kept, session: session.sessionId },
    clientName: client.name,
    userName: user.userName,
    expiresAt: session.expiresAt,
    device: undefined,
    redirectHost: host,
  });
  return send(reply, 200, page);
}

function told(
  frameOf: FrameOf,
  request: FastifyRequest,
  reply: FastifyReply,
  elsewhere: Elsewhere,
): FastifyReply {
  if ('signIn' in elsewhere) return reply.redirect(elsewhere.signIn, 303);
  const own = frameOf(request, reply);
  return send(reply, 400, ssoRefusedPage(own, elsewhere.failed, request.id));
}

async function recordRefusal(
  { signin }: SsoPageParts,
  request: FastifyRequest,
  subject: AuthorizeSubject,
  instance: InstanceRow | undefined,
  failed: Failure,
): Promise<void> {
  const { redeem } = signin;
  const about = {
    kind: 'identity-center',
    account: instance?.account_id ?? '',
    provider: undefined,
    subject: undefined,
    roleArn: undefined,
    decision: undefined,
    facts: { operation: 'authorize', client: subject.client?.name },
  } as const;
  const traces = traceChecks(authorizeChecks, subject);
  const refusal = { error: surface(failed), failed };
  const attempt = attemptOf(requestOf(signin, visitOf(request)), about, traces, refusal);
  await redeem.store.append({
    statements: [...(await redeem.recordAttempt(attempt, ''))],
    changes: [],
  });
}
