import { type AwsError, surface } from '../../../failures/aws-error.ts';
import type { Failure } from '../../../failures/catalogue.ts';
import type { CheckTrace } from '../../../failures/check.ts';
import { type AttemptFacts, attemptOf } from '../../attempts/index.ts';
import type { FederationRequest, Refused } from '../../federation/tried.ts';

/** Who and what an attempt of a command line is about. */
export interface SsoAttempt {
  /** Empty while no instance is known. */
  readonly account: string;
  readonly subject?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly facts: AttemptFacts['facts'];
}

/** The refusal of a call of a command line, with its attempt and without an event. */
export function refusedCall(
  request: FederationRequest,
  told: SsoAttempt,
  failed: Failure,
  traces: readonly CheckTrace[],
): Refused & { readonly error: AwsError } {
  const error = surface(failed);
  return {
    outcome: 'refused',
    error,
    event: undefined,
    fromStranger: true,
    attempt: attemptOf(
      request,
      {
        kind: 'identity-center',
        account: told.account,
        provider: undefined,
        subject: told.subject,
        roleArn: told.roleArn,
        decision: undefined,
        facts: told.facts,
      },
      traces,
      { error, failed },
    ),
    body: '',
  };
}
