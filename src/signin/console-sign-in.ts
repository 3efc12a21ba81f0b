import { equalSecrets } from '../base/bytes.ts';
import { accountOfAccessKeyId } from '../base/ids.ts';
import { findCredential } from '../calls/credentials.ts';
import { principalKey } from '../calls/throttle.ts';
import { attemptOf } from '../domain/attempts/index.ts';
import type { FederationRequest } from '../domain/federation/tried.ts';
import type { Principal } from '../domain/principal.ts';
import { beginBrowserSession, sessionOfId } from '../domain/sessions/browser-sessions.ts';
import { consoleChecks } from '../domain/sessions/console-checks.ts';
import {
  askedSeconds,
  type ConsoleRequest,
  type FoundCredentials,
  readSessionParameter,
} from '../domain/sessions/console-request.ts';
import { CONSOLE_HOME, ownDestination } from '../domain/sessions/destination.ts';
import { signinTokenEvent } from '../domain/sessions/events.ts';
import { loginChecks } from '../domain/sessions/login-checks.ts';
import { ownerOf } from '../domain/sessions/owner.ts';
import { browserSessionId } from '../domain/sessions/session-id.ts';
import {
  readSigninToken,
  type SigninToken,
  writeSigninToken,
} from '../domain/sessions/signin-token.ts';
import { issueConsoleSession } from '../domain/sts/console-session.ts';
import { workFor } from '../domain/work.ts';
import { type AwsError, refuse, surface } from '../failures/aws-error.ts';
import type { Failure } from '../failures/catalogue.ts';
import { type CheckTrace, firstFailure, traceChecks } from '../failures/check.ts';
import { beginSigninWork, requestOf, type SigninParts } from './parts.ts';
import type { LoginRequest, SignInCode, SigninTokenRequest, Visit } from './service.ts';

/** What came of a visit to the federation endpoint. */
export type ConsoleResult<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly error: AwsError };

/** Exchanges temporary credentials for a sign-in token (aws-facts H3, R173). */
export async function makeSigninToken(
  parts: SigninParts,
  asked: SigninTokenRequest,
  visit: Visit,
): Promise<ConsoleResult<string>> {
  const request = requestOf(parts, visit);
  const session = readSessionParameter(asked.session);
  const found = await findCredentials(parts, session);
  const judged: ConsoleRequest = {
    session,
    found,
    duration: asked.duration,
    roleMaximum: await roleMaximumOf(parts, found),
    now: request.now,
  };
  const about = {
    principal: found.kind === 'principal' ? found.principal : undefined,
    accessKeyId: 'problem' in session ? undefined : session.accessKeyId,
  };
  const failed = firstFailure(consoleChecks, judged);
  const traces = traceChecks(consoleChecks, judged);
  if (failed) return await refused(parts, request, about, traces, failed);
  if (found.kind === 'invalid' || 'problem' in session) throw new Error('a check is missing');
  requireRate(parts, found.principal, request.now);
  const event = signinTokenEvent(parts.random, request, found.principal);
  await parts.redeem.store.commit({
    statements: [
      parts.redeem.writeEvent(event),
      ...(await parts.redeem.recordAttempt(attempt(request, about, traces))),
    ],
    changes: [],
  });
  const { accessKeyId, sessionToken } = session;
  const seconds = askedSeconds(judged);
  const token = { accessKeyId, sessionToken, seconds, issuedAt: request.now };
  return { ok: true, answer: parts.signinTokens.seal(writeSigninToken(token)) };
}

/** Signs a browser in with a sign-in token (aws-facts H3). */
export async function signInWithToken(
  parts: SigninParts,
  asked: LoginRequest,
  visit: Visit,
): Promise<ConsoleResult<SignInCode>> {
  const request = requestOf(parts, visit);
  const token = readSigninToken(parts.signinTokens.open(asked.signinToken));
  const publicUrl = parts.publicUrl();
  const { destination, issuer } = asked;
  const judged = { token, destination, issuer, publicUrl, now: request.now };
  const found = await principalOf(parts, token);
  const credentials: ConsoleRequest = {
    session: { accessKeyId: token?.accessKeyId ?? '', secretAccessKey: '', sessionToken: '' },
    found,
    duration: token?.seconds === undefined ? undefined : String(token.seconds),
    roleMaximum: await roleMaximumOf(parts, found),
    now: request.now,
  };
  const about = {
    principal: found.kind === 'principal' ? found.principal : undefined,
    accessKeyId: token?.accessKeyId,
  };
  const failed = firstFailure(loginChecks, judged) ?? firstFailure(consoleChecks, credentials);
  const traces = [
    ...traceChecks(loginChecks, judged),
    ...(token ? traceChecks(consoleChecks, credentials) : []),
  ];
  if (failed) return await refused(parts, request, about, traces, failed);
  if (found.kind === 'invalid' || !token) throw new Error('a check is missing');
  requireRate(parts, found.principal, request.now);
  const code = await begin(parts, request, asked, { token, principal: found.principal }, traces);
  return { ok: true, answer: code };
}

