import { findLiveSession, type LiveSession } from '../../calls/browser-session.ts';
import { principalKey } from '../../calls/throttle.ts';
import { attemptOf } from '../../domain/attempts/index.ts';
import type { FederationRequest } from '../../domain/federation/tried.ts';
import { type AuthorizeParameters, authorizeChecks } from '../../domain/login/authorize-checks.ts';
import { type LoginClient, loginClient } from '../../domain/login/clients.ts';
import { authorizeEvent } from '../../domain/login/events.ts';
import { beginGrant } from '../../domain/login/grants.ts';
import { examinePermission, permissionChecks } from '../../domain/login/permission-checks.ts';
import { deviceLabel } from '../../domain/sessions/device.ts';
import { ownerOf } from '../../domain/sessions/owner.ts';
import { workFor } from '../../domain/work.ts';
import { AwsError, refuse, surface } from '../../failures/aws-error.ts';
import type { Failure } from '../../failures/catalogue.ts';
import { type CheckTrace, firstFailure, traceChecks } from '../../failures/check.ts';
import { beginSigninWork, chargeAddress, requestOf, requirePatience } from '../parts.ts';
import type { Visit } from '../service.ts';
import type { AuthorizeOutcome, AuthorizeParts, Consent } from './parts.ts';

/** A link of `aws login` as a browser follows it. */
export interface AuthorizeVisit {
  readonly asked: AuthorizeParameters;
  /** The secret of the browser's session. */
  readonly secret: string | undefined;
  readonly visit: Visit;
}

/** What somebody answered to the question. */
export interface Answer {
  /** The session that was asked. */
  readonly sessionId: string | undefined;
  readonly allows: boolean;
}

/** A link that is as it should be, and whoever is signed in. */
interface Examined {
  readonly request: FederationRequest;
  readonly client: LoginClient;
  readonly asked: { readonly [Name in keyof AuthorizeParameters]: string };
  readonly live: LiveSession;
  readonly traces: readonly CheckTrace[];
}

/** Shows what is asked for: a question, a refusal, or the way to the sign-in page. */
export async function askConsent(
  parts: AuthorizeParts,
  visited: AuthorizeVisit,
): Promise<AuthorizeOutcome> {
  return await told(parts, visited, async () => {
    const examined = await examine(parts, visited);
    if ('kind' in examined) return examined;
    return { kind: 'consent', consent: await consentOf(parts, examined) };
  });
}

/** Does what was answered. A session other than the one that was asked is asked itself. */
export async function takeAnswer(
  parts: AuthorizeParts,
  visited: AuthorizeVisit,
  answer: Answer,
): Promise<AuthorizeOutcome> {
  return await told(parts, visited, async () => {
    const examined = await examine(parts, visited);
    if ('kind' in examined) return examined;
    if (examined.live.session.sessionId !== answer.sessionId) {
      return { kind: 'consent', consent: await consentOf(parts, examined) };
    }
    const location = answer.allows ? await allow(parts, examined) : await deny(parts, examined);
    return { kind: 'redirect', location };
  });
}

/** Refusals about rates end as pages like all others. */
async function told(
  { signin }: AuthorizeParts,
  { visit }: AuthorizeVisit,
  body: () => Promise<AuthorizeOutcome>,
): Promise<AuthorizeOutcome> {
  try {
    requirePatience(signin, visit);
    return await body();
  } catch (error) {
    if (!(error instanceof AwsError) || !error.failure) throw error;
    return { kind: 'refused', failure: error.failure, status: 429, returnUrl: undefined };
  }
}

async function examine(
  parts: AuthorizeParts,
  { asked, secret, visit }: AuthorizeVisit,
): Promise<Examined | AuthorizeOutcome> {
  const { signin, login } = parts;
  const request = requestOf(signin, visit);
  const subject = { asked, publicUrl: login.publicUrl() };
  const failed = firstFailure(authorizeChecks, subject);
  const traces = traceChecks(authorizeChecks, subject);
  if (failed) {
    chargeAddress(signin, visit, '');
    await recordRefusal(parts, request, asked, undefined, traces, failed);
    return { kind: 'refused', failure: failed, status: 400, returnUrl: undefined };
  }
  const live = await findLiveSession(signin.credentials, secret, request.now);
  if (!live) return { kind: 'sign-in' };
  const client = loginClient(asked.client_id ?? '');
  if (!client) throw new Error('a check is missing');
  const complete = asked as Examined['asked'];
  return await permitted(parts, { request, client, asked: complete, live, traces });
}

async function permitted(
  parts: AuthorizeParts,
  examined: Examined,
): Promise<Examined | AuthorizeOutcome> {
  const { request, client, asked, live } = examined;
  const { principal } = live;
  const permission = await examinePermission(parts.login, request, {
    principal,
    client,
    action: 'signin:AuthorizeOAuth2Access',
    redirectUri: asked.redirect_uri,
  });
  const failure = firstFailure(permissionChecks, permission);
  const traces = [...examined.traces, ...traceChecks(permissionChecks, permission)];
  if (!failure) return { ...examined, traces };
  requireRate(parts, examined);
  await recordRefusal(parts, request, asked, live, traces, failure);
  return { kind: 'refused', failure, status: 403, returnUrl: deniedUrl(asked) };
}

