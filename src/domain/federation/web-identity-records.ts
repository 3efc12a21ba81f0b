import type { AwsError } from '../../failures/aws-error.ts';
import type { WebIdentity } from '../../oidc/index.ts';
import type { AttemptFacts } from '../attempts/index.ts';
import type { AuditEvent } from '../audit/record.ts';
import type { RoleState } from '../iam/state.ts';
import type { RoleSession } from '../sts/role-session.ts';
import {
  federationEvent,
  type SessionParameters,
  sessionParameters,
  tagParameters,
} from './events.ts';
import type { RoleSubject } from './role-subject.ts';
import { type SessionAnswer, sessionAnswer } from './session-answer.ts';
import { decisionFor, resourcesOf, sessionFacts } from './session-records.ts';
import type { FederationParts, FederationRequest } from './tried.ts';
import type { TokenEvidence } from './web-identity-evidence.ts';

/** What AssumeRoleWithWebIdentity is asked, its lengths, ranges and patterns checked. */
export interface WebIdentityRequest extends SessionParameters {
  readonly roleArn: string;
  readonly roleSessionName: string;
  readonly token: string;
  /** Only with access tokens: `www.amazon.com` or `graph.facebook.com`. */
  readonly providerId?: string | undefined;
}

/** Everything about one try. */
export interface WebIdentityCase {
  readonly request: FederationRequest;
  readonly asked: WebIdentityRequest;
  /** The role's. */
  readonly account: string;
  /** False when there is no such account here. */
  readonly hasHistory: boolean;
  readonly token: TokenEvidence;
  readonly role: RoleSubject<RoleState>;
}

/** The output of AssumeRoleWithWebIdentity (aws-facts B3). */
export interface WebIdentityAnswer extends SessionAnswer {
  readonly SubjectFromWebIdentityToken: string;
  /** The ARN of an IAM provider, or the name of a built-in one. */
  readonly Provider: string;
  /** The client id that the token is for. */
  readonly Audience: string;
}

/** What is answered to a token that was exchanged for a session. */
export function webIdentityAnswer(session: RoleSession, identity: WebIdentity): WebIdentityAnswer {
  return {
    Audience: identity.audience,
    ...sessionAnswer(session),
    Provider: identity.provider,
    SubjectFromWebIdentityToken: identity.subject,
  };
}

/** The event of a try whose token was verified (aws-facts K5). */
export function webIdentityEvent(
  parts: FederationParts,
  { request, asked, account, token, role }: WebIdentityCase,
  told: {
    readonly answer: WebIdentityAnswer | undefined;
    readonly error: AwsError | undefined;
  },
): AuditEvent {
  const identity = token.identity();
  const { provider, audience, subject, sourceIdentity, tags, transitiveTagKeys } = identity;
  const { roleArn, roleSessionName, providerId } = asked;
  return federationEvent(parts.random, request, {
    operation: 'AssumeRoleWithWebIdentity',
    ...told,
    account,
    identity: {
      type: 'WebIdentityUser',
      principalId: `${provider}:${audience}:${subject}`,
      userName: subject,
      identityProvider: provider,
    },
    userName: subject,
    parameters: {
      roleArn,
      roleSessionName,
      sourceIdentity,
      ...tagParameters(tags, transitiveTagKeys),
      providerId,
      ...sessionParameters(asked),
    },
    resources: resourcesOf(role, undefined),
  });
}

/** What the attempt tells besides its checks; of the token only what was verified. */
export function webIdentityAttemptFacts(
  { asked, account, token, role }: WebIdentityCase,
  session: RoleSession | undefined,
): AttemptFacts {
  const identity = token.failed ? undefined : token.identity();
  return {
    kind: 'web-identity',
    account,
    provider: token.provider,
    subject: identity?.subject,
    roleArn: asked.roleArn,
    decision: decisionFor(role),
    facts: {
      tokenId: identity?.tokenId,
      audience: identity?.audience,
      roleSessionName: asked.roleSessionName,
      ...sessionFacts(session),
    },
  };
}
