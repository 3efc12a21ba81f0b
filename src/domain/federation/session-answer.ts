import { type Issued, packedSizeMember } from '../sts/issue.ts';
import type { RoleSession } from '../sts/role-session.ts';

/** What every operation that assumes a role answers. */
export interface SessionAnswer {
  readonly Credentials: Issued['Credentials'];
  readonly AssumedRoleUser: { readonly AssumedRoleId: string; readonly Arn: string };
  /** Absent when neither session policies nor tags were passed (aws-facts B1). */
  readonly PackedPolicySize?: number;
  readonly SourceIdentity?: string;
}

/** The members that tell of a session. */
export function sessionAnswer(session: RoleSession): SessionAnswer {
  const { role, claims, sessionArn, Credentials } = session;
  const { sessionPolicy, sessionPolicyArns, tags, sourceIdentity } = claims;
  const passed = sessionPolicy !== undefined || sessionPolicyArns.length > 0 || tags.size > 0;
  const sessionName = sessionArn.slice(sessionArn.lastIndexOf('/') + 1);
  return {
    Credentials,
    AssumedRoleUser: { AssumedRoleId: `${role.roleId}:${sessionName}`, Arn: sessionArn },
    ...packedSizeMember(session, passed),
    ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
  };
}
