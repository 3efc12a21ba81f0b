import { type AwsError, surface } from '../../failures/aws-error.ts';
import type { Failure } from '../../failures/catalogue.ts';
import { type CheckTrace, firstFailure, traceChecks } from '../../failures/check.ts';
import { attemptOf } from '../attempts/index.ts';
import { findRole, readRoleArn } from '../sts/find-role.ts';
import { grantRole } from './grant-role.ts';
import { once } from './once.ts';
import { roleChecks } from './role-checks.ts';
import { examineRole } from './role-subject.ts';
import { policiesOf } from './session-checks.ts';
import type { FederationParts, FederationRequest, Tried } from './tried.ts';
import {
  accessTokenEvidence,
  idTokenEvidence,
  webIdentityBearer,
} from './web-identity-evidence.ts';
import {
  type WebIdentityAnswer,
  type WebIdentityCase,
  type WebIdentityRequest,
  webIdentityAnswer,
  webIdentityAttemptFacts,
  webIdentityEvent,
} from './web-identity-records.ts';

/**
 * AssumeRoleWithWebIdentity: judges the token by the providers of the role's account, then the role
 * and its trust policy, and issues the session. Whatever comes of it, the attempt has every check.
 * The event history has it once the token was verified: what fails before is of no account's
 * making (R110).
 *
 * @throws AwsError ValidationError for a role ARN that is none; nothing was tried then
 */
export async function assumeRoleWithWebIdentity(
  parts: FederationParts,
  request: FederationRequest,
  asked: WebIdentityRequest,
): Promise<Tried<WebIdentityAnswer>> {
  const { tried, failed } = await judgeWebIdentity(parts, request, asked);
  return failed ? refused(parts, tried, surface(failed), failed) : issued(parts, tried);
}

/**
 * Gathers what the try is judged by, and judges it up to its first failure. Nothing is written.
 *
 * @throws AwsError ValidationError for a role ARN that is none
 */
export async function judgeWebIdentity(
  parts: FederationParts,
  request: FederationRequest,
  asked: WebIdentityRequest,
): Promise<{ readonly tried: WebIdentityCase; readonly failed: Failure | undefined }> {
  const roleName = readRoleArn(asked.roleArn);
  const { account } = roleName;
  const { state } = parts;
  await state.fresh([account]);
  const token =
    asked.providerId === undefined
      ? await idTokenEvidence(parts, request, account, asked.token)
      : await accessTokenEvidence(parts, asked.providerId, asked.token);
  const hasHistory = (await state.account(account)) !== undefined;
  const role = examineRole({
    operation: 'AssumeRoleWithWebIdentity',
    roleArn: asked.roleArn,
    found: await findRole(state, roleName, asked.roleArn),
    provider: token.provider ?? '',
    identity: once(() => webIdentityBearer(asked.roleSessionName, token.identity())),
    circumstances: request,
    durationSeconds: asked.durationSeconds,
    sessionPolicies: token.failed ? undefined : await policiesOf(state, account, asked),
  });
  const tried: WebIdentityCase = { request, asked, account, hasHistory, token, role };
  return { tried, failed: token.failed ?? firstFailure(roleChecks, role) };
}

function issued(parts: FederationParts, tried: WebIdentityCase): Tried<WebIdentityAnswer> {
  const { request, asked, token, role } = tried;
  const identity = token.identity();
  const federation = {
    provider: identity.provider,
    claims: new Map(Object.entries(identity.laterKeys)),
  };
  const granted = grantRole(parts, role, { kind: 'AssumeRoleWithWebIdentity', federation });
  if (!granted.ok) return refused(parts, tried, granted.error, undefined);
  const { session } = granted;
  const answer = webIdentityAnswer(session, identity);
  const facts = webIdentityAttemptFacts(tried, session);
  return {
    outcome: 'issued',
    session,
    answer,
    event: webIdentityEvent(parts, tried, { answer, error: undefined }),
    attempt: attemptOf(request, facts, webIdentityTraces(tried)),
    body: asked.token,
    statements: [],
  };
}

function refused(
  parts: FederationParts,
  tried: WebIdentityCase,
  error: AwsError,
  failed: Failure | undefined,
): Tried<WebIdentityAnswer> {
  const { request, asked, token, hasHistory } = tried;
  const tells = hasHistory && token.failed === undefined;
  const facts = webIdentityAttemptFacts(tried, undefined);
  return {
    outcome: 'refused',
    error,
    event: tells ? webIdentityEvent(parts, tried, { answer: undefined, error }) : undefined,
    // Whoever has an account at Google or GitHub has verified tokens for any role they like.
    fromStranger: true,
    attempt: attemptOf(request, facts, webIdentityTraces(tried), { error, failed }),
    body: asked.token,
  };
}

/** Every check of both tables, whatever failed. */
export function webIdentityTraces({ token, role }: WebIdentityCase): CheckTrace[] {
  return [...token.traces(), ...traceChecks(roleChecks, role)];
}
