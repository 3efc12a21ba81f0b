import type { AuditEvent } from '../../domain/audit/record.ts';
import type { FoundPerson } from '../../domain/sign-in/index.ts';
import {
  type CredentialType,
  credentialChallenge,
  credentialVerification,
  type Outcome,
  type WorkforceVisit,
} from '../../domain/sign-in/workforce-events.ts';
import type { StepVisit } from '../flow/step.ts';

/** The visit of a step as events of K4 tell it. */
export function workforceVisit({ work, told, flow }: StepVisit): WorkforceVisit {
  return { random: work.random, told, workflowId: flow.state.workflowId ?? '' };
}

/** The event of a workforce user who is asked for a credential. */
export function credentialChallenged(
  visit: StepVisit,
  person: FoundPerson,
  type: CredentialType,
  options: { readonly enrolment?: boolean } = {},
): AuditEvent | undefined {
  return credentialChallenge(workforceVisit(visit), person, type, options);
}

/** The event of a credential of a workforce user that was looked at. */
export function credentialVerified(
  visit: StepVisit,
  person: FoundPerson,
  type: CredentialType,
  outcome: Outcome,
): AuditEvent | undefined {
  return credentialVerification(workforceVisit(visit), person, type, outcome);
}