/** Throws LIMIT-001: whoever holds credentials fills neither history nor store faster than by calls. */
function requireRate({ redeem }: SigninParts, principal: Principal, now: number): void {
  const allowed = redeem.principalThrottle.take(principalKey(principal), now);
  if (!allowed) throw refuse('LIMIT-001', { who: principal.arn }); // stage: throttle consoles
}

async function begin(
  parts: SigninParts,
  request: FederationRequest,
  { destination, issuer }: LoginRequest,
  { token, principal }: { readonly token: SigninToken; readonly principal: Principal },
  traces: readonly CheckTrace[],
): Promise<SignInCode> {
  const { session: claims, account } = principal;
  if (!claims) throw new Error('credentials without a session were let in');
  const sessionId = browserSessionId(account, parts.random);
  const { seconds } = token;
  const work = beginSigninWork(parts, '');
  const { browserSessionId: originId } = claims;
  const origin = originId === undefined ? undefined : await sessionOfId(work, originId);
  const { Credentials } = issueConsoleSession(parts.seal, claims, {
    seconds,
    browserSessionId: sessionId,
    now: request.now,
    originEndsAt: origin?.expiresAt,
  });
  const code = beginBrowserSession(workFor(work, account), {
    sessionId,
    audience: 'console',
    ...ownerOf(principal),
    accessKeyId: Credentials.AccessKeyId,
    sessionToken: Credentials.SessionToken,
    expiresAt: Credentials.Expiration.getTime(),
    destination: ownDestination(destination, parts.publicUrl()) ?? CONSOLE_HOME,
    issuerUrl: issuer,
    provider: undefined,
    originId,
    sourceAddress: request.sourceAddress,
    userAgent: request.userAgent,
  });
  const { accessKeyId } = token;
  const tried = attempt(request, { principal, accessKeyId }, traces);
  await parts.redeem.store.commit({
    statements: [...work.plan.statements, ...(await parts.redeem.recordAttempt(tried))],
    changes: work.plan.changes,
  });
  return code;
}

const UNKNOWN: FoundCredentials = {
  kind: 'invalid',
  problem: 'the session token is unknown, of another key, or its role or user is gone',
};

/** Whom credentials are of; the secret key is compared in constant time. */
async function findCredentials(
  { credentials }: SigninParts,
  session: ConsoleRequest['session'],
): Promise<FoundCredentials> {
  if ('problem' in session) return { kind: 'invalid', problem: session.problem };
  const { credential, principal } = await findCredential(credentials, session);
  if (credential.kind !== 'temporary' || !credential.tokenMatches || !principal) return UNKNOWN;
  if (!equalSecrets(credential.secret, session.secretAccessKey)) {
    return { kind: 'invalid', problem: 'the secret key does not fit' };
  }
  return { kind: 'principal', principal };
}

/** Whom a sign-in token is of: it was sealed here after the secret key had been compared. */
async function principalOf(
  { credentials }: SigninParts,
  token: SigninToken | undefined,
): Promise<FoundCredentials> {
  if (!token) return { kind: 'invalid', problem: 'there is no sign-in token' };
  const { principal } = await findCredential(credentials, token);
  return principal ? { kind: 'principal', principal } : UNKNOWN;
}

async function roleMaximumOf(
  { state }: SigninParts,
  found: FoundCredentials,
): Promise<number | undefined> {
  if (found.kind === 'invalid' || found.principal.kind !== 'assumed-role') return undefined;
  const { account, roleName } = found.principal;
  return (await state.role(account, roleName))?.maxSessionSeconds;
}

/** Whose credentials came, as far as that is known. */
interface About {
  readonly principal: Principal | undefined;
  readonly accessKeyId: string | undefined;
}

async function refused(
  { redeem }: SigninParts,
  request: FederationRequest,
  about: About,
  traces: readonly CheckTrace[],
  failed: Failure,
): Promise<{ readonly ok: false; readonly error: AwsError }> {
  const error = surface(failed);
  const tried = attempt(request, about, traces, { error, failed });
  await redeem.store.append({ statements: [...(await redeem.recordAttempt(tried))], changes: [] });
  return { ok: false, error };
}

function attempt(
  request: FederationRequest,
  { principal, accessKeyId }: About,
  traces: readonly CheckTrace[],
  refusal?: { readonly error: AwsError; readonly failed: Failure },
) {
  const account = principal?.account ?? accountOfAccessKeyId(accessKeyId ?? '') ?? '';
  const told = {
    kind: 'federation-endpoint',
    account,
    provider: undefined,
    subject: principal?.arn,
    roleArn: principal?.kind === 'assumed-role' ? principal.roleArn : undefined,
    decision: undefined,
    facts: { accessKeyId },
  } as const;
  return attemptOf(request, told, traces, refusal);
}
