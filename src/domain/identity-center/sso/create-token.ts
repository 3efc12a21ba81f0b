import { surface } from '../../../failures/aws-error.ts';
import { type Failure, failure } from '../../../failures/catalogue.ts';
import { firstFailure, traceChecks } from '../../../failures/check.ts';
import { HIDDEN } from '../../audit/record.ts';
import { workforceUserArn } from '../../directory/arns.ts';
import type { FederationRequest, RatedSession, Tried } from '../../federation/tried.ts';
import { endSession, openBrowserSession } from '../../sessions/browser-sessions.ts';
import { beginWork, type Work, type WorkInProgress, workFor } from '../../work.ts';
import { clientChecks, examineClient } from './client-checks.ts';
import { ACCOUNT_ACCESS, GRANT_TYPES, type SsoClient } from './clients.ts';
import { redeemDevice } from './device-codes.ts';
import { advanceGrant, endGrant, type SsoGrant } from './grants.ts';
import { refusedCall } from './refusals.ts';
import { ssoEvent } from './sso-events.ts';
import type { SsoParts } from './sso-parts.ts';
import { tokenChecks } from './token-checks.ts';
import {
  examineExchange,
  isRepeated,
  type TokenRequest,
  type TokenSubject,
} from './token-subject.ts';
import { writeAccessToken, writeRefreshToken } from './tokens.ts';

/** CreateToken's output; `expiresIn` in seconds. */
export interface TokenAnswer {
  readonly accessToken: string;
  readonly tokenType: 'Bearer';
  readonly expiresIn: number;
  readonly refreshToken?: string;
}

/** How long an access token lasts that can be refreshed, in milliseconds (aws-facts E1). */
const REFRESHED_LIFETIME = 60 * 60_000;

/** What a device is answered while nobody has answered it: no try to come in. */
const WAITING: ReadonlySet<string> = new Set(['SSO-064', 'SSO-065']);
/** What is used twice by two parties ends for both, since nobody can tell them apart. */
const MISUSED: ReadonlySet<string> = new Set(['SSO-062', 'SSO-074', 'SSO-082']);

/** CreateToken: exchanges a device code, an authorization code or a refresh token (aws-facts E1). */
export async function createToken(
  parts: SsoParts,
  request: FederationRequest,
  asked: TokenRequest,
): Promise<Tried<TokenAnswer, RatedSession>> {
  const { now } = request;
  const known = examineClient(parts, asked, asked.grantType, now);
  const unproved = grantTypeFailure(asked) ?? firstFailure(clientChecks, known);
  if (unproved || !known.client) {
    const failed = unproved ?? failure('SSO-030', {});
    const told = { account: '', facts: { ...factsOf(asked), client: known.client?.name } };
    return refusedCall(request, told, failed, traceChecks(clientChecks, known));
  }
  const { random, store } = parts;
  const work = beginWork({ account: '', now, random, read: store.read });
  const subject = await examineExchange(parts, work, asked, known.client);
  const checks = tokenChecks[asked.grantType] ?? [];
  const failed = firstFailure(checks, subject);
  if (failed) return refused(parts, request, work, subject, failed);
  if (!subject.grant) throw new Error('a check is missing');
  return issued(parts, request, work, subject, subject.grant);
}

function grantTypeFailure({ grantType }: TokenRequest): Failure | undefined {
  return Object.hasOwn(tokenChecks, grantType)
    ? undefined
    : failure('SSO-023', { received: grantType.slice(0, 128) });
}

function factsOf({ grantType }: TokenRequest) {
  return { operation: 'CreateToken', grantType: grantType.slice(0, 128) };
}

function issued(
  parts: SsoParts,
  request: FederationRequest,
  work: WorkInProgress,
  subject: TokenSubject,
  grant: SsoGrant,
): Tried<TokenAnswer, RatedSession> {
  const { user, client } = subject;
  const inAccount = workFor(work, grant.account);
  const generation = leave(inAccount, request, subject, grant);
  const answer = answerOf(parts, grant, client, generation, request.now);
  const { refreshToken } = answer;
  return {
    outcome: 'issued',
    session: { rate: { key: `${grant.account}/${grant.userId}`, who: user?.userName ?? '' } },
    answer,
    event: ssoEvent(parts.random, request, personOf(subject, grant), {
      name: 'CreateToken',
      readOnly: false,
      parameters: parametersOf(subject.asked),
      answer: {
        accessToken: HIDDEN,
        tokenType: answer.tokenType,
        expiresIn: answer.expiresIn,
        ...(refreshToken === undefined ? {} : { refreshToken: HIDDEN }),
      },
    }),
    attempt: undefined,
    body: '',
    statements: work.plan.statements,
    changes: work.plan.changes,
  };
}

