import type { AwsError } from '../../failures/aws-error.ts';
import { surface } from '../../failures/aws-error.ts';
import type { Failure } from '../../failures/catalogue.ts';
import { type CheckTrace, firstFailure, traceChecks } from '../../failures/check.ts';
import { laterConditionKeys, type VerifiedAssertion } from '../../saml/index.ts';
import { attemptOf } from '../attempts/index.ts';
import type { RoleState } from '../iam/state.ts';
import { type FoundRole, findRole, type RoleName, readRoleArn } from '../sts/find-role.ts';
import { grantRole } from './grant-role.ts';
import { once } from './once.ts';
import { type UseSubject, useChecks } from './replay.ts';
import { roleChecks } from './role-checks.ts';
import { examineRole } from './role-subject.ts';
import { type SamlAnswer, samlAnswer } from './saml-answer.ts';
import type { SamlCase, SamlRequest } from './saml-case.ts';
import {
  type ProviderName,
  readSamlProviderArn,
  samlEvidence,
  samlIdentity,
} from './saml-evidence.ts';
import { samlAttemptFacts, samlEvent } from './saml-records.ts';
import { policiesOf } from './session-checks.ts';
import type { FederationParts, FederationRequest, Tried } from './tried.ts';

/**
 * AssumeRoleWithSAML, for programs and browsers alike: judges the response, then whether it was
 * used, then the role and its trust policy, and issues the session. Whatever comes of it, the
 * attempt has every check of the three tables.
 *
 * @throws AwsError ValidationError for a role or provider ARN that is none; nothing was tried then
 */
export async function assumeRoleWithSaml(
  parts: FederationParts,
  request: FederationRequest,
  asked: SamlRequest,
): Promise<Tried<SamlAnswer>> {
  const { tried, failed } = await judgeSaml(parts, request, asked);
  if (failed) return await refused(parts, tried, surface(failed), failed);
  return await issued(parts, tried);
}

/**
 * Gathers what the try is judged by, and judges it up to its first failure. Nothing is written.
 *
 * @throws AwsError ValidationError for a role or provider ARN that is none
 */
export async function judgeSaml(
  parts: FederationParts,
  request: FederationRequest,
  asked: SamlRequest,
): Promise<{ readonly tried: SamlCase; readonly failed: Failure | undefined }> {
  const { roleArn, providerArn, kind, durationSeconds } = asked;
  const roleName = readRoleArn(roleArn);
  const provider = readSamlProviderArn(providerArn);
  const { state } = parts;
  await state.fresh([...new Set([roleName.account, provider.account])]);
  const pair = { roleArn, providerArn };
  const { subject: response } = await samlEvidence(parts, request, { ...asked, provider, pair });
  const assertion = (): VerifiedAssertion => response.assertion;
  let { failed } = response.judgement;
  const wasUsed = failed ? undefined : await usedBefore(parts, assertion());
  const use: UseSubject = { assertion, wasUsed };
  failed ??= firstFailure(useChecks, use);
  const role = examineRole({
    operation: 'AssumeRoleWithSAML',
    roleArn,
    found: await ownRole(parts, roleName, asked, provider),
    provider: providerArn,
    identity: once(() => samlIdentity(assertion(), provider)),
    circumstances: request,
    durationSeconds,
    console: kind === 'saml-browser',
    sessionPolicies: failed ? undefined : await policiesOf(state, roleName.account, asked),
  });
  failed ??= firstFailure(roleChecks, role);
  return { tried: { request, asked, provider, response, use, role }, failed };
}

/** Of a role in another account than the provider's nothing is told, not even to administrators. */
async function ownRole(
  { state }: FederationParts,
  name: RoleName,
  { roleArn }: SamlRequest,
  { account }: ProviderName,
): Promise<FoundRole<RoleState>> {
  if (name.account !== account) return { kind: 'not-looked-up' };
  return await findRole(state, name, roleArn);
}

/** Undefined where it does not matter. */
async function usedBefore(
  { replay }: FederationParts,
  assertion: VerifiedAssertion,
): Promise<boolean | undefined> {
  return replay.takesOnce(assertion) ? await replay.wasUsed(assertion) : undefined;
}

async function issued(parts: FederationParts, tried: SamlCase): Promise<Tried<SamlAnswer>> {
  const { request, asked, provider, role } = tried;
  const { replay } = parts;
  const { assertion } = tried.response;
  const federation = {
    provider: asked.providerArn,
    claims: laterConditionKeys(assertion, provider),
  };
  const granted = grantRole(parts, role, {
    kind: 'AssumeRoleWithSAML',
    federation,
    browserSessionId: asked.browserSessionId,
  });
  if (!granted.ok) return await refused(parts, tried, granted.error, undefined);
  const { session } = granted;
  const answer = samlAnswer(session, assertion, provider);
  const { account } = role.role();
  return {
    outcome: 'issued',
    session,
    answer,
    event: samlEvent(parts, tried, { account, answer, error: undefined }),
    attempt: attemptOf(request, samlAttemptFacts(tried, session), samlTraces(tried)),
    body: asked.response,
    statements: replay.takesOnce(assertion) ? [replay.use(assertion, account)] : [],
  };
}

async function refused(
  parts: FederationParts,
  tried: SamlCase,
  error: AwsError,
  failed: Failure | undefined,
): Promise<Tried<SamlAnswer>> {
  const { request, asked, provider } = tried;
  const { account } = provider;
  const facts = samlAttemptFacts(tried, undefined);
  const hasHistory = (await parts.state.account(account)) !== undefined;
  return {
    outcome: 'refused',
    error,
    event: hasHistory ? samlEvent(parts, tried, { account, answer: undefined, error }) : undefined,
    // A signature alone is no proof: whoever finds an old response can send it for ever.
    fromStranger: tried.response.judgement.failed !== undefined,
    attempt: attemptOf(request, facts, samlTraces(tried), { error, failed }),
    body: asked.response,
  };
}

/** Every check of the three tables, whatever failed. */
export function samlTraces({ response, use, role }: SamlCase): CheckTrace[] {
  return [
    ...response.judgement.traces(),
    ...traceChecks(useChecks, use),
    ...traceChecks(roleChecks, role),
  ];
}
