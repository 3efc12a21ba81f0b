import type { FederationClaims, SessionClaims } from '../../crypto/index.ts';
import type { Case } from '../authorisation/judge.ts';
import type { RoleState } from '../iam/state.ts';
import type { Principal } from '../principal.ts';
import { expiryAfter, type Issued, issue, type Seal } from './issue.ts';
import type { SessionPolicies } from './session-policies.ts';
import { furtherActions, type RequestedSession } from './trust-keys.ts';

/** Why a role session is issued: who showed what. Nothing else makes one. */
export type RoleSessionReason =
  /** Signed credentials asked for the role. */
  | { readonly kind: 'AssumeRole'; readonly principal: Principal }
  /** Somebody switched to the role in the console; the session is one of its own. */
  | {
      readonly kind: 'SwitchRole';
      readonly principal: Principal;
      readonly browserSessionId: string;
    }
  /** An identity provider vouched for somebody. */
  | {
      readonly kind: 'AssumeRoleWithSAML' | 'AssumeRoleWithWebIdentity';
      readonly federation: FederationClaims;
      /** The console's session, when a browser asked. */
      readonly browserSessionId?: string | undefined;
    }
  /** IAM Identity Center vouched for one of its people, whom it has assigned the role. */
  | {
      readonly kind: 'IdentityCenter';
      readonly federation: FederationClaims;
      /** The session of the portal, of a command line or of the console. */
      readonly browserSessionId: string;
      readonly workforceUserId: string;
    };

/** A role session as it was asked for and granted. */
export interface GrantedSession extends RequestedSession {
  readonly role: RoleState;
  readonly policies: SessionPolicies;
  readonly seconds: number;
  /** The decisions that grant it, on the reason's action and on those of `furtherActions`. */
  readonly decisions: readonly Case[];
}

/** An issued role session. */
export interface RoleSession extends Issued {
  readonly role: RoleState;
  readonly claims: SessionClaims;
  readonly sessionArn: string;
}

/**
 * Issues a role session: the one place that does. It demands the decisions that grant it, made on
 * the trust policy of that very role, so that no caller can leave one out.
 *
 * @throws AwsError PackedPolicyTooLarge when the session does not fit into a token
 */
export function issueRoleSession(
  { seal, now, region }: { readonly seal: Seal; readonly now: number; readonly region: string },
  reason: RoleSessionReason,
  granted: GrantedSession,
): RoleSession {
  requireDecisions(reason, granted);
  const { role, sessionName, policies, sourceIdentity } = granted;
  const claims: SessionClaims = {
    account: role.account,
    region,
    principal: { kind: 'assumed-role', roleName: role.name, roleId: role.roleId, sessionName },
    issuedAt: now,
    expiresAt: expiryAfter(now, granted.seconds),
    sessionPolicyArns: policies.arns,
    tags: granted.tags,
    transitiveTagKeys: granted.transitiveTagKeys,
    ...(policies.inline === undefined ? {} : { sessionPolicy: policies.inline }),
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    ...claimsOfReason(reason),
  };
  const sessionArn = `arn:aws:sts::${role.account}:assumed-role/${role.name}/${sessionName}`;
  return { ...issue(seal, claims), role, claims, sessionArn };
}

/** The operation that a trust policy has to allow for each reason. */
const OPERATIONS = {
  AssumeRole: 'AssumeRole',
  SwitchRole: 'AssumeRole',
  AssumeRoleWithSAML: 'AssumeRoleWithSAML',
  AssumeRoleWithWebIdentity: 'AssumeRoleWithWebIdentity',
  IdentityCenter: 'AssumeRoleWithSAML',
} as const satisfies Record<RoleSessionReason['kind'], string>;

function requireDecisions({ kind }: RoleSessionReason, granted: GrantedSession): void {
  const { role, decisions } = granted;
  const assuming = `sts:${OPERATIONS[kind]}`;
  for (const action of [assuming, ...furtherActions(granted)]) {
    const granting = decisions.some(
      ({ request, policies, decision }) =>
        decision.allowed &&
        request.action === action &&
        request.resource === role.arn &&
        policies.resource === role.trust,
    );
    if (!granting) throw new Error(`a session of ${role.arn} was not granted ${action}`);
  }
}

type ReasonClaims = Pick<
  SessionClaims,
  | 'roleChained'
  | 'issuerAccessKeyId'
  | 'federation'
  | 'browserSessionId'
  | 'workforceUserId'
  | 'mfaAuthenticatedAt'
>;

function claimsOfReason(reason: RoleSessionReason): ReasonClaims {
  if ('federation' in reason) {
    const { federation, browserSessionId } = reason;
    return {
      roleChained: false,
      federation,
      ...(browserSessionId === undefined ? {} : { browserSessionId }),
      ...(reason.kind === 'IdentityCenter' ? { workforceUserId: reason.workforceUserId } : {}),
    };
  }
  const { principal, kind } = reason;
  const { session } = principal;
  const { workforceUserId, mfaAuthenticatedAt } = session ?? {};
  const switched = kind === 'SwitchRole';
  const browserSessionId = switched ? reason.browserSessionId : session?.browserSessionId;
  return {
    roleChained: principal.kind === 'assumed-role',
    issuerAccessKeyId: principal.accessKeyId,
    ...(browserSessionId === undefined ? {} : { browserSessionId }),
    ...(workforceUserId === undefined ? {} : { workforceUserId }),
    // It is the same person at the same browser, who showed the factor a moment ago.
    ...(switched && mfaAuthenticatedAt !== undefined ? { mfaAuthenticatedAt } : {}),
  };
}
