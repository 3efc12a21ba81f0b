import { refuse } from '../../failures/aws-error.ts';
import type { Work } from '../work.ts';
import { type BrowserSession, endSession, sessionsOf } from './browser-sessions.ts';

/** Whose sessions are meant: a user, a role, or one principal of a role. */
export interface OwnerOfSessions {
  readonly ownerId: string;
  /** For messages, and to keep sessions of one role apart where they are a person's own. */
  readonly arn: string;
  readonly own: boolean;
}

/** The live sessions of an owner. */
export async function listSessions(work: Work, owner: OwnerOfSessions): Promise<BrowserSession[]> {
  const { ownerId, arn, own } = owner;
  return await sessionsOf(work, own ? { ownerId, principalArn: arn } : { ownerId });
}

/** Ends one session of an owner. Throws CONS-006 when it is none of theirs. */
export async function endListedSession(
  work: Work,
  owner: OwnerOfSessions,
  sessionId: string,
): Promise<void> {
  const sessions = await listSessions(work, owner);
  if (!sessions.some((session) => session.sessionId === sessionId)) {
    throw refuse('CONS-006', { sessionId, owner: owner.arn });
  }
  endSession(work, sessionId);
}
