/** The rows of a check table in one form, from a stored attempt or from the tables themselves. */
import { attemptChecks } from '../../src/failures/attempt.ts';
import type { CheckTrace } from '../../src/failures/check.ts';
import type { ShownAttempt } from '../support/attempts.ts';

/** What one check said. */
export interface Row {
  readonly name: string;
  readonly outcome: string;
  readonly expected: string | undefined;
  readonly received: string | undefined;
  readonly code: string | undefined;
}

interface ShownCheck {
  readonly Name: string;
  readonly Outcome: string;
  readonly Expected?: string;
  readonly Received?: string;
  readonly Failure?: { readonly Code: string };
}

/** The rows of an attempt as GetAttempt answers it. */
export function rowsOfAttempt(attempt: ShownAttempt): Row[] {
  const checks: ShownCheck[] = attempt.Checks;
  return checks.map(({ Name, Outcome, Expected, Received, Failure }) => ({
    name: Name,
    outcome: Outcome,
    expected: Expected,
    received: Received,
    code: Failure?.Code,
  }));
}

/** The rows of traced tables. */
export function rowsOfTables(traces: readonly CheckTrace[]): Row[] {
  return attemptChecks(traces).map(({ name, outcome, expected, received, failure }) => ({
    name,
    outcome,
    expected,
    received,
    code: failure?.code,
  }));
}

interface DiagnosedCheck {
  readonly name: string;
  readonly outcome: string;
  readonly expected?: string;
  readonly received?: string;
  readonly failure?: { readonly code: string };
}

/** What `gatehouse diagnose --json` says of one response or token. */
export interface Diagnosis {
  readonly file: string;
  readonly outcome: string;
  readonly code?: string;
  readonly answered?: { readonly code: string; readonly status: number; readonly message: string };
  readonly checks: readonly DiagnosedCheck[];
}

/** The rows of a diagnosis. */
export function rowsOfDiagnosis({ checks }: Diagnosis): Row[] {
  return checks.map(({ name, outcome, expected, received, failure }) => ({
    name,
    outcome,
    expected,
    received,
    code: failure?.code,
  }));
}
