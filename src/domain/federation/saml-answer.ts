import { nameQualifier, subjectType, type VerifiedAssertion } from '../../saml/index.ts';
import type { RoleSession } from '../sts/role-session.ts';
import type { ProviderName } from './saml-evidence.ts';
import { type SessionAnswer, sessionAnswer } from './session-answer.ts';

/** The output of AssumeRoleWithSAML (aws-facts B3). */
export interface SamlAnswer extends SessionAnswer {
  readonly Subject: string;
  readonly SubjectType: string;
  readonly Issuer: string;
  /** The Recipient of the confirmation, not the Audience of the assertion. */
  readonly Audience: string;
  readonly NameQualifier: string;
}

/** What is answered to a response that was exchanged for a session. */
export function samlAnswer(
  session: RoleSession,
  assertion: VerifiedAssertion,
  { account, providerName }: ProviderName,
): SamlAnswer {
  return {
    SubjectType: subjectType(assertion.nameIdFormat),
    Issuer: assertion.issuer,
    ...sessionAnswer(session),
    NameQualifier: nameQualifier(assertion.issuer, account, providerName),
    Subject: assertion.nameId,
    Audience: assertion.recipient,
  };
}
