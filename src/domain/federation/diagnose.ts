import { type AwsError, refuse, surface } from '../../failures/aws-error.ts';
import type { Failure } from '../../failures/catalogue.ts';
import type { CheckTrace } from '../../failures/check.ts';
import { claimedIssueTime, readToken } from '../../oidc/index.ts';
import type { RolePair } from '../../saml/index.ts';
import { readRoleArn } from '../sts/find-role.ts';
import { judgeSaml, samlTraces } from './assume-role-with-saml.ts';
import { judgeWebIdentity, webIdentityTraces } from './assume-role-with-web-identity.ts';
import { readProviderName, samlEvidence } from './saml-evidence.ts';
import { decisionFor } from './session-records.ts';
import type { FederationParts, FederationRequest } from './tried.ts';
import { DELIVERY_MILLISECONDS, unverifiedClaims } from './unverified-response.ts';
import { idTokenEvidence } from './web-identity-evidence.ts';

/** The moment that something is judged for: `request.now`, a time, or right after its issue. */
export type JudgedAt = 'now' | 'issue' | number;

/** What came of a diagnosis; nothing of it was written and nothing counts as used. */
export interface Diagnosis {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly provider: string | undefined;
  readonly roleArn: string | undefined;
  /** The roles of the account that a response offers. */
  readonly roles: readonly RolePair[];
  readonly traces: readonly CheckTrace[];
  readonly failed: Failure | undefined;
  /** What a client would be answered. */
  readonly error: AwsError | undefined;
  readonly decision: ReturnType<typeof decisionFor>;
}

interface Asked {
  /** The account whose providers and roles judge; those of others are not looked at. */
  readonly account: string;
  readonly roleArn: string | undefined;
  readonly at: JudgedAt;
}

/**
 * Judges a SAML response as AssumeRoleWithSAML would.
 *
 * @throws AwsError DIAG-030 when neither the response nor the question names a role of the account,
 *   DIAG-031 when it is to be judged at an issue that it does not tell
 */
export async function diagnoseResponse(
  parts: FederationParts,
  request: FederationRequest,
  asked: Asked & { readonly response: string; readonly providerArn: string | undefined },
): Promise<Diagnosis> {
  const response = asked.response.trimStart().startsWith('<')
    ? Buffer.from(asked.response).toString('base64')
    : asked.response;
  const claims = unverifiedClaims(response, []);
  const roles = (claims.assertion?.roles ?? []).filter((pair) => isOf(pair, asked.account));
  const providerArn = asked.providerArn ?? providerFor(roles, asked.roleArn);
  const provider = providerArn === undefined ? undefined : readProviderName(providerArn);
  if (providerArn === undefined || provider?.account !== asked.account) {
    throw refuse('DIAG-030', { account: asked.account });
  }
  const now = timeOf(asked.at, request.now, claims.issuedAt);
  const judged = { ...request, now };
  const roleArn = asked.roleArn ?? roles.find((pair) => pair.providerArn === providerArn)?.roleArn;
  if (roleArn === undefined) {
    await parts.state.fresh([asked.account]);
    const evidence = await samlEvidence(parts, judged, { response, provider, providerArn });
    const { failed, traces } = evidence.subject.judgement;
    const outcome = { traces: traces(), failed, error: failed && surface(failed) };
    return { time: now, provider: providerArn, roleArn, roles, decision: undefined, ...outcome };
  }
  requireOwnRole(roleArn, asked.account);
  const question = { kind: 'saml-browser', response, providerArn, roleArn } as const;
  const { tried, failed } = await judgeSaml(parts, judged, question);
  return {
    time: now,
    provider: providerArn,
    roleArn,
    roles,
    traces: samlTraces(tried),
    failed,
    error: failed && surface(failed),
    decision: decisionFor(tried.role),
  };
}

/**
 * Judges a web identity token as AssumeRoleWithWebIdentity would.
 *
 * @throws AwsError DIAG-030 for a role of another account, DIAG-031 as above
 */
export async function diagnoseToken(
  parts: FederationParts,
  request: FederationRequest,
  asked: Asked & { readonly token: string; readonly roleSessionName: string },
): Promise<Diagnosis> {
  const { account, token, roleArn, roleSessionName } = asked;
  const now = timeOf(asked.at, request.now, claimedIssueTime(readToken(token)));
  const judged = { ...request, now };
  if (roleArn === undefined) {
    await parts.state.fresh([account]);
    const { provider, failed, traces } = await idTokenEvidence(parts, judged, account, token);
    const outcome = { traces: traces(), failed, error: failed && surface(failed) };
    return { time: now, provider, roleArn, roles: [], decision: undefined, ...outcome };
  }
  requireOwnRole(roleArn, account);
  const question = { token, roleArn, roleSessionName };
  const { tried, failed } = await judgeWebIdentity(parts, judged, question);
  return {
    time: now,
    provider: tried.token.provider,
    roleArn,
    roles: [],
    traces: webIdentityTraces(tried),
    failed,
    error: failed && surface(failed),
    decision: decisionFor(tried.role),
  };
}

function isOf({ roleArn, providerArn }: RolePair, account: string): boolean {
  return roleArn.split(':')[4] === account && readProviderName(providerArn)?.account === account;
}

/** The provider that the response offers the role with, or offers at all. */
function providerFor(roles: readonly RolePair[], roleArn: string | undefined): string | undefined {
  const named = roles.find((pair) => pair.roleArn === roleArn);
  return (named ?? roles[0])?.providerArn;
}

/** Of roles in other accounts a diagnosis says nothing, not even whether they exist. */
function requireOwnRole(roleArn: string, account: string): void {
  if (readRoleArn(roleArn).account !== account) throw refuse('DIAG-030', { account });
}

function timeOf(at: JudgedAt, now: number, issuedAt: number | undefined): number {
  if (at === 'now') return now;
  if (at !== 'issue') return at;
  if (issuedAt === undefined) throw refuse('DIAG-031', {});
  return issuedAt + DELIVERY_MILLISECONDS;
}
