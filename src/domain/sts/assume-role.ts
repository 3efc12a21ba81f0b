import { AwsError } from '../../failures/aws-error.ts';
import { compilePolicy } from '../../policy/index.ts';
import { requireAllowed } from '../authorisation/denied.ts';
import type { Case, Judge } from '../authorisation/judge.ts';
import type { ConditionKeys } from '../authorisation/resource.ts';
import type { IamState, RoleState } from '../iam/state.ts';
import type { Principal } from '../principal.ts';
import { findRole, readRoleArn } from './find-role.ts';
import type { Seal } from './issue.ts';
import { type CodeParts, codeConditionKeys, verifyCodeOfCall } from './mfa.ts';
import { issueRoleSession, type RoleSession } from './role-session.ts';
import { readSessionPolicies } from './session-policies.ts';
import { inheritedTags, joinTags, type SessionTag, type SessionTags } from './session-tags.ts';
import { furtherActions, type RequestedSession, sessionConditionKeys } from './trust-keys.ts';

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

/** Switching to a role in the console, from a session that goes on meanwhile. */
export interface Switching {
  /** The session that the role's credentials are wrapped in. */
  readonly browserSessionId: string;
  /** When the session ends that is switched from, in milliseconds since 1970. */
  readonly until: number;
}

const CHAINING_LIMIT = 3600;
const DEFAULT_DURATION = 3600;

/**
 * AssumeRole: decides on the role's trust policy and the caller's own policies, then on tags and
 * source identity, then on the duration, and issues a session. A role that does not exist is
 * refused in the same words as one that does not trust the caller (aws-facts B4, B6).
 */
export async function assumeRole(
  parts: IssueParts & CodeParts,
  request: AssumeRoleRequest,
  switching?: Switching,
): Promise<RoleSession> {
  const { state, principal } = parts;
  const roleName = readRoleArn(request.RoleArn);
  if (principal.kind === 'root') {
    throw new AwsError('AccessDenied', 'Roles may not be assumed by root accounts.');
  }
  const inherited = inheritedTags(principal.session);
  const tags = joinTags(request.Tags ?? [], request.TransitiveTagKeys ?? [], inherited);
  const sourceIdentity = sourceIdentityFor(principal, request.SourceIdentity);
  const codeCounted = await verifyCodeOfCall(parts, request);
  await state.fresh([roleName.account]);
  const found = await findRole(state, roleName, request.RoleArn);
  const role = found.kind === 'role' ? found.role : undefined;
  const session = {
    sessionName: request.RoleSessionName,
    sourceIdentity,
    tags: tags.tags,
    transitiveTagKeys: tags.transitiveKeys,
  };
  const organizationPath = (await state.account(roleName.account))?.organizationPath;
  const asked = { inherited, session, codeCounted, organizationPath };
  const decisions = requireTrust(parts, request, role, asked);
  if (!role) throw new Error('a role that does not exist was trusted');
  const chained = principal.kind === 'assumed-role';
  const seconds = switching
    ? secondsOfSwitch(role, switching, parts.now, chained)
    : durationOf(role, request.DurationSeconds, chained);
  const policies = await readSessionPolicies(state, role.account, request);
  const granted = { ...session, role, policies, seconds, decisions };
  const reason = switching
    ? ({ kind: 'SwitchRole', principal, browserSessionId: switching.browserSessionId } as const)
    : ({ kind: 'AssumeRole', principal } as const);
  return issueRoleSession(parts, reason, granted);
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

/** What trust is decided on besides the request's own members. */
interface Asked {
  readonly inherited: SessionTags;
  readonly session: RequestedSession;
  /** Whether the call carried a code of the caller's device that counted. */
  readonly codeCounted: boolean;
  /** Where the role's account stands in its organization. */
  readonly organizationPath: string | undefined;
}

/** The decisions on sts:AssumeRole, and on tags and source identity where they are used or inherited. */
function requireTrust(
  { judge, principal }: IssueParts,
  request: AssumeRoleRequest,
  role: RoleState | undefined,
  asked: Asked,
): Case[] {
  const { inherited, session, codeCounted, organizationPath } = asked;
  const resource = {
    arn: request.RoleArn,
    tags: new Map([...(role?.tags ?? []), ...inherited.tags]),
    ...(role && organizationPath !== undefined ? { organizationPath } : {}),
  };
  const keys: ConditionKeys = {
    ...sessionConditionKeys(session),
    ...codeConditionKeys(codeCounted),
    ...(request.ExternalId === undefined ? {} : { 'sts:externalid': [request.ExternalId] }),
  };
  const policy = role?.trust ?? NO_TRUST;
  return ['sts:AssumeRole', ...furtherActions(session)].map((action) =>
    requireAllowed(judge, principal, { action, resource, policy, keys }, 'plain'),
  );
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

/** The role's maximum or what is left of the session that is switched from (aws-facts H3). */
function secondsOfSwitch(
  role: RoleState,
  { until }: Switching,
  now: number,
  chained: boolean,
): number {
  const left = Math.max(1, Math.floor((until - now) / 1000));
  return Math.min(role.maxSessionSeconds, left, chained ? CHAINING_LIMIT : left);
}
