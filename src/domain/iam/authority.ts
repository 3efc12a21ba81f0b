import type { SessionClaims } from '../../crypto/index.ts';
import {
  type CompiledPolicy,
  compilePolicy,
  type Principal as PolicyPrincipal,
  parsePolicy,
} from '../../policy/index.ts';
import type { Principal } from '../principal.ts';
import type { IamState } from './state.ts';

/** The policies on a principal's side of a decision. */
export interface Authority {
  readonly identity: readonly CompiledPolicy[];
  readonly boundary: CompiledPolicy | undefined;
  readonly session: readonly CompiledPolicy[] | undefined;
}

const NONE: Authority = { identity: [], boundary: undefined, session: undefined };

/**
 * Collects the policies that speak of a principal, as they are now: permissions of a role or of a
 * federated user's issuer are not frozen when credentials are issued (aws-facts B4).
 */
export async function authorityOf(state: IamState, principal: Principal): Promise<Authority> {
  const { account } = principal;
  switch (principal.kind) {
    case 'root':
      return NONE;
    case 'user':
      return await userAuthority(state, account, principal.userId);
    case 'assumed-role':
      return await roleAuthority(state, principal);
    case 'federated-user': {
      const { issuerUserId } = principal;
      const issuer =
        issuerUserId === undefined ? NONE : await userAuthority(state, account, issuerUserId);
      return { ...issuer, session: await sessionPolicies(state, principal) };
    }
  }
}

async function userAuthority(state: IamState, account: string, userId: string): Promise<Authority> {
  const user = await state.user(account, userId);
  if (!user) return NONE;
  const identity = [...user.inline];
  await addManaged(state, account, user.attached, identity);
  for (const groupId of user.groupIds) {
    const group = await state.group(account, groupId);
    if (!group) continue;
    identity.push(...group.inline);
    await addManaged(state, account, group.attached, identity);
  }
  const boundary = await boundaryPolicy(state, account, user.boundaryArn);
  return { identity, boundary, session: undefined };
}

async function roleAuthority(
  state: IamState,
  principal: Extract<Principal, { kind: 'assumed-role' }>,
): Promise<Authority> {
  const { account } = principal;
  const role = await state.role(account, principal.roleName);
  if (role?.roleId !== principal.roleId) return NONE;
  const identity = [...role.inline];
  await addManaged(state, account, role.attached, identity);
  const boundary = await boundaryPolicy(state, account, role.boundaryArn);
  return { identity, boundary, session: await sessionPolicies(state, principal) };
}

async function addManaged(
  state: IamState,
  account: string,
  arns: readonly string[],
  policies: CompiledPolicy[],
): Promise<void> {
  for (const arn of arns) {
    const policy = await state.policy(account, arn);
    if (policy) policies.push(policy.as('identity'));
  }
}

/** A boundary whose policy is gone allows nothing, rather than nothing being forbidden. */
async function boundaryPolicy(
  state: IamState,
  account: string,
  arn: string | undefined,
): Promise<CompiledPolicy | undefined> {
  if (arn === undefined) return undefined;
  const policy = await state.policy(account, arn);
  return policy ? policy.as('boundary') : compileEmpty('boundary', arn);
}

const inlineSessionPolicies = new WeakMap<SessionClaims, CompiledPolicy>();

/** The session policies that were passed when the credentials were made; undefined when none. */
async function sessionPolicies(
  state: IamState,
  { account, session }: Principal,
): Promise<readonly CompiledPolicy[] | undefined> {
  if (!session) return undefined;
  const arns = session.sessionPolicyArns;
  if (session.sessionPolicy === undefined && arns.length === 0) return undefined;
  const policies: CompiledPolicy[] = [];
  if (session.sessionPolicy !== undefined)
    policies.push(inlinePolicy(session, session.sessionPolicy));
  for (const arn of arns) {
    const policy = await state.policy(account, arn);
    if (policy) policies.push(policy.as('session'));
  }
  return policies;
}

/** Compiled once for the claims of a token, which are opened once for many requests. */
function inlinePolicy(claims: SessionClaims, text: string): CompiledPolicy {
  const known = inlineSessionPolicies.get(claims);
  if (known) return known;
  const reading = parsePolicy(text, 'session');
  const policy = reading.ok
    ? compilePolicy(reading.document, { kind: 'session', name: 'session policy' })
    : compileEmpty('session', 'session policy');
  inlineSessionPolicies.set(claims, policy);
  return policy;
}

function compileEmpty(kind: 'boundary' | 'session', name: string): CompiledPolicy {
  // Made directly: the reader refuses a document without statements.
  return compilePolicy({ version: '2012-10-17', id: undefined, statements: [] }, { kind, name });
}

/** The principal in the form in which policies name it. */
export function policyPrincipal(principal: Principal): PolicyPrincipal {
  const { account, arn } = principal;
  switch (principal.kind) {
    case 'root':
      return { type: 'root', account };
    case 'user':
      return { type: 'user', account, arn, uniqueId: principal.userId };
    case 'assumed-role': {
      const { roleArn, roleId } = principal;
      return { type: 'role-session', account, arn, roleArn, roleUniqueId: roleId };
    }
    case 'federated-user':
      return { type: 'federated-user', account, arn, issuer: issuerOf(principal) };
  }
}

function issuerOf(principal: Extract<Principal, { kind: 'federated-user' }>) {
  const { account, issuerUserId, issuerUserName, issuerPath } = principal;
  if (issuerUserId === undefined) return { type: 'root' as const, account };
  const arn = `arn:aws:iam::${account}:user${issuerPath ?? '/'}${issuerUserName ?? ''}`;
  return { type: 'user' as const, account, arn, uniqueId: issuerUserId };
}
