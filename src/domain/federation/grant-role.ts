import { AwsError } from '../../failures/aws-error.ts';
import type { RoleState } from '../iam/state.ts';
import { issueRoleSession, type RoleSession, type RoleSessionReason } from '../sts/role-session.ts';
import { furtherActions } from '../sts/trust-keys.ts';
import type { RoleSubject } from './role-subject.ts';
import { usablePolicies } from './session-checks.ts';
import { sessionSeconds } from './session-length.ts';
import type { FederationParts } from './tried.ts';

/** A session, or why it fits into no token although every check held. */
export type Granted =
  | { readonly ok: true; readonly session: RoleSession }
  | { readonly ok: false; readonly error: AwsError };

/** Issues the session of a role whose checks have held. */
export function grantRole(
  { seal }: FederationParts,
  subject: RoleSubject<RoleState>,
  reason: RoleSessionReason,
): Granted {
  const { circumstances, operation } = subject;
  const { sessionName, sourceIdentity, tags, transitiveTagKeys } = subject.identity();
  const asked = { sessionName, sourceIdentity, tags, transitiveTagKeys };
  const actions = [`sts:${operation}`, ...furtherActions(asked)];
  const granted = {
    ...asked,
    role: subject.role(),
    policies: usablePolicies(subject),
    seconds: sessionSeconds(subject),
    decisions: actions.map((action) => subject.decision(action)),
  };
  const { now, region } = circumstances;
  try {
    return { ok: true, session: issueRoleSession({ seal, now, region }, reason, granted) };
  } catch (error) {
    if (error instanceof AwsError) return { ok: false, error };
    throw error;
  }
}
