import { isoSeconds } from '../../base/clock.ts';
import type { Principal } from '../principal.ts';
import type { AccessResource, ConditionKeys } from './resource.ts';

/** How a request was made, whoever made it. Texts are empty where that is not known. */
export interface Circumstances {
  readonly now: number;
  readonly region: string;
  readonly sourceAddress: string;
  readonly userAgent: string;
  readonly secure: boolean;
}

/** What the global condition keys of a request are computed from. */
export interface RequestFacts extends Circumstances {
  readonly principal: Principal;
  /** The organization of the caller's account, when it is in one. */
  readonly organizationId: string | undefined;
  /** Where that account stands in it: `o-…/r-…/ou-…/`. */
  readonly organizationPath?: string | undefined;
}

/** The values of a condition key by its lower-cased name; undefined when the request has none. */
export type ContextLookup = (key: string) => readonly string[] | undefined;

type CircumstanceKey = (facts: Circumstances) => string | undefined;
type PrincipalKey = (facts: RequestFacts) => string | undefined;

const PRINCIPAL_TYPES = {
  root: 'Account',
  user: 'User',
  'assumed-role': 'AssumedRole',
  'federated-user': 'FederatedUser',
} as const;

/**
 * The global condition keys with one value that every request may have (IAM user guide, "AWS global
 * condition context keys"). Each is computed only when a policy asks for it.
 */
const circumstanceKeys: ReadonlyMap<string, CircumstanceKey> = new Map<string, CircumstanceKey>([
  ['aws:sourceip', ({ sourceAddress }) => sourceAddress || undefined],
  ['aws:currenttime', ({ now }) => isoSeconds(now)],
  ['aws:epochtime', ({ now }) => String(Math.floor(now / 1000))],
  ['aws:securetransport', ({ secure }) => String(secure)],
  ['aws:useragent', ({ userAgent }) => userAgent || undefined],
  ['aws:requestedregion', ({ region }) => region || undefined],
  ['aws:principalisawsservice', () => 'false'],
  ['aws:viaawsservice', () => 'false'],
]);

/** Those that tell who makes the request, likewise. */
const principalKeys: ReadonlyMap<string, PrincipalKey> = new Map<string, PrincipalKey>([
  ['aws:principalarn', ({ principal }) => principalPolicyArn(principal)],
  ['aws:principalaccount', ({ principal }) => principal.account],
  ['aws:principaltype', ({ principal }) => PRINCIPAL_TYPES[principal.kind]],
  ['aws:principalorgid', ({ organizationId }) => organizationId],
  ['aws:principalorgpaths', ({ organizationPath }) => organizationPath],
  ['aws:userid', ({ principal }) => principal.userId],
  ['aws:username', ({ principal }) => (principal.kind === 'user' ? principal.userName : undefined)],
  ['aws:sourceidentity', ({ principal }) => principal.session?.sourceIdentity],
  ['aws:federatedprovider', ({ principal }) => principal.session?.federation?.provider],
  ['aws:tokenissuetime', ({ principal }) => time(principal.session?.issuedAt)],
  ['aws:multifactorauthpresent', ({ principal }) => mfaPresent(principal)],
  ['aws:multifactorauthage', ({ principal, now }) => mfaAge(principal, now)],
]);

/** The ARN by which `aws:PrincipalArn` knows a principal: for a role session, the role's. */
export function principalPolicyArn(principal: Principal): string {
  return principal.kind === 'assumed-role' ? principal.roleArn : principal.arn;
}

function time(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : isoSeconds(milliseconds);
}

/** Absent for long-term keys; `true` or `false` in temporary sessions (aws-facts H6). */
function mfaPresent({ session }: Principal): string | undefined {
  return session && String(session.mfaAuthenticatedAt !== undefined);
}

function mfaAge({ session }: Principal, now: number): string | undefined {
  const since = session?.mfaAuthenticatedAt;
  return since === undefined ? undefined : String(Math.max(0, Math.floor((now - since) / 1000)));
}

const PRINCIPAL_TAG = 'aws:principaltag/';
/** IAM has its own name for the tags of its resources besides the global one. */
const RESOURCE_TAGS = ['aws:resourcetag/', 'iam:resourcetag/'];

/**
 * The condition keys of one authorisation question: the operation's own keys first, then tags, then
 * the claims that a federated session carries on, then the global keys.
 */
export function contextLookup(
  facts: RequestFacts,
  resource: AccessResource,
  keys: ConditionKeys = {},
): ContextLookup {
  return (key) => {
    if (Object.hasOwn(keys, key)) return keys[key];
    if (key.startsWith(PRINCIPAL_TAG)) return principalTag(facts.principal, key);
    const ofPrincipal = principalKeys.get(key);
    if (ofPrincipal) return one(ofPrincipal(facts));
    const ofOrganization = resourceOrganization(facts, resource, key);
    if (ofOrganization !== undefined) return [ofOrganization];
    return (
      withoutPrincipal(facts, resource, key) ?? facts.principal.session?.federation?.claims.get(key)
    );
  };
}

/**
 * The condition keys of a question about somebody who is no principal yet: an identity of a provider
 * that asks for a role. `keys` are what the provider says of it.
 */
export function circumstanceLookup(
  circumstances: Circumstances,
  resource: AccessResource,
  keys: ConditionKeys,
): ContextLookup {
  return (key) =>
    Object.hasOwn(keys, key) ? keys[key] : withoutPrincipal(circumstances, resource, key);
}

/** The organization of the resource's account: the caller's own account's, or a foreign one's. */
function resourceOrganization(
  facts: RequestFacts,
  resource: AccessResource,
  key: string,
): string | undefined {
  if (key !== 'aws:resourceorgid' && key !== 'aws:resourceorgpaths') return undefined;
  const isOwn = (accountOfArn(resource.arn) ?? facts.principal.account) === facts.principal.account;
  const path = isOwn ? facts.organizationPath : resource.organizationPath;
  return key === 'aws:resourceorgid' ? path?.slice(0, path.indexOf('/')) : path;
}

function withoutPrincipal(
  circumstances: Circumstances,
  resource: AccessResource,
  key: string,
): readonly string[] | undefined {
  const ofResource = RESOURCE_TAGS.find((prefix) => key.startsWith(prefix));
  if (ofResource) return tagValue(resource.tags, key.slice(ofResource.length));
  if (key === 'aws:resourceaccount') return one(accountOfArn(resource.arn));
  return one(circumstanceKeys.get(key)?.(circumstances));
}

function one(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value];
}

function principalTag(principal: Principal, key: string): readonly string[] | undefined {
  if (principal.kind === 'root') return undefined;
  return tagValue(principal.tags, key.slice(PRINCIPAL_TAG.length));
}

/** A tag's value by the lower-cased form of its key: tag keys do not differ by case alone. */
function tagValue(
  tags: ReadonlyMap<string, string> | undefined,
  lowerCaseKey: string,
): readonly string[] | undefined {
  for (const [key, value] of tags ?? []) {
    if (key.toLowerCase() === lowerCaseKey) return [value];
  }
  return undefined;
}

function accountOfArn(arn: string): string | undefined {
  return arn.split(':', 5)[4] || undefined;
}
