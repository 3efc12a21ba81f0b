/**
 * domain/federation: from what an identity provider says to a session of a role. Owns: which names
 * of this server a provider may use, keys of OpenID issuers, the checks of role and trust policy,
 * replay, the attempt and the events of a try. Does not own: what a response or token must fulfil
 * (saml/, oidc/), issuing (domain/sts), providers and roles as entities (domain/iam), HTTP.
 */

import type { AwsError } from '../../failures/aws-error.ts';
import { compilePolicy, decide, parsePolicy } from '../../policy/index.ts';
import { type Circumstances, circumstanceLookup } from '../authorisation/context.ts';
import type { Case } from '../authorisation/judge.ts';
import type { ConditionKeys } from '../authorisation/resource.ts';
import type { RoleState } from '../iam/state.ts';
import type { FoundRole } from '../sts/find-role.ts';
import type { SessionPolicies } from '../sts/session-policies.ts';
import { type RequestedSession, sessionConditionKeys } from '../sts/trust-keys.ts';
import { explainTrust, type TrustExplanation } from './trust-explanation.ts';

/** The operation that a federated identity asks for a role with. */
export type FederatedOperation = 'AssumeRoleWithSAML' | 'AssumeRoleWithWebIdentity';

/** A role as far as the checks read it; a RoleState is one. */
export type RoleFacts = Pick<RoleState, 'arn' | 'account' | 'tags' | 'maxSessionSeconds' | 'trust'>;

/** What a verified response or token says of its bearer. */
export interface FederatedIdentity extends RequestedSession {
  /** `saml:…` or `{provider}:…` by lower-cased names (aws-facts C4, D3). */
  readonly keys: ConditionKeys;
  /** The session length that the provider asks for, in seconds (SessionDuration). */
  readonly sessionSeconds?: number | undefined;
  /** When the session at the provider ends; milliseconds since 1970 (SessionNotOnOrAfter). */
  readonly sessionEndsAt?: number | undefined;
}

/** Everything that is judged about a role; made of entities by the server, of files by diagnosis. */
export interface RoleInput<Role extends RoleFacts = RoleFacts> {
  readonly operation: FederatedOperation;
  /** The role as it was asked for. */
  readonly roleArn: string;
  readonly found: FoundRole<Role>;
  /** The provider as trust policies name it: an ARN, or `accounts.google.com` and the like. */
  readonly provider: string;
  /** Throws when the response or token was not verified: what depends on it is then skipped. */
  readonly identity: () => FederatedIdentity;
  readonly circumstances: Circumstances;
  /** DurationSeconds of the request. */
  readonly durationSeconds?: number | undefined;
  /** True when the session is for the console, whose length SessionDuration sets. */
  readonly console?: boolean;
  /** The session policies of the request, or why they cannot be used. */
  readonly sessionPolicies?: SessionPolicies | AwsError | undefined;
}

/** The subject of `roleChecks`. */
export interface RoleSubject<Role extends RoleFacts = RoleFacts> extends RoleInput<Role> {
  /** The role; throws when there is none. */
  readonly role: () => Role;
  /** What the trust policy says of an action; decided once. */
  readonly decision: (action: string) => Case;
  /** Why; found out once, and only when somebody asks. */
  readonly explanation: (action: string) => TrustExplanation;
}

/** Prepares a role for `roleChecks`; its trust policy is asked when a check first needs it. */
export function examineRole<Role extends RoleFacts>(input: RoleInput<Role>): RoleSubject<Role> {
  const role = (): Role => {
    if (input.found.kind !== 'role') throw new Error(`there is no role ${input.roleArn}`);
    return input.found.role;
  };
  const decision = remembering((action) => decideTrust(input, role(), action));
  const explanation = remembering((action) => explainTrust(decision(action)));
  return { ...input, role, decision, explanation };
}

/** A function that works once for each key; what throws is tried again. */
function remembering<Value extends object>(make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    const known = made.get(key);
    if (known) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

/** Asks the trust policy. Only it can allow somebody who is no principal of an account yet. */
function decideTrust(input: RoleInput, role: RoleFacts, action: string): Case {
  const identity = input.identity();
  const resource = { arn: role.arn, tags: role.tags };
  const keys = { ...identity.keys, ...sessionConditionKeys(identity) };
  const request = {
    action,
    resource: role.arn,
    resourceAccount: role.account,
    principal: { type: 'federated', provider: input.provider },
    context: circumstanceLookup(input.circumstances, resource, keys),
  } as const;
  const policies = { identity: [], resource: role.trust };
  return { request, policies, decision: decide(request, policies) };
}

/** The sessions of a role whose MaxSessionDuration nobody told: IAM's default, in seconds. */
const DEFAULT_MAXIMUM = 3600;

/**
 * A role as files describe it, for diagnosis without a server. Principals of the trust policy are
 * taken by their ARNs alone, since there is nobody to bind them to.
 *
 * @returns why the trust policy cannot be read, in the words of IAM, when it cannot
 */
export function roleOfFiles(files: {
  readonly arn: string;
  readonly trustPolicy: string;
  readonly maxSessionSeconds?: number | undefined;
}):
  | { readonly ok: true; readonly role: RoleFacts }
  | { readonly ok: false; readonly message: string } {
  const reading = parsePolicy(files.trustPolicy, 'trust');
  if (!reading.ok) return { ok: false, message: reading.message };
  const { arn, maxSessionSeconds = DEFAULT_MAXIMUM } = files;
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const trust = compilePolicy(reading.document, { kind: 'trust', name, attachedTo: arn });
  const account = arn.split(':')[4] ?? '';
  return { ok: true, role: { arn, account, tags: new Map(), maxSessionSeconds, trust } };
}
