import { isAccountId, parseArn } from '../base/arn.ts';
import type { PrincipalElement } from './document.ts';

/** Who makes a request, as far as policies can tell. */
export type Principal =
  | RootPrincipal
  | UserPrincipal
  | RoleSessionPrincipal
  | FederatedUserPrincipal
  | FederatedPrincipal
  | ServicePrincipal
  | AnonymousPrincipal;

export interface RootPrincipal {
  readonly type: 'root';
  readonly account: string;
}

export interface UserPrincipal {
  readonly type: 'user';
  readonly account: string;
  readonly arn: string;
  /** `AIDA…` */
  readonly uniqueId: string;
}

/** Credentials of AssumeRole, AssumeRoleWithSAML or AssumeRoleWithWebIdentity. */
export interface RoleSessionPrincipal {
  readonly type: 'role-session';
  readonly account: string;
  /** `arn:aws:sts::{account}:assumed-role/{role}/{session}` */
  readonly arn: string;
  /** The role's own ARN, path included. */
  readonly roleArn: string;
  /** `AROA…` */
  readonly roleUniqueId: string;
}

/** Credentials of GetFederationToken; the issuer's identity policies bound them. */
export interface FederatedUserPrincipal {
  readonly type: 'federated-user';
  readonly account: string;
  /** `arn:aws:sts::{account}:federated-user/{name}` */
  readonly arn: string;
  readonly issuer: RootPrincipal | UserPrincipal;
}

/** An identity of a provider that asks for a role: only a trust policy can allow it anything. */
export interface FederatedPrincipal {
  readonly type: 'federated';
  /** As trust policies name it: a provider's ARN, or `accounts.google.com` and the like. */
  readonly provider: string;
}

export interface ServicePrincipal {
  readonly type: 'service';
  /** `ec2.amazonaws.com` */
  readonly service: string;
}

export interface AnonymousPrincipal {
  readonly type: 'anonymous';
}

/** How closely a resource policy names the caller; what follows from it is in `decide`. */
export type Naming = typeof unnamed | typeof byAccount | typeof byEntity | typeof directly;

export const unnamed = 0;
/** Through the account, which leaves the decision to the account's own policies. */
export const byAccount = 1;
/** Through the role behind a session, or the user who issued a federated session. */
export const byEntity = 2;
/** By the ARN of the user or session that makes the request, or as everyone. */
export const directly = 3;

/** Says how a Principal or NotPrincipal element names a caller. */
export type PrincipalTest = (principal: Principal) => Naming;

interface Names {
  readonly accounts: ReadonlySet<string>;
  /** ARNs with the unique id they are bound to; undefined means that the ARN alone decides. */
  readonly arns: ReadonlyMap<string, string | undefined>;
  /** Users and roles that were bound when the policy was stored: renamed, they are still meant. */
  readonly bound: ReadonlySet<string>;
  readonly federated: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
}

/**
 * Compiles a Principal or NotPrincipal element (aws-facts J5). `principalIds` are the unique ids
 * that user and role ARNs were bound to when the policy was stored; with it, an ARN that has none
 * matches nobody, so that a re-created user or role does not inherit what its namesake was given.
 */
export function compilePrincipal(
  element: PrincipalElement,
  effect: 'Allow' | 'Deny',
  principalIds: ReadonlyMap<string, string> | undefined,
): PrincipalTest {
  const { negated, everyone } = element;
  if (everyone) return negated ? () => unnamed : () => directly;
  const names = collectNames(element, principalIds);
  if (!negated) return (principal) => naming(names, principal);
  // Whoever NotPrincipal spares from a Deny must be named on every level, account included; an
  // Allow is withheld from whoever is named on any (IAM User Guide, NotPrincipal).
  if (effect === 'Deny') {
    return (principal) => (namedOnEveryLevel(names, principal) ? unnamed : directly);
  }
  return (principal) => (naming(names, principal) === unnamed ? directly : unnamed);
}

function collectNames(
  element: PrincipalElement,
  principalIds: ReadonlyMap<string, string> | undefined,
): Names {
  const accounts = new Set<string>();
  const arns = new Map<string, string | undefined>();
  const bound = new Set<string>();
  const federated = new Set<string>();
  const services = new Set<string>();
  for (const { type, value } of element.names) {
    if (type === 'Federated') federated.add(value);
    else if (type === 'Service') services.add(value);
    else if (type === 'AWS') {
      const account = accountNamed(value);
      const id = principalIds?.get(value);
      if (account !== undefined) accounts.add(account);
      else if (id !== undefined && !isSessionArn(value)) bound.add(id);
      else if (id !== undefined || !principalIds || isSessionArn(value)) arns.set(value, id);
    }
  }
  return { accounts, arns, bound, federated, services };
}

/** The account that `123456789012` or `arn:aws:iam::123456789012:root` stands for. */
export function accountNamed(principal: string): string | undefined {
  if (isAccountId(principal)) return principal;
  const arn = parseArn(principal);
  const isRoot = arn?.service === 'iam' && arn.resource === 'root' && isAccountId(arn.account);
  return isRoot ? arn.account : undefined;
}

function isSessionArn(principal: string): boolean {
  return parseArn(principal)?.service === 'sts';
}

function naming(names: Names, principal: Principal): Naming {
  switch (principal.type) {
    case 'root':
      return names.accounts.has(principal.account) ? directly : unnamed;
    case 'user':
      if (hasArn(names, principal.arn, principal.uniqueId)) return directly;
      break;
    case 'role-session':
      if (hasArn(names, principal.arn, principal.roleUniqueId)) return directly;
      if (hasArn(names, principal.roleArn, principal.roleUniqueId)) return byEntity;
      break;
    case 'federated-user':
      if (names.arns.has(principal.arn)) return directly;
      if (isIssuerNamed(names, principal.issuer)) return byEntity;
      break;
    case 'federated':
      return names.federated.has(principal.provider) ? directly : unnamed;
    case 'service':
      return names.services.has(principal.service) ? directly : unnamed;
    case 'anonymous':
      return unnamed;
  }
  return names.accounts.has(principal.account) ? byAccount : unnamed;
}

function namedOnEveryLevel(names: Names, principal: Principal): boolean {
  const found = naming(names, principal);
  switch (principal.type) {
    case 'user':
    case 'federated-user':
      return found === directly && names.accounts.has(principal.account);
    case 'role-session':
      return (
        found === directly &&
        names.accounts.has(principal.account) &&
        hasArn(names, principal.roleArn, principal.roleUniqueId)
      );
    default:
      return found === directly;
  }
}

function hasArn(names: Names, arn: string, uniqueId: string): boolean {
  if (names.bound.has(uniqueId) && !isSessionArn(arn)) return true;
  if (!names.arns.has(arn)) return false;
  const bound = names.arns.get(arn);
  return bound === undefined || bound === uniqueId;
}

function isIssuerNamed(names: Names, issuer: RootPrincipal | UserPrincipal): boolean {
  return issuer.type === 'user' && hasArn(names, issuer.arn, issuer.uniqueId);
}