/** Throws LIMIT-001: whoever is signed in fills neither history nor store faster than by calls. */
function requireRate({ signin }: AuthorizeParts, { live, request }: Examined): void {
  const { principal } = live;
  const allowed = signin.redeem.principalThrottle.take(principalKey(principal), request.now);
  if (!allowed) throw refuse('LIMIT-001', { who: principal.arn }); // stage: throttle consents
}

async function consentOf(
  { login }: AuthorizeParts,
  { request, client, asked, live }: Examined,
): Promise<Consent> {
  const { session, principal } = live;
  const { account, arn, kind } = principal;
  return {
    sessionId: session.sessionId,
    account,
    alias: (await login.state.account(account))?.alias,
    arn,
    isRoot: kind === 'root',
    expiresAt: session.expiresAt,
    isRemote: client.name === 'cross-device',
    redirectUri: asked.redirect_uri,
    device: deviceLabel(request.userAgent),
    address: request.sourceAddress,
  };
}

async function allow(parts: AuthorizeParts, examined: Examined): Promise<string> {
  const { signin, login } = parts;
  const { request, client, asked, live, traces } = examined;
  const { principal, session } = live;
  requireRate(parts, examined);
  const work = beginSigninWork(signin, '');
  const { ownerId, principalArn } = ownerOf(principal);
  const code = beginGrant(workFor(work, principal.account), {
    sessionId: session.sessionId,
    ownerId,
    principalArn,
    clientId: client.id,
    redirectUri: asked.redirect_uri,
    codeChallenge: asked.code_challenge,
    codeExpiresAt: request.now + client.codeLifetime,
    sourceAddress: request.sourceAddress,
    userAgent: request.userAgent,
  });
  const event = authorizeEvent(login.random, request, principal, eventParameters(asked));
  const { redeem } = signin;
  await redeem.store.commit({
    statements: [
      ...work.plan.statements,
      redeem.writeEvent(event),
      ...(await redeem.recordAttempt(attempt(request, asked, live, traces))),
    ],
    changes: work.plan.changes,
  });
  return withParameters(asked, { code });
}

/** RFC 6749, 4.1.2.1. The history tells it: somebody may have been led to this page by another. */
async function deny(parts: AuthorizeParts, examined: Examined): Promise<string> {
  const { signin, login } = parts;
  const { request, asked, live } = examined;
  requireRate(parts, examined);
  const error = { code: 'access_denied', message: 'The user denied the request.' };
  const { principal } = live;
  const event = authorizeEvent(login.random, request, principal, eventParameters(asked), error);
  const statements = [signin.redeem.writeEvent(event)];
  await signin.redeem.store.append({ statements, changes: [] });
  return deniedUrl(asked);
}

function eventParameters(asked: Examined['asked']) {
  return { clientId: asked.client_id, redirectUri: asked.redirect_uri };
}

function deniedUrl(asked: Examined['asked']): string {
  return withParameters(asked, { error: 'access_denied' });
}

/** The redirect URI, which has been checked, with what the client is told and its own state. */
function withParameters(
  { redirect_uri, state }: Examined['asked'],
  parameters: Readonly<Record<string, string>>,
): string {
  return `${redirect_uri}?${new URLSearchParams({ ...parameters, state })}`;
}

async function recordRefusal(
  { signin: { redeem }, login }: AuthorizeParts,
  request: FederationRequest,
  asked: AuthorizeParameters,
  live: LiveSession | undefined,
  traces: readonly CheckTrace[],
  failed: Failure,
): Promise<void> {
  const error = surface(failed);
  const statements = [
    ...(await redeem.recordAttempt(attempt(request, asked, live, traces, { error, failed }))),
  ];
  if (live) {
    const parameters = {
      clientId: asked.client_id ?? '',
      redirectUri: asked.redirect_uri ?? '',
    };
    const event = authorizeEvent(login.random, request, live.principal, parameters, error);
    statements.unshift(redeem.writeEvent(event));
  }
  await redeem.store.append({ statements, changes: [] });
}

function attempt(
  request: FederationRequest,
  asked: AuthorizeParameters,
  live: LiveSession | undefined,
  traces: readonly CheckTrace[],
  refusal?: { readonly error: AwsError; readonly failed: Failure },
) {
  const principal = live?.principal;
  const told = {
    kind: 'aws-login',
    account: principal?.account ?? '',
    provider: undefined,
    subject: principal?.arn,
    roleArn: principal?.kind === 'assumed-role' ? principal.roleArn : undefined,
    decision: undefined,
    facts: { client: asked.client_id, redirectUri: asked.redirect_uri },
  } as const;
  return attemptOf(request, told, traces, refusal);
}
