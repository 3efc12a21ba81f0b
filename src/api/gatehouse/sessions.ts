import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { findAccount, rootPasswordTime } from '../../domain/accounts/accounts.ts';
import { requireAllowed } from '../../domain/authorisation/denied.ts';
import { getRole } from '../../domain/iam/roles.ts';
import { getUser } from '../../domain/iam/users.ts';
import {
  endLoginGrant,
  type GrantOwner,
  type ListedGrant,
  loginGrants,
} from '../../domain/login/grants.ts';
import type { Principal } from '../../domain/principal.ts';
import {
  type BrowserSession,
  endSessionsOf,
  sessionOfId,
} from '../../domain/sessions/browser-sessions.ts';
import {
  endListedSession,
  listSessions,
  type OwnerOfSessions,
} from '../../domain/sessions/ending.ts';
import { ownerOf } from '../../domain/sessions/owner.ts';
import { findPerson } from '../../domain/sign-in/evidence.ts';
import { passwordExpiry } from '../../domain/sign-in/password-checks.ts';
import { refuse } from '../../failures/aws-error.ts';
import type { GatehouseModule, Handlers, Output } from '../../wire/index.ts';
import { roleSessionsResource, userSessionsResource } from './resources.ts';

type CurrentSession = Output<GatehouseModule, 'GetCurrentSession'>['Session'];
type SessionSummary = Output<GatehouseModule, 'ListSessions'>['Sessions'][number];

export const sessions = {
  async GetCurrentSession(_input, call) {
    return { Session: await currentSession(call) };
  },

  async ListSessions(input, call) {
    const owner = await ownerAsked(call, 'ListSessions', input);
    const found = await listSessions(call.work, owner);
    const grants = await loginGrants(call.work, grantOwner(owner));
    const sessions = found.map((session) => shown(call, session));
    return { Sessions: [...sessions, ...grants.map((grant) => shownGrant(grant))] };
  },

  async EndSession({ SessionId: id, ...whose }, call) {
    const owner = await ownerAsked(call, 'EndSession', whose);
    const grants = await loginGrants(call.work, grantOwner(owner));
    if (grants.some(({ grantId }) => grantId === id)) endLoginGrant(call.work, id);
    else await endListedSession(call.work, owner, id);
    return {};
  },

  async EndSessions({ KeepCurrent: keep, ...whose }, call) {
    const owner = await ownerAsked(call, 'EndSessions', whose);
    const except = keep === true ? currentId(call) : undefined;
    return { Ended: (await endAll(call, owner, except)) + (await endGrants(call, owner, except)) };
  },
} satisfies Partial<Handlers<GatehouseModule, Call>>;

const OWN = 'own sessions need no permission; those of others are decided by their user or role';

export const sessionsAccess = {
  GetCurrentSession: { open: 'tells callers about themselves, as sts:GetCallerIdentity' },
  ListSessions: { open: OWN },
  EndSession: { open: OWN },
  EndSessions: { open: OWN },
} satisfies Access<typeof sessions>;

/**
 * Whose sessions a call is about. One's own can always be seen and ended, also against a policy:
 * whoever finds a stranger in their account's list must be able to throw them out. For those of
 * others the permission is decided first, and then whether there is such a user or role.
 */
async function ownerAsked(
  call: Call,
  operation: string,
  asked: { readonly UserName?: string | undefined; readonly RoleName?: string | undefined },
): Promise<OwnerOfSessions> {
  const { UserName: userName, RoleName: roleName } = asked;
  const { account, judge, principal, work } = call;
  if (userName !== undefined && roleName !== undefined) throw refuse('CONS-007', {});
  if (userName === undefined && roleName === undefined) {
    const { ownerId, principalArn: arn } = ownerOf(principal);
    return { ownerId, arn, own: true };
  }
  const resource =
    userName === undefined
      ? roleSessionsResource(account, roleName ?? '')
      : userSessionsResource(account, userName);
  requireAllowed(judge, principal, { action: `gatehouse:${operation}`, resource });
  const { arn } = resource;
  if (userName !== undefined) {
    return { ownerId: (await getUser(work, userName)).user_id, arn, own: false };
  }
  return { ownerId: (await getRole(work, roleName ?? '')).role_id, arn, own: false };
}

/** Of a role only the principal's own sessions are theirs to end; other owners have all or none. */
async function endAll(
  { work, principal }: Call,
  owner: OwnerOfSessions,
  except: string | undefined,
): Promise<number> {
  const onlyOwn = owner.own && principal.kind === 'assumed-role';
  const principalArn = onlyOwn ? owner.arn : undefined;
  return await endSessionsOf(work, owner.ownerId, { except, principalArn });
}

