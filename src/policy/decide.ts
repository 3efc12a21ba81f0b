import type { CompiledPolicy } from './compile.ts';
import type { PolicyKind } from './document.ts';
import {
  byAccount,
  byEntity,
  directly,
  type Naming,
  type Principal,
  unnamed,
} from './principal.ts';
import { type DecidingStatement, matchStatement, type PolicyRequest } from './statement.ts';

/** Every policy that has a say in a request. */
export interface PolicySet {
  /** Identity policies of the user and its groups, of the role, or of the issuing user. */
  readonly identity: readonly CompiledPolicy[];
  /** The permissions boundary, where one is set. */
  readonly boundary?: CompiledPolicy | undefined;
  /**
   * The session policies that were passed, inline and managed; undefined when none were. For a
   * federated user (GetFederationToken) undefined allows nothing.
   */
  readonly session?: readonly CompiledPolicy[] | undefined;
  /** The resource's own policy; of kind `trust` it is a role's, and must always allow. */
  readonly resource?: CompiledPolicy | undefined;
  /**
   * Service control policies of the principal's account, one list for each level from the root to
   * the account; undefined where none apply (management account, service-linked role).
   */
  readonly scps?: readonly (readonly CompiledPolicy[])[] | undefined;
  /** Resource control policies of the resource's account, level by level likewise. */
  readonly rcps?: readonly (readonly CompiledPolicy[])[] | undefined;
}

/** What was decided, and by what. */
export interface Decision {
  readonly allowed: boolean;
  /** The kind of policy that decided: that allowed, that denied, or that allowed nothing. */
  readonly kind: PolicyKind;
  /** True when a Deny statement decided. */
  readonly explicit: boolean;
  /** The deciding statement; none for an implicit denial and for a root user's own rights. */
  readonly deciding: DecidingStatement | undefined;
}

/**
 * Decides a request (aws-facts J2): an explicit deny of any policy; then resource control and
 * service control policies must allow on every level; then within one account the resource's
 * policy or an identity policy must allow, across accounts both; what is not granted directly to
 * the user or session must also be allowed by the boundary and the session policies.
 */
export function decide(request: PolicyRequest, policies: PolicySet): Decision {
  return (
    explicitDeny(request, policies) ??
    controlDenial(request, policies.rcps, 'rcp') ??
    controlDenial(request, policies.scps, 'scp') ??
    grant(request, policies)
  );
}

function explicitDeny(request: PolicyRequest, policies: PolicySet): Decision | undefined {
  const { rcps, scps, resource, identity, boundary, session } = policies;
  const deciding =
    (rcps && denyOfLevels(request, rcps)) ??
    (scps && denyOfLevels(request, scps)) ??
    (resource && denyOf(request, resource)) ??
    denyOfAny(request, identity) ??
    (boundary && denyOf(request, boundary)) ??
    (session && denyOfAny(request, session));
  return deciding && { allowed: false, kind: deciding.policy.kind, explicit: true, deciding };
}

function denyOfLevels(
  request: PolicyRequest,
  levels: readonly (readonly CompiledPolicy[])[],
): DecidingStatement | undefined {
  for (const level of levels) {
    const deciding = denyOfAny(request, level);
    if (deciding) return deciding;
  }
  return undefined;
}

function denyOfAny(
  request: PolicyRequest,
  policies: readonly CompiledPolicy[],
): DecidingStatement | undefined {
  for (const policy of policies) {
    const deciding = denyOf(request, policy);
    if (deciding) return deciding;
  }
  return undefined;
}

function denyOf(request: PolicyRequest, policy: CompiledPolicy): DecidingStatement | undefined {
  for (const statement of policy.candidates(request.action).deny) {
    if (matchStatement(statement, request).matched) return statement.identity;
  }
  return undefined;
}

function allowOfAny(
  request: PolicyRequest,
  policies: readonly CompiledPolicy[],
): DecidingStatement | undefined {
  for (const policy of policies) {
    for (const statement of policy.candidates(request.action).allow) {
      if (matchStatement(statement, request).matched) return statement.identity;
    }
  }
  return undefined;
}

function controlDenial(
  request: PolicyRequest,
  levels: readonly (readonly CompiledPolicy[])[] | undefined,
  kind: 'scp' | 'rcp',
): Decision | undefined {
  if (!levels) return undefined;
  for (const level of levels) {
    if (!allowOfAny(request, level)) return implicitDeny(kind);
  }
  return undefined;
}

interface ResourceGrant {
  readonly naming: Naming;
  readonly deciding: DecidingStatement | undefined;
}

const NO_GRANT: ResourceGrant = { naming: unnamed, deciding: undefined };

/** The Allow of the resource's policy that names the caller most closely. */
function resourceGrant(request: PolicyRequest, policy: CompiledPolicy | undefined): ResourceGrant {
  if (!policy) return NO_GRANT;
  let best = NO_GRANT;
  for (const statement of policy.candidates(request.action).allow) {
    const match = matchStatement(statement, request);
    if (match.matched && match.naming > best.naming) {
      best = { naming: match.naming, deciding: statement.identity };
      if (best.naming === directly) break;
    }
  }
  return best;
}

function grant(request: PolicyRequest, policies: PolicySet): Decision {
  const { principal } = request;
  const { resource } = policies;
  const fromResource = resourceGrant(request, resource);
  const resourceKind = resource?.source.kind ?? 'resource';
  if (!('account' in principal)) {
    return fromResource.deciding ? allow(fromResource.deciding) : implicitDeny(resourceKind);
  }
  const sameAccount = principal.account === request.resourceAccount;
  if (sameAccount && fromResource.naming === directly && fromResource.deciding) {
    return limitRoot(request, policies) ?? allow(fromResource.deciding);
  }
  if (sameAccount && resourceKind === 'trust' && fromResource.naming === unnamed) {
    return implicitDeny('trust');
  }
  const fromIdentity = allowOfAny(request, policies.identity);
  const suffices = sameAccount && fromResource.naming >= byEntity;
  if (!fromIdentity && !suffices && !hasRootRights(principal)) return implicitDeny('identity');
  if (!sameAccount && fromResource.naming < byAccount) return implicitDeny(resourceKind);
  return (
    limits(request, policies) ?? {
      allowed: true,
      kind: suffices ? resourceKind : 'identity',
      explicit: false,
      deciding: suffices ? fromResource.deciding : fromIdentity,
    }
  );
}

/** A root user is named by its account's ARN, which lifts no session policy from it. */
function limitRoot(request: PolicyRequest, policies: PolicySet): Decision | undefined {
  return request.principal.type === 'root' ? limits(request, policies) : undefined;
}

function limits(request: PolicyRequest, policies: PolicySet): Decision | undefined {
  const { boundary, session } = policies;
  if (boundary && !allowOfAny(request, [boundary])) return implicitDeny('boundary');
  const required = session ?? (request.principal.type === 'federated-user' ? [] : undefined);
  if (required && !allowOfAny(request, required)) return implicitDeny('session');
  return undefined;
}

/** Identity policies limit neither a root user nor who holds a root user's federation token. */
function hasRootRights(principal: Principal): boolean {
  if (principal.type === 'federated-user') return principal.issuer.type === 'root';
  return principal.type === 'root';
}

function allow(deciding: DecidingStatement): Decision {
  return { allowed: true, kind: deciding.policy.kind, explicit: false, deciding };
}

function implicitDeny(kind: PolicyKind): Decision {
  return { allowed: false, kind, explicit: false, deciding: undefined };
}
