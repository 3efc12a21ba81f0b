import { isoSeconds } from '../../base/clock.ts';
import type { DecidingStatement } from '../../failures/attempt.ts';
import type { EventResource } from '../audit/record.ts';
import type { RoleSession } from '../sts/role-session.ts';
import type { RoleSubject } from './role-subject.ts';
import { decidingStatement } from './trust-explanation.ts';

/** The resources of a federated call: the role when it exists, and the provider when it is one. */
export function resourcesOf(
  { found }: RoleSubject,
  provider: EventResource | undefined,
): EventResource[] {
  const resources: EventResource[] = [];
  if (found.kind === 'role') {
    const { arn, account } = found.role;
    resources.push({ arn, account, type: 'AWS::IAM::Role' });
  }
  return provider ? [...resources, provider] : resources;
}

/** The statement that allowed or denied the role; undefined while nobody was verified. */
export function decisionFor(subject: RoleSubject): DecidingStatement | undefined {
  try {
    return decidingStatement(subject.decision(`sts:${subject.operation}`));
  } catch {
    return undefined;
  }
}

/** What an attempt tells of the session that came of it. The access key id is no secret. */
export function sessionFacts(session: RoleSession | undefined): Record<string, string | undefined> {
  if (!session) return {};
  const { claims, sessionArn, Credentials } = session;
  return {
    session: sessionArn,
    accessKeyId: Credentials.AccessKeyId,
    expires: isoSeconds(claims.expiresAt),
    sourceIdentity: claims.sourceIdentity,
  };
}
