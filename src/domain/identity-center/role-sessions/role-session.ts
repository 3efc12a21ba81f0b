/**
 * identity-center/role-sessions: what GetRoleCredentials answers and the portal opens the console with.
 * The reserved role's own trust policy decides, as if the person's assertion had come to the account;
 * assignments, attributes and session lengths are Identity Center's. Does not own: how sessions of
 * roles are issued (domain/sts), who asks for one (sso/, portal/).
 */
import type { RandomBytes } from '../../../base/bytes.ts';
import { uuid } from '../../../base/ids.ts';
import type { Failure } from '../../../failures/catalogue.ts';
import { type CheckTrace, firstFailure, traceChecks } from '../../../failures/check.ts';
import type { AuditEvent } from '../../audit/record.ts';
import { federationEvent, tagParameters } from '../../federation/events.ts';
import { sessionAnswer } from '../../federation/session-answer.ts';
import type { FederationRequest } from '../../federation/tried.ts';
import type { Seal } from '../../sts/issue.ts';
import { issueRoleSession, type RoleSession } from '../../sts/role-session.ts';
import { trustActions, workforceRoleChecks } from './role-checks.ts';
import {
  examineWorkforceRole,
  type WorkforceQuestion,
  type WorkforceRoleSubject,
  type WorkforceStates,
} from './role-subject.ts';

/** What role sessions of a workforce are issued with. */
export interface WorkforceSessionParts extends WorkforceStates {
  readonly seal: Seal;
  readonly random: RandomBytes;
}

/** What came of it. The events belong into the caller's plan. */
export type WorkforceSession =
  | {
      readonly outcome: 'issued';
      readonly session: RoleSession;
      /** AssumeRoleWithSAML in the target account's history. */
      readonly event: AuditEvent;
      readonly subject: WorkforceRoleSubject;
    }
  | {
      readonly outcome: 'refused';
      readonly failure: Failure;
      readonly traces: readonly CheckTrace[];
      readonly subject: WorkforceRoleSubject;
    };

/**
 * Issues a session of the role that a user is assigned by a permission set in an account, or says why
 * not. The user's own standing is checked by whoever found its portal session; a user that is
 * disabled has no assignments here either.
 *
 * @param browserSessionId the session that the credentials end with: of the portal, of the command
 *   line, or of the console that is opened
 */
export async function issueWorkforceSession(
  parts: WorkforceSessionParts,
  request: FederationRequest,
  question: WorkforceQuestion,
  browserSessionId: string,
): Promise<WorkforceSession> {
  const subject = await examineWorkforceRole(parts, question, request);
  const failure = firstFailure(workforceRoleChecks, subject);
  if (failure) {
    const traces = traceChecks(workforceRoleChecks, subject);
    return { outcome: 'refused', failure, traces, subject };
  }
  const session = issued(parts, request, subject, browserSessionId);
  return { outcome: 'issued', session, event: eventOf(parts, request, subject, session), subject };
}

function issued(
  { seal }: WorkforceSessionParts,
  { now, region }: FederationRequest,
  subject: WorkforceRoleSubject,
  browserSessionId: string,
): RoleSession {
  const { role, permissionSet, provider, claims, session, question } = subject;
  if (!role || !permissionSet) throw new Error('a check is missing');
  return issueRoleSession(
    { seal, now, region },
    {
      kind: 'IdentityCenter',
      federation: { provider, claims },
      browserSessionId,
      workforceUserId: question.userId,
    },
    {
      ...session,
      role,
      policies: { inline: undefined, arns: [] },
      seconds: Math.min(permissionSet.sessionSeconds, role.maxSessionSeconds),
      decisions: trustActions(subject).map((action) => subject.decision(action)),
    },
  );
}

/** The record of the session in the account that it is of, as an assertion would have left it (K5). */
function eventOf(
  { random }: WorkforceSessionParts,
  request: FederationRequest,
  { user, role, provider, session, question }: WorkforceRoleSubject,
  made: RoleSession,
): AuditEvent {
  const { targetAccount: account } = question;
  const seconds = (made.claims.expiresAt - made.claims.issuedAt) / 1000;
  return federationEvent(random, request, {
    operation: 'AssumeRoleWithSAML',
    account,
    identity: {
      type: 'SAMLUser',
      principalId: `${provider}:${user?.userName ?? ''}`,
      userName: user?.userName,
      identityProvider: provider,
    },
    userName: user?.userName,
    parameters: {
      sAMLAssertionID: `_${uuid(random)}`,
      roleSessionName: session.sessionName,
      ...tagParameters(session.tags, session.transitiveTagKeys),
      durationSeconds: Math.floor(seconds),
      roleArn: role?.arn,
      principalArn: provider,
    },
    answer: sessionAnswer(made),
    error: undefined,
    resources: [
      { arn: role?.arn ?? '', account, type: 'AWS::IAM::Role' },
      { arn: provider, account, type: 'AWS::IAM::SAMLProvider' },
    ],
  });
}