/** Command lines end with their session; those of the session that stays are other devices as well. */
async function endGrants(
  { work }: Call,
  owner: OwnerOfSessions,
  except: string | undefined,
): Promise<number> {
  const grants = await loginGrants(work, grantOwner(owner));
  const ending = grants.filter(({ sessionId }) => sessionId === except);
  for (const { grantId } of ending) endLoginGrant(work, grantId);
  return ending.length;
}

function grantOwner({ ownerId, arn, own }: OwnerOfSessions): GrantOwner {
  return own ? { ownerId, principalArn: arn } : { ownerId };
}

function shownGrant(grant: ListedGrant): SessionSummary {
  return {
    SessionId: grant.grantId,
    Current: false,
    Arn: grant.principalArn,
    Kind: grant.kind,
    Device: grant.device,
    SourceAddress: grant.sourceAddress,
    CreatedAt: new Date(grant.createdAt),
    LastUsedAt: new Date(grant.lastUsedAt),
    ExpiresAt: new Date(grant.expiresAt),
    CommandLine: true,
    ParentSessionId: grant.sessionId,
  };
}

function currentId({ principal }: Call): string | undefined {
  return principal.session?.browserSessionId;
}

function shown(call: Call, session: BrowserSession): SessionSummary {
  return {
    SessionId: session.sessionId,
    Current: session.sessionId === currentId(call),
    Arn: session.principalArn,
    Kind: session.kind,
    Device: session.device,
    SourceAddress: session.sourceAddress,
    CreatedAt: new Date(session.createdAt),
    LastUsedAt: new Date(session.lastUsedAt),
    ExpiresAt: new Date(session.expiresAt),
  };
}

async function currentSession(call: Call): Promise<CurrentSession> {
  const { account, principal, organizationId, publicUrl, regions, work } = call;
  const row = await findAccount(work, account);
  if (!row) throw new Error(`the account ${account} is gone`);
  return {
    Account: account,
    AccountName: row.name,
    AccountAlias: row.alias ?? undefined,
    OrganizationId: organizationId,
    Arn: principal.arn,
    UserId: principal.userId,
    Kind: principal.kind,
    ...names(principal),
    Email: principal.kind === 'root' ? row.email : undefined,
    ...(await sessionMembers(call)),
    ...(await passwordMembers(call)),
    Region: regions[0] ?? '',
    Regions: regions.map((name) => ({ RegionName: name })),
    PublicUrl: publicUrl,
  };
}

function names(
  principal: Principal,
): Pick<CurrentSession, 'UserName' | 'RoleName' | 'SessionName'> {
  switch (principal.kind) {
    case 'root':
      return {};
    case 'user':
      return { UserName: principal.userName };
    case 'assumed-role':
      return { RoleName: principal.roleName, SessionName: principal.sessionName };
    case 'federated-user':
      return { SessionName: principal.name };
  }
}

function moment(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(Number(time));
}

async function sessionMembers({ work, principal }: Call): Promise<Partial<CurrentSession>> {
  const claims = principal.session;
  if (!claims) return {};
  const { browserSessionId: id } = claims;
  const session = id === undefined ? undefined : await sessionOfId(work, id);
  // Credentials that a page asked for carry its session on and are none themselves.
  const own = session?.accessKeyId === principal.accessKeyId ? session : undefined;
  const parent = own?.parentId === undefined ? undefined : await sessionOfId(work, own.parentId);
  return {
    MfaAuthenticatedAt: moment(claims.mfaAuthenticatedAt),
    IssuedAt: moment(claims.issuedAt),
    ExpiresAt: moment(claims.expiresAt),
    SessionId: id,
    Provider: own?.provider ?? claims.federation?.provider,
    Switched: parent && {
      Account: parent.account,
      Arn: parent.principalArn,
      DisplayName: own?.shown.name,
      Color: own?.shown.color,
    },
  };
}

async function passwordMembers({ work, principal }: Call): Promise<Partial<CurrentSession>> {
  if (principal.kind === 'root') {
    const changed = await rootPasswordTime(work, principal.account);
    return { PasswordLastChanged: moment(changed) };
  }
  if (principal.kind !== 'user') return {};
  const { account, userName } = principal;
  const person = await findPerson(work, { kind: 'user', account, userName });
  if (!person.user?.password) return {};
  return {
    PasswordLastChanged: moment(person.user.password_changed_at ?? undefined),
    PasswordExpiresAt: moment(passwordExpiry(person)),
  };
}
