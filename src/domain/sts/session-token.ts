import type { SessionClaims } from '../../crypto/index.ts';
import { AwsError } from '../../failures/aws-error.ts';
import type { Principal } from '../principal.ts';
import type { IssueParts } from './assume-role.ts';
import { expiryAfter, type Issued, issue } from './issue.ts';
import { type CodeOfCall, type CodeParts, verifyCodeOfCall } from './mfa.ts';
import { readSessionPolicies } from './session-policies.ts';
import { joinTags, type SessionTag } from './session-tags.ts';

/** Default of GetSessionToken and GetFederationToken, and what is left of it for the root user. */
const DEFAULT_SECONDS = 43_200;
const ROOT_SECONDS = 3600;

type LongTerm = Extract<Principal, { kind: 'root' | 'user' }>;

/** Temporary credentials cannot ask for sessions of these two kinds (aws-facts B6). */
function requireLongTerm(principal: Principal, operation: string): LongTerm {
  const longTerm = principal.kind === 'root' || principal.kind === 'user';
  if (longTerm && principal.session === undefined) return principal;
  throw new AwsError('AccessDenied', `Cannot call ${operation} with session credentials`);
}

function secondsFor(principal: LongTerm, requested: number | undefined): number {
  const seconds = requested ?? DEFAULT_SECONDS;
  return principal.kind === 'root' ? Math.min(seconds, ROOT_SECONDS) : seconds;
}

/**
 * GetSessionToken: the caller's own permissions for a while, bound by what sessions may not do. With
 * a code of a virtual device the session was authenticated with MFA now, and may call IAM.
 */
export async function getSessionToken(
  parts: IssueParts & CodeParts,
  request: CodeOfCall & { readonly DurationSeconds?: number | undefined },
): Promise<Issued> {
  const principal = requireLongTerm(parts.principal, 'GetSessionToken');
  const codeCounted = await verifyCodeOfCall(parts, request);
  return issue(parts.seal, {
    ...commonClaims(parts, principal, request.DurationSeconds),
    principal:
      principal.kind === 'root'
        ? { kind: 'root-session' }
        : { kind: 'user-session', userName: principal.userName, userId: principal.userId },
    sessionPolicyArns: [],
    tags: new Map(),
    transitiveTagKeys: [],
    ...(codeCounted ? { mfaAuthenticatedAt: parts.now } : {}),
  });
}

/** GetFederationToken's input, its lengths, ranges and patterns checked. */
export interface FederationTokenRequest {
  readonly Name: string;
  readonly DurationSeconds?: number | undefined;
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
  readonly Tags?: readonly SessionTag[] | undefined;
}

/** GetFederationToken: a federated user with the intersection of caller's and session policies. */
export async function getFederationToken(
  parts: IssueParts,
  request: FederationTokenRequest,
): Promise<Issued> {
  const principal = requireLongTerm(parts.principal, 'GetFederationToken');
  const noInheritance = { tags: new Map(), transitiveKeys: [] };
  const { tags } = joinTags(request.Tags ?? [], [], noInheritance);
  const policies = await readSessionPolicies(parts.state, principal.account, request);
  const issuer =
    principal.kind === 'user'
      ? { issuer: { userName: principal.userName, userId: principal.userId } }
      : {};
  return issue(parts.seal, {
    ...commonClaims(parts, principal, request.DurationSeconds),
    principal: { kind: 'federated-user', name: request.Name, ...issuer },
    sessionPolicyArns: policies.arns,
    tags,
    transitiveTagKeys: [],
    ...(policies.inline === undefined ? {} : { sessionPolicy: policies.inline }),
  });
}

function commonClaims(
  { now, region }: IssueParts,
  principal: LongTerm,
  requested: number | undefined,
): Pick<
  SessionClaims,
  'account' | 'region' | 'issuedAt' | 'expiresAt' | 'issuerAccessKeyId' | 'roleChained'
> {
  return {
    account: principal.account,
    region,
    issuedAt: now,
    expiresAt: expiryAfter(now, secondsFor(principal, requested)),
    issuerAccessKeyId: principal.accessKeyId,
    roleChained: false,
  };
}
