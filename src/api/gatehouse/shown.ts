import type { AttemptSummary, StoredAttempt } from '../../domain/attempts/index.ts';
import type { DecidingStatement } from '../../failures/attempt.ts';
import {
  type ExplainedCheck,
  type ExplainedFailure,
  explainAttempt,
  type Language,
  titleOf,
} from '../../failures/explain.ts';
import type { GatehouseModule, Output } from '../../wire/index.ts';

type Listed = Output<GatehouseModule, 'ListAttempts'>['Attempts'][number];
type Shown = Output<GatehouseModule, 'GetAttempt'>['Attempt'];

/** An attempt as listings tell it. */
export function shownSummary(attempt: AttemptSummary, language: Language): Listed {
  const { code } = attempt;
  return {
    AttemptId: attempt.id,
    RequestId: attempt.requestId,
    Time: new Date(attempt.time),
    Kind: attempt.kind,
    Outcome: attempt.outcome,
    Code: code,
    FailedCheck: code === undefined ? undefined : titleOf(code, language),
    Provider: attempt.provider,
    Subject: attempt.subject,
    RoleArn: attempt.roleArn,
    SourceAddress: attempt.sourceAddress,
    UserAgent: attempt.userAgent,
  };
}

/** An attempt with everything that is known of it. */
export function shownAttempt(attempt: StoredAttempt, language: Language): Shown {
  const { answered, decision, facts, bodyCaptured } = attempt;
  const { checks, failure } = explainAttempt(attempt, language);
  return {
    ...shownSummary(attempt, language),
    Checks: checks.map(shownCheck),
    Failure: failure && shownFailure(failure),
    Answered: answered && { Code: answered.code, Message: answered.message },
    Decision: decision && shownDecision(decision),
    Facts: { ...facts },
    BodyCaptured: bodyCaptured,
  };
}

/** The language of the catalogue's texts. */
export function languageOf(given: string | undefined): Language {
  return given === 'ko' ? 'ko' : 'en';
}

/** The statement that decided. */
export function shownDecision(decision: DecidingStatement): NonNullable<Shown['Decision']> {
  return {
    PolicyKind: decision.policyKind,
    Policy: decision.policy,
    Statement: decision.statement,
    Sid: decision.sid,
    Effect: decision.effect,
  };
}

/** A check with its texts. */
export function shownCheck(check: ExplainedCheck): Shown['Checks'][number] {
  return {
    Name: check.name,
    Code: check.code,
    Title: check.title,
    Outcome: check.outcome,
    Expected: check.expected,
    Received: check.received,
    Failure: check.failure && shownFailure(check.failure),
  };
}

/** A failure with its texts. */
export function shownFailure(failure: ExplainedFailure): NonNullable<Shown['Failure']> {
  return {
    Code: failure.code,
    Message: failure.message,
    Cause: failure.cause,
    Fix: failure.fix,
    Actor: failure.actor,
    WireError: failure.wire?.error,
    WireText: failure.wire?.text,
  };
}