/** Takes what was sent, and answers the number of the refresh token that is valid from now on. */
function leave(
  work: Work,
  request: FederationRequest,
  subject: TokenSubject,
  grant: SsoGrant,
): number {
  if (isRepeated(subject)) return grant.generation;
  advanceGrant(work, grant);
  if (grant.generation === 0) beginSession(work, request, grant);
  if (subject.device) redeemDevice(work, subject.device);
  return grant.generation + 1;
}

/** The session of a redeemed grant: its owner sees it, and whoever ends it ends the tokens. */
function beginSession(
  work: Work,
  { sourceAddress, userAgent }: FederationRequest,
  { grantId, userId, sessionExpiresAt }: SsoGrant,
): void {
  openBrowserSession(work, {
    sessionId: grantId,
    audience: 'portal',
    accessKeyId: '',
    sessionToken: '',
    expiresAt: sessionExpiresAt,
    destination: '',
    issuerUrl: undefined,
    provider: undefined,
    ownerId: userId,
    principalArn: workforceUserArn(userId),
    kind: 'workforce',
    sourceAddress,
    userAgent,
  });
}

/** Without the scope of accounts, or the grant type, there is no refresh token (aws-facts E1). */
function answerOf(
  { ring, random }: SsoParts,
  { grantId, userId, scopes, sessionExpiresAt }: SsoGrant,
  { grantTypes }: SsoClient,
  generation: number,
  now: number,
): TokenAnswer {
  const refreshes = scopes.includes(ACCOUNT_ACCESS) && grantTypes.includes(GRANT_TYPES.refresh);
  const longest = refreshes ? now + REFRESHED_LIFETIME : sessionExpiresAt;
  const expiresAt = Math.min(sessionExpiresAt, longest);
  const claims = { sessionId: grantId, userId, expiresAt, scopes };
  return {
    accessToken: writeAccessToken(claims, ring(), random),
    tokenType: 'Bearer',
    expiresIn: Math.floor((expiresAt - now) / 1000),
    ...(refreshes ? { refreshToken: writeRefreshToken({ grantId, generation }, ring()) } : {}),
  };
}

function refused(
  parts: SsoParts,
  request: FederationRequest,
  work: WorkInProgress,
  subject: TokenSubject,
  failed: Failure,
): Tried<never, RatedSession> {
  const { asked, grant, device, client, user } = subject;
  const account = grant?.account ?? device?.account ?? '';
  const told = {
    account,
    subject: user?.userName ?? grant?.userId,
    facts: { ...factsOf(asked), client: client.name, grant: grant?.grantId },
  };
  const traces = traceChecks(tokenChecks[asked.grantType] ?? [], subject);
  const refusal = refusedCall(request, told, failed, traces);
  if (WAITING.has(failed.code)) return { ...refusal, attempt: undefined };
  if (!grant) return refusal;
  if (MISUSED.has(failed.code)) {
    const inAccount = workFor(work, grant.account);
    endGrant(inAccount, grant.grantId);
    endSession(inAccount, grant.grantId);
  }
  const event = ssoEvent(parts.random, request, personOf(subject, grant), {
    name: 'CreateToken',
    readOnly: false,
    parameters: parametersOf(asked),
    error: surface(failed),
  });
  const { statements, changes } = work.plan;
  return { ...refusal, event, statements, changes };
}

function parametersOf(asked: TokenRequest): Record<string, string> {
  const named = ['clientId', 'clientSecret', 'deviceCode', 'code', 'refreshToken', 'codeVerifier'];
  const sent = named.filter((name) => Reflect.get(asked, name) !== undefined);
  return {
    grantType: asked.grantType,
    ...Object.fromEntries(sent.map((name) => [name, HIDDEN])),
  };
}

function personOf({ user }: TokenSubject, grant: SsoGrant) {
  return {
    account: grant.account,
    identityStoreId: user?.identityStoreId ?? '',
    userId: grant.userId,
    userName: user?.userName,
    sessionId: grant.grantId,
  };
}
