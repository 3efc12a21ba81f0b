import type { Failure, FailureCode } from './catalogue.ts';

/**
 * One named test of an ordered table. `run` answers the failure, or undefined when the test holds;
 * `describe` says what was expected and what was received, for traces only, so that normal use
 * pays nothing for explanations.
 */
export interface Check<Subject> {
  readonly name: string;
  /**
   * What the check fails with; of several codes the one whose title in the catalogue says best what
   * the check is about. Under that title the check is shown, passed or not, also years later from a
   * stored attempt.
   */
  readonly code: FailureCode;
  readonly run: (subject: Subject) => Failure | undefined;
  readonly describe: (subject: Subject) => { expected: string; received: string };
}

/** What one check of a table said about one subject. */
export interface CheckTrace {
  readonly name: string;
  readonly code: FailureCode;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly expected?: string;
  readonly received?: string;
  readonly failure?: Failure;
}

/** Normal use: the first failure of the table, or undefined when every check holds. */
export function firstFailure<Subject>(
  table: readonly Check<Subject>[],
  subject: Subject,
): Failure | undefined {
  for (const check of table) {
    const failure = check.run(subject);
    if (failure) return failure;
  }
  return undefined;
}

/** Diagnosis: the same table to its end. A check that cannot run any more is reported as skipped. */
export function traceChecks<Subject>(
  table: readonly Check<Subject>[],
  subject: Subject,
): CheckTrace[] {
  return table.map((check) => traceOf(check, subject, check.run));
}

/** What a table says of one subject. */
export interface Judgement {
  /** The first failure, or undefined when every check holds. */
  readonly failed: Failure | undefined;
  /** The table to its end; checks that were made are explained and not made again. */
  readonly traces: () => CheckTrace[];
}

/** Normal use where every subject is traced as well: the first failure, then the rest when asked. */
export function judgeChecks<Subject>(
  table: readonly Check<Subject>[],
  subject: Subject,
): Judgement {
  let failed: Failure | undefined;
  const first = table.findIndex(({ run }) => {
    failed = run(subject);
    return failed !== undefined;
  });
  const made = first < 0 ? table.length : first;
  const outcomeOf = (check: Check<Subject>, at: number) => {
    if (at < made) return () => undefined;
    return at === made ? () => failed : check.run;
  };
  const traces = () => table.map((check, at) => traceOf(check, subject, outcomeOf(check, at)));
  return { failed, traces };
}

function traceOf<Subject>(
  { name, code, describe }: Check<Subject>,
  subject: Subject,
  run: Check<Subject>['run'],
): CheckTrace {
  try {
    const failure = run(subject);
    const { expected, received } = describe(subject);
    return failure
      ? { name, code, outcome: 'failed', expected, received, failure }
      : { name, code, outcome: 'passed', expected, received };
  } catch {
    return { name, code, outcome: 'skipped' };
  }
}
