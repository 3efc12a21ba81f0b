import type { AttemptKind, NewAttempt } from '../../failures/attempt.ts';
import { attemptChecks } from '../../failures/attempt.ts';
import type { AwsError } from '../../failures/aws-error.ts';
import type { Failure } from '../../failures/catalogue.ts';
import type { CheckTrace } from '../../failures/check.ts';

/** What an attempt keeps of the request behind it. */
export interface AttemptRequest {
  /** Leads from the answer to the attempt. */
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly sourceAddress: string;
  readonly userAgent: string;
}

/** What an attempt tells besides its checks. */
export interface AttemptFacts {
  readonly kind: AttemptKind;
  readonly account: string;
  readonly provider: string | undefined;
  readonly subject: string | undefined;
  readonly roleArn: string | undefined;
  readonly facts: Readonly<Record<string, string | undefined>>;
  readonly decision: NewAttempt['decision'];
}

/** An attempt with all its checks; `error` and `failed` are absent when it succeeded. */
export function attemptOf(
  request: AttemptRequest,
  told: AttemptFacts,
  traces: readonly CheckTrace[],
  refusal?: { readonly error: AwsError; readonly failed: Failure | undefined },
): NewAttempt {
  const { requestId, now, sourceAddress, userAgent } = request;
  const { kind, account, provider, subject, roleArn, decision } = told;
  const { error, failed } = refusal ?? {};
  const facts = Object.entries(told.facts).filter(
    (fact): fact is [string, string] => fact[1] !== undefined,
  );
  return {
    requestId,
    account,
    time: now,
    kind,
    outcome: error ? 'refused' : 'succeeded',
    ...(failed ? { code: failed.code } : {}),
    ...(error ? { answered: { code: error.code, message: error.message } } : {}),
    ...(provider === undefined ? {} : { provider }),
    ...(subject === undefined ? {} : { subject }),
    ...(roleArn === undefined ? {} : { roleArn }),
    sourceAddress,
    userAgent,
    checks: attemptChecks(traces),
    ...(decision ? { decision } : {}),
    facts: Object.fromEntries(facts),
  };
}
