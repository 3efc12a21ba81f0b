import { isAccountId, parseArn } from '../../base/arn.ts';
import type { SessionClaims } from '../../crypto/index.ts';
import { AwsError } from '../../failures/aws-error.ts';
import { compilePolicy } from '../../policy/index.ts';
import { requireAllowed } from '../authorisation/denied.ts';
import type { Judge } from '../authorisation/judge.ts';
import type { ConditionKeys } from '../authorisation/resource.ts';
import type { IamState, RoleState } from '../iam/state.ts';
import type { Principal } from '../principal.ts';
import { expiryAfter, type Issued, issue, type Seal } from './issue.ts';
import { requireNoMfaDevice } from './mfa.ts';
import { readSessionPolicies, type SessionPolicies } from './session-policies.ts';
import { inheritedTags, joinTags, type SessionTag, type SessionTags } from './session-tags.ts';

/** AssumeRole's input, its lengths, ranges and patterns checked. */
export interface AssumeRoleRequest {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  readonly DurationSeconds?: number | undefined;
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
  readonly Tags?: readonly SessionTag[] | undefined;
  readonly TransitiveTagKeys?: readonly string[] | undefined;
  readonly ExternalId?: string | undefined;
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
  readonly SourceIdentity?: string | undefined;
}

/** What a role session is issued with. */
export interface IssueParts {
  readonly state: IamState;
  readonly judge: Judge;
  readonly principal: Principal;
  readonly seal: Seal;
  readonly now: number;
  readonly region: string;
}

/** An issued role session. */
export interface RoleSession extends Issued {
  readonly role: RoleState;
  readonly claims: SessionClaims;
  readonly sessionArn: string;
}

const CHAINING_LIMIT = 3600;
const DEFAULT_DURATION = 3600;

/**
 * AssumeRole: decides on the role's trust policy and the caller's own policies, then on tags and
 * source identity, then on the duration, and issues a session. A role that does not exist is
 * refused in the same words as one that does not trust the caller (aws-facts B4, B6).
 */
export async function assumeRole(
  parts: IssueParts,
  request: AssumeRoleRequest,
): Promise<RoleSession> {
  const { state, principal } = parts;
  const { account, name } = readRoleArn(request.RoleArn);
  if (principal.kind === 'root') {
    throw new AwsError('AccessDenied', 'Roles may not be assumed by root accounts.');
  }
  const inherited = inheritedTags(principal.session);
  const tags = joinTags(request.Tags ?? [], request.TransitiveTagKeys ?? [], inherited);
  const sourceIdentity = sourceIdentityFor(principal, request.SourceIdentity);
  requireNoMfaDevice(request);
  await state.fresh([account]);
  const role = await roleOf(state, account, name, request.RoleArn);
  requireTrust(parts, request, role, { tags, inherited, sourceIdentity });
  if (!role) throw new Error('a role that does not exist was trusted');
  const chained = principal.kind === 'assumed-role';
  const seconds = durationOf(role, request.DurationSeconds, chained);
  const policies = await readSessionPolicies(state, account, request);
  return issueRoleSession(parts, role, request, { tags, sourceIdentity, policies, seconds });
}

function readRoleArn(text: string): { account: string; name: string } {
  const arn = parseArn(text);
  const wellFormed =
    arn?.service === 'iam' &&
    arn.partition === 'aws' &&
    arn.region === '' &&
    isAccountId(arn.account);
  const name = /^role\/(?:[\u0021-\u007e]*\/)?([\w+=,.@-]{1,64})$/.exec(arn?.resource ?? '')?.[1];
  if (!wellFormed || name === undefined)
    throw new AwsError('ValidationError', `${text} is invalid`);
  return { account: arn.account, name };
}

/** The role with exactly that ARN: role names are case-sensitive here (R067). */
async function roleOf(
  state: IamState,
  account: string,
  name: string,
  arn: string,
): Promise<RoleState | undefined> {
  const owner = await state.account(account);
  if (owner?.state !== 'ACTIVE') return undefined;
  const role = await state.role(account, name);
  return role?.arn === arn ? role : undefined;
}

