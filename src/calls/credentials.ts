import { isAccountId } from '../base/arn.ts';
import type {
  KeyRing,
  RequestSignature,
  ResolvedCredential,
  SessionClaims,
  TokenOpener,
} from '../crypto/index.ts';
import type { AccountState, IamState, RoleState, UserState } from '../domain/iam/state.ts';
import { isStillAssigned } from '../domain/identity-center/role-sessions/credential-access.ts';
import type { WorkforceState } from '../domain/identity-center/state.ts';
import { type Principal, rootPrincipal } from '../domain/principal.ts';
import { sessionIsLive } from '../domain/sessions/liveness.ts';

/** What a credential turned out to be, and whom it makes once its signature has been verified. */
export interface FoundCredential {
  readonly credential: ResolvedCredential;
  /** Undefined when there is nobody behind the credential. */
  readonly principal: Principal | undefined;
}

/** What credentials are resolved with. */
export interface CredentialParts {
  readonly state: IamState;
  readonly workforce: WorkforceState;
  readonly ring: () => KeyRing;
  readonly tokens: TokenOpener;
  /** Whether credentials end with the browser session that they came from. */
  readonly endWithSession: boolean;
}

const UNKNOWN: FoundCredential = { credential: { kind: 'unknown' }, principal: undefined };

/**
 * Finds the secret and the owner of a request's access key. A key that begins with `ASIA` is
 * temporary and needs its session token; any other is long-term and must come without one.
 */
export async function findCredential(
  parts: CredentialParts,
  { accessKeyId, sessionToken }: Pick<RequestSignature, 'accessKeyId' | 'sessionToken'>,
): Promise<FoundCredential> {
  if (accessKeyId.startsWith('ASIA')) return await findSession(parts, accessKeyId, sessionToken);
  if (sessionToken !== undefined) return UNKNOWN;
  return await findKey(parts.state, accessKeyId);
}

async function findKey(state: IamState, accessKeyId: string): Promise<FoundCredential> {
  const account = await state.accountOfKey(accessKeyId);
  if (account === undefined) return UNKNOWN;
  await state.fresh([account]);
  const key = await state.key(account, accessKeyId);
  const owner = await state.account(account);
  if (!key || !isUsable(owner)) return UNKNOWN;
  const credential = { kind: 'long-term', secret: key.secret, active: key.active } as const;
  if (isAccountId(key.ownerId)) {
    return { credential, principal: rootPrincipal(account, accessKeyId) };
  }
  const user = await state.user(account, key.ownerId);
  if (!user) return UNKNOWN;
  return { credential, principal: userPrincipal(user, accessKeyId, undefined) };
}

/** Closed and suspended accounts have no principals any more. */
function isUsable(account: AccountState | undefined): boolean {
  return account?.state === 'ACTIVE';
}

async function findSession(
  parts: CredentialParts,
  accessKeyId: string,
  sessionToken: string | undefined,
): Promise<FoundCredential> {
  const { state, ring, tokens } = parts;
  const opened =
    sessionToken === undefined ? undefined : tokens.open(sessionToken, accessKeyId, ring());
  if (!opened) {
    return { credential: { kind: 'temporary', tokenMatches: false }, principal: undefined };
  }
  const { claims } = opened;
  await state.fresh([claims.account]);
  const alive = isUsable(await state.account(claims.account)) && (await hasSession(parts, claims));
  const principal = alive ? await sessionPrincipal(state, claims, accessKeyId) : undefined;
  const credential = {
    kind: 'temporary',
    tokenMatches: true,
    secret: opened.secretAccessKey,
    expiresAt: claims.expiresAt,
    issuerAlive: principal !== undefined,
  } as const;
  return { credential, principal };
}

/** Whether the browser session and the assignment that credentials came from, if any, let them live. */
async function hasSession(parts: CredentialParts, claims: SessionClaims): Promise<boolean> {
  const { browserSessionId } = claims;
  if (browserSessionId === undefined || !parts.endWithSession) return true;
  if (!(await sessionIsLive(parts.state, browserSessionId))) return false;
  return await isStillAssigned(parts, claims);
}

/**
 * Whom a session acts as; undefined when its role or user is gone. They are found by unique id, so
 * that one made anew under the same name does not revive old sessions (aws-facts B4).
 */
export async function sessionPrincipal(
  state: IamState,
  claims: SessionClaims,
  accessKeyId: string,
): Promise<Principal | undefined> {
  const { account, principal } = claims;
  switch (principal.kind) {
    case 'root-session':
      return { ...rootPrincipal(account, accessKeyId), session: claims };
    case 'user-session': {
      const user = await state.user(account, principal.userId);
      return user && userPrincipal(user, accessKeyId, claims);
    }
    case 'assumed-role': {
      const role = await state.role(account, principal.roleName);
      if (role?.roleId !== principal.roleId) return undefined;
      return rolePrincipal(role, principal.sessionName, accessKeyId, claims);
    }
    case 'federated-user': {
      const { issuer, name } = principal;
      const user = issuer && (await state.user(account, issuer.userId));
      if (issuer && !user) return undefined;
      return federatedPrincipal(account, name, user, accessKeyId, claims);
    }
  }
}

function userPrincipal(
  user: UserState,
  accessKeyId: string,
  session: SessionClaims | undefined,
): Principal {
  const { account, arn, userId, name, tags } = user;
  return { kind: 'user', account, arn, userId, accessKeyId, session, userName: name, tags };
}

function rolePrincipal(
  role: RoleState,
  sessionName: string,
  accessKeyId: string,
  session: SessionClaims,
): Principal {
  const { account, roleId, name } = role;
  return {
    kind: 'assumed-role',
    account,
    arn: `arn:aws:sts::${account}:assumed-role/${name}/${sessionName}`,
    userId: `${roleId}:${sessionName}`,
    accessKeyId,
    session,
    roleArn: role.arn,
    roleId,
    roleName: name,
    sessionName,
    tags: overlayTags(role.tags, session.tags),
  };
}

function federatedPrincipal(
  account: string,
  name: string,
  issuer: UserState | undefined,
  accessKeyId: string,
  session: SessionClaims,
): Principal {
  return {
    kind: 'federated-user',
    account,
    arn: `arn:aws:sts::${account}:federated-user/${name}`,
    userId: `${account}:${name}`,
    accessKeyId,
    session,
    name,
    issuerUserId: issuer?.userId,
    issuerUserName: issuer?.name,
    issuerPath: issuer?.path,
    tags: issuer ? overlayTags(issuer.tags, session.tags) : session.tags,
  };
}

/** Session tags replace tags of the same key, whatever the case of its letters (aws-facts B4). */
export function overlayTags(
  own: ReadonlyMap<string, string>,
  session: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  if (session.size === 0) return own;
  const replaced = new Set([...session.keys()].map((key) => key.toLowerCase()));
  const kept = [...own].filter(([key]) => !replaced.has(key.toLowerCase()));
  return new Map([...kept, ...session]);
}
