import { z } from 'zod';
import { withPrincipal } from '../calls/browser-session.ts';
import { sessionPrincipal } from '../calls/credentials.ts';
import { permissionSetNamed } from '../domain/identity-center/assignments/access-index.ts';
import { issueWorkforceSession } from '../domain/identity-center/role-sessions/role-session.ts';
import type { Principal } from '../domain/principal.ts';
import {
  endWithParent,
  findBrowserSession,
  openBrowserSession,
} from '../domain/sessions/browser-sessions.ts';
import { CONSOLE_HOME, ownDestination } from '../domain/sessions/destination.ts';
import { consoleLoginEvent } from '../domain/sessions/events.ts';
import { ownerOf } from '../domain/sessions/owner.ts';
import { browserSessionId } from '../domain/sessions/session-id.ts';
import type { RoleSession } from '../domain/sts/role-session.ts';
import { workFor } from '../domain/work.ts';
import { surface } from '../failures/aws-error.ts';
import { accountId, operation, type PortalCall } from './call.ts';
import { note } from './events.ts';

const role = { AccountId: accountId, RoleName: z.string().min(1).max(32) };

/** An account and a role that somebody wants to use. */
interface Wanted {
  readonly AccountId: string;
  readonly RoleName: string;
}

export const entryOperations = {
  /** Credentials for programs. They name the portal session, which they came from. */
  GetRoleCredentials: operation(
    'GetRoleCredentials',
    z.strictObject(role),
    async (call, wanted) => {
      const { Credentials } = await assumed(call, wanted, call.session.sessionId);
      note(call, 'GetRoleCredentials', { details: toldOf(wanted) });
      return {
        AccessKeyId: Credentials.AccessKeyId,
        SecretAccessKey: Credentials.SecretAccessKey,
        SessionToken: Credentials.SessionToken,
        Expiration: Credentials.Expiration.getTime() / 1000,
      };
    },
  ),

  /**
   * Begins a console session in this browser and answers where it goes on. When the browser is in
   * the console as somebody else already, that is told instead, until it is asked to be replaced.
   */
  OpenConsole: operation(
    'OpenConsole',
    z.strictObject({
      ...role,
      Destination: z.string().max(2048).optional(),
      Replace: z.boolean().optional(),
    }),
    async (call, { Destination, Replace = false, ...wanted }) => {
      const sessionId = browserSessionId(wanted.AccountId, call.parts.random);
      const session = await assumed(call, wanted, sessionId);
      const principal = await principalOf(call, session);
      const replaced = await presentSession(call);
      if (replaced && replaced.principal.arn !== principal.arn && !Replace) {
        call.notes.events.length = 0;
        return { Conflict: { Present: replaced.principal.arn, Next: principal.arn } };
      }
      if (replaced) endWithParent(call.work, replaced.session);
      const destination = await destinationOf(call, wanted, Destination);
      open(call, { session, sessionId, principal, destination });
      note(call, 'Federate', { details: toldOf(wanted) });
      const url = call.parts.publicUrl() + destination;
      const login = { url, provider: undefined };
      call.notes.events.push(consoleLoginEvent(call.parts.random, call.visit, principal, login));
      return { Location: destination };
    },
  ),
};

function toldOf({ AccountId, RoleName }: Wanted) {
  return { account_id: AccountId, role_name: RoleName };
}

/** A session of the role, with the event of it noted; throws what refuses it. */
async function assumed(
  call: PortalCall,
  { AccountId, RoleName }: Wanted,
  sessionId: string,
): Promise<RoleSession> {
  const { parts, instance, user, visit, notes } = call;
  const question = {
    instanceAccount: instance.account,
    userId: user.userId,
    targetAccount: AccountId,
    permissionSetId: await permissionSetNamed(parts.workforce, user, AccountId, RoleName),
    roleName: RoleName,
  };
  const issued = await issueWorkforceSession(parts, visit, question, sessionId);
  if (issued.outcome === 'refused') throw surface(issued.failure);
  notes.events.push(issued.event);
  return issued.session;
}

async function principalOf({ parts }: PortalCall, session: RoleSession): Promise<Principal> {
  const { claims, Credentials } = session;
  const principal = await sessionPrincipal(parts.state, claims, Credentials.AccessKeyId);
  if (!principal) throw new Error('a role that was just assumed is gone');
  return principal;
}

/** The console session that the browser has now. */
async function presentSession({ parts, work, consoleSecret }: PortalCall) {
  if (consoleSecret === undefined) return undefined;
  const session = await findBrowserSession(work, consoleSecret);
  return session && (await withPrincipal(parts, session));
}

/** Where the console begins: as was asked, as the permission set says, or at home; never elsewhere. */
async function destinationOf(
  call: PortalCall,
  { AccountId, RoleName }: Wanted,
  asked: string | undefined,
): Promise<string> {
  const { parts, instance, user } = call;
  const id = (await permissionSetNamed(parts.workforce, user, AccountId, RoleName)) ?? '';
  const set = await parts.workforce.permissionSet(instance.account, id);
  const wanted = asked ?? set?.relayState;
  const own = wanted === undefined ? undefined : ownDestination(wanted, parts.publicUrl());
  return own ?? CONSOLE_HOME;
}

function open(
  { work, session: origin, visit, notes }: PortalCall,
  opened: {
    readonly session: RoleSession;
    readonly sessionId: string;
    readonly principal: Principal;
    readonly destination: string;
  },
): void {
  const { session, sessionId, principal, destination } = opened;
  const { AccessKeyId, SessionToken, Expiration } = session.Credentials;
  const expiresAt = Expiration.getTime();
  const secret = openBrowserSession(workFor(work, principal.account), {
    sessionId,
    audience: 'console',
    ...ownerOf(principal),
    accessKeyId: AccessKeyId,
    sessionToken: SessionToken,
    expiresAt,
    destination,
    issuerUrl: undefined,
    provider: undefined,
    originId: origin.sessionId,
    sourceAddress: visit.sourceAddress,
    userAgent: visit.userAgent,
  });
  notes.consoleSession = { secret, expiresAt };
}