/** A source identity stays what it is through a chain of roles; repeating it is allowed (B4). */
function sourceIdentityFor(
  { session }: Principal,
  requested: string | undefined,
): string | undefined {
  const inherited = session?.sourceIdentity;
  if (inherited !== undefined && requested !== undefined && requested !== inherited) {
    throw new AwsError(
      'ValidationError',
      'The source identity is already set for this assume role session',
    );
  }
  return inherited ?? requested;
}

/**
 * The trust policy of a role that does not exist: it trusts nobody. Without it a caller whose own
 * policies allow the call would be told apart from one who asks for a role that is there.
 */
const NO_TRUST = compilePolicy(
  { version: '2012-10-17', id: undefined, statements: [] },
  { kind: 'trust', name: '' },
);

interface SessionParts {
  readonly tags: SessionTags;
  readonly inherited: SessionTags;
  readonly sourceIdentity: string | undefined;
}

/** sts:AssumeRole, and sts:TagSession and sts:SetSourceIdentity where they are used or inherited. */
function requireTrust(
  { judge, principal }: IssueParts,
  request: AssumeRoleRequest,
  role: RoleState | undefined,
  { tags, inherited, sourceIdentity }: SessionParts,
): void {
  const resource = {
    arn: request.RoleArn,
    tags: new Map([...(role?.tags ?? []), ...inherited.tags]),
  };
  const keys = trustKeys(request, tags, sourceIdentity);
  const actions = ['sts:AssumeRole'];
  if (tags.tags.size > 0) actions.push('sts:TagSession');
  if (sourceIdentity !== undefined) actions.push('sts:SetSourceIdentity');
  const policy = role?.trust ?? NO_TRUST;
  for (const action of actions) {
    requireAllowed(judge, principal, { action, resource, policy, keys }, 'plain');
  }
}

function trustKeys(
  request: AssumeRoleRequest,
  { tags, transitiveKeys }: SessionTags,
  sourceIdentity: string | undefined,
): ConditionKeys {
  const keys: Record<string, readonly string[]> = {
    'sts:rolesessionname': [request.RoleSessionName],
  };
  if (request.ExternalId !== undefined) keys['sts:externalid'] = [request.ExternalId];
  if (sourceIdentity !== undefined) keys['sts:sourceidentity'] = [sourceIdentity];
  if (transitiveKeys.length > 0) keys['sts:transitivetagkeys'] = transitiveKeys;
  if (tags.size > 0) keys['aws:tagkeys'] = [...tags.keys()];
  for (const [key, value] of tags) keys[`aws:requesttag/${key.toLowerCase()}`] = [value];
  return keys;
}

/** The role's maximum first, then the hour of chained sessions (aws-facts B4). */
function durationOf(role: RoleState, requested: number | undefined, chained: boolean): number {
  if (requested === undefined) return DEFAULT_DURATION;
  if (requested > role.maxSessionSeconds) {
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
  if (chained && requested > CHAINING_LIMIT) {
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  return requested;
}

function issueRoleSession(
  { seal, now, region, principal }: IssueParts,
  role: RoleState,
  { RoleSessionName }: AssumeRoleRequest,
  session: {
    readonly tags: SessionTags;
    readonly sourceIdentity: string | undefined;
    readonly policies: SessionPolicies;
    readonly seconds: number;
  },
): RoleSession {
  const { tags, sourceIdentity, policies, seconds } = session;
  const { browserSessionId, workforceUserId } = principal.session ?? {};
  const claims: SessionClaims = {
    account: role.account,
    region,
    principal: {
      kind: 'assumed-role',
      roleName: role.name,
      roleId: role.roleId,
      sessionName: RoleSessionName,
    },
    issuedAt: now,
    expiresAt: expiryAfter(now, seconds),
    issuerAccessKeyId: principal.accessKeyId,
    sessionPolicyArns: policies.arns,
    tags: tags.tags,
    transitiveTagKeys: tags.transitiveKeys,
    roleChained: principal.kind === 'assumed-role',
    ...(policies.inline === undefined ? {} : { sessionPolicy: policies.inline }),
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    ...(browserSessionId === undefined ? {} : { browserSessionId }),
    ...(workforceUserId === undefined ? {} : { workforceUserId }),
  };
  const sessionArn = `arn:aws:sts::${role.account}:assumed-role/${role.name}/${RoleSessionName}`;
  return { ...issue(seal, claims), role, claims, sessionArn };
}
