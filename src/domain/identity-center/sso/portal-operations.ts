/**
 * The portal API: what a program with an access token asks for (aws-facts E2). Whatever it is refused
 * is told in two texts only: no valid token, and no access.
 */
import { type Failure, failure } from '../../../failures/catalogue.ts';
import { type CheckTrace, firstFailure, traceChecks } from '../../../failures/check.ts';
import type { Change, Statement } from '../../../store/index.ts';
import { HIDDEN } from '../../audit/record.ts';
import type { FederationRequest, RatedSession, Tried } from '../../federation/tried.ts';
import { endSession } from '../../sessions/browser-sessions.ts';
import { beginWork } from '../../work.ts';
import { permissionSetNamed } from '../assignments/access-index.ts';
import { issueWorkforceSession } from '../role-sessions/role-session.ts';
import type { WorkforceUserState } from '../state.ts';
import { type AccessSubject, accessChecks, examineAccess } from './access-checks.ts';
import { endGrant } from './grants.ts';
import { refusedCall } from './refusals.ts';
import { type SsoTold, ssoEvent } from './sso-events.ts';
import type { SsoParts } from './sso-parts.ts';

/** A call whose token is good. */
export interface PortalCaller {
  readonly account: string;
  readonly sessionId: string;
  readonly user: WorkforceUserState;
}

/** What an operation answers when nothing is wrong with its call. */
interface PortalOutcome<Answer> {
  readonly answer: Answer;
  readonly told: SsoTold;
  /** Beside the event; without any the call only reads. */
  readonly statements?: readonly Statement[];
  readonly changes?: readonly Change[];
}

/** Why an operation is refused although the token is good. */
export interface PortalRefusal {
  readonly failure: Failure;
  readonly traces: readonly CheckTrace[];
  readonly roleArn?: string | undefined;
}

type Operation<Answer> = (caller: PortalCaller) => Promise<PortalOutcome<Answer> | PortalRefusal>;

/** What the event of an operation is called, and what was asked, without secrets. */
interface Asked {
  readonly name: string;
  readonly token: string | undefined;
  readonly parameters: Readonly<Record<string, unknown>> | null;
}

/** Examines the token, runs an operation for whoever it is of, and says what is written down. */
export async function runPortal<Answer>(
  parts: SsoParts,
  request: FederationRequest,
  asked: Asked,
  operation: Operation<Answer>,
): Promise<Tried<Answer, RatedSession>> {
  const subject = await examineAccess(parts, asked.token, request.now);
  const failed = firstFailure(accessChecks, subject);
  if (failed || !subject.user || !subject.claims) {
    const why = failed ?? failure('SSO-002', {});
    const traces = traceChecks(accessChecks, subject);
    return refused(parts, request, asked, subject, { failure: why, traces });
  }
  const { account, user, claims } = subject;
  const outcome = await operation({ account, user, sessionId: claims.sessionId });
  if ('failure' in outcome) return refused(parts, request, asked, subject, outcome);
  const { answer, told, statements = [], changes = [] } = outcome;
  return {
    outcome: 'issued',
    session: { rate: { key: `${account}/${user.userId}`, who: user.userName } },
    answer,
    event: ssoEvent(parts.random, request, personOf(subject), told),
    attempt: undefined,
    body: '',
    statements,
    changes,
    onlyRead: statements.length === 0,
  };
}

/** A token that is none is recorded as an attempt of nobody; nobody's history is filled with it. */
function refused(
  { random }: SsoParts,
  request: FederationRequest,
  { name, parameters }: Asked,
  examined: AccessSubject,
  { failure: failed, traces, roleArn }: PortalRefusal,
): Tried<never, RatedSession> {
  const { account, claims, user } = examined;
  const subject = user?.userName ?? claims?.userId;
  const facts = { operation: name, session: claims?.sessionId };
  const refusal = refusedCall(request, { account, subject, roleArn, facts }, failed, traces);
  const told = { name, readOnly: true, parameters, error: refusal.error };
  return {
    ...refusal,
    event: user && ssoEvent(random, request, personOf(examined), told),
    fromStranger: !user?.enabled,
  };
}

function personOf({ account, user, claims }: AccessSubject) {
  return {
    account,
    identityStoreId: user?.identityStoreId ?? '',
    userId: user?.userId,
    userName: user?.userName,
    sessionId: claims?.sessionId,
  };
}

/** GetRoleCredentials' output; `expiration` in milliseconds since 1970. */
export interface RoleCredentials {
  readonly roleCredentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
    readonly expiration: number;
  };
}

/** Credentials of the role that a permission set has in an account. */
export function getRoleCredentials(
  parts: SsoParts,
  request: FederationRequest,
  asked: {
    readonly token: string | undefined;
    readonly accountId: string;
    readonly roleName: string;
  },
): Promise<Tried<RoleCredentials, RatedSession>> {
  const { token, accountId, roleName } = asked;
  const name = 'GetRoleCredentials';
  const parameters = { role_name: roleName, account_id: accountId };
  return runPortal(parts, request, { name, token, parameters }, async (caller) => {
    const { account, user, sessionId } = caller;
    const permissionSetId = await permissionSetNamed(parts.workforce, user, accountId, roleName);
    const tried = await issueWorkforceSession(
      parts,
      request,
      {
        instanceAccount: account,
        userId: user.userId,
        targetAccount: accountId,
        permissionSetId,
        roleName,
      },
      sessionId,
    );
    if (tried.outcome === 'refused') return { ...tried, roleArn: tried.subject.role?.arn };
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = tried.session.Credentials;
    const shown = { accessKeyId: AccessKeyId, expiration: Expiration.getTime() };
    return {
      answer: {
        roleCredentials: {
          ...shown,
          secretAccessKey: SecretAccessKey,
          sessionToken: SessionToken,
        },
      },
      told: {
        name,
        readOnly: true,
        parameters,
        answer: {
          roleCredentials: { ...shown, secretAccessKey: HIDDEN, sessionToken: HIDDEN },
        },
      },
      statements: [parts.writeEvent(tried.event)],
    };
  });
}

/** Logout: the session of the token ends, and whatever it was refreshed with. */
export function logout(
  parts: SsoParts,
  request: FederationRequest,
  token: string | undefined,
): Promise<Tried<Record<never, never>, RatedSession>> {
  const name = 'Logout';
  return runPortal(parts, request, { name, token, parameters: null }, async (caller) => {
    const { account, sessionId } = caller;
    const { random, store } = parts;
    const work = beginWork({ account, now: request.now, random, read: store.read });
    endSession(work, sessionId);
    endGrant(work, sessionId);
    const { statements, changes } = work.plan;
    return {
      answer: {},
      told: { name, readOnly: false, parameters: null },
      statements,
      changes,
    };
  });
}
