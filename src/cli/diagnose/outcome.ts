import { attemptChecks } from '../../failures/attempt.ts';
import { commonErrors } from '../../failures/aws-error.ts';
import type { CheckTrace } from '../../failures/check.ts';
import {
  type ExplainedCheck,
  type ExplainedFailure,
  explainAttempt,
  type Language,
  type ShowableAttempt,
} from '../../failures/explain.ts';

/** What the tables came to; `undecided` when nothing failed and not everything could be judged. */
export type Verdict = 'accepted' | 'refused' | 'undecided';

/** The AWS error that somebody would have got. */
export interface Answered {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/** A diagnosis in the form in which attempts are kept: short texts without secrets. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly attempt: ShowableAttempt;
}

/**
 * The outcome of traced tables. The first check that failed decides, as at the server; checks of
 * `unasked` need not have been made.
 */
export function outcomeOf(
  traces: readonly CheckTrace[],
  unasked: ReadonlySet<string> = NOTHING,
): Outcome {
  const failed = traces.find(({ outcome }) => outcome === 'failed')?.failure;
  const verdict = failed ? 'refused' : isComplete(traces, unasked) ? 'accepted' : 'undecided';
  const checks = attemptChecks(traces);
  return { verdict, attempt: { checks, facts: {}, ...(failed ? { code: failed.code } : {}) } };
}

const NOTHING: ReadonlySet<string> = new Set();

/** True when every check was made and held, but for those that need not be made. */
export function isComplete(
  traces: readonly CheckTrace[],
  unasked: ReadonlySet<string> = NOTHING,
): boolean {
  return traces.every(({ name, outcome }) => outcome === 'passed' || unasked.has(name));
}

/** The same with every text of the catalogue, in one language. */
export interface ExplainedOutcome {
  readonly outcome: Verdict;
  readonly code?: string;
  readonly answered?: Answered;
  readonly checks: readonly ExplainedCheck[];
  readonly failure?: ExplainedFailure;
}

/** Explains an outcome, for programs. */
export function explainOutcome(
  { verdict, attempt }: Outcome,
  language: Language,
): ExplainedOutcome {
  const { checks, failure } = explainAttempt(attempt, language);
  const answered = failure && answeredTo(failure);
  return {
    outcome: verdict,
    ...(failure ? { code: failure.code } : {}),
    ...(answered ? { answered } : {}),
    checks,
    ...(failure ? { failure } : {}),
  };
}

/** What AWS would answer; undefined for failures that are nobody's answer. */
export function answeredTo({ wire }: ExplainedFailure): Answered | undefined {
  return wire && { code: wire.error, status: statusOf(wire.error), message: wire.text };
}

/** The HTTP status of an error of STS and IAM (aws-facts B6); most of them are 400. */
function statusOf(code: string): number {
  if (Object.hasOwn(commonErrors, code)) {
    return commonErrors[code as keyof typeof commonErrors].query.status;
  }
  return code === 'IDPRejectedClaim' ? 403 : 400;
}
