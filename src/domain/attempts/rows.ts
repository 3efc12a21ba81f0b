import {
  type Attempt,
  type AttemptCheck,
  keptText,
  keptTexts,
  MOST_TEXT,
  type NewAttempt,
} from '../../failures/attempt.ts';
import type { FailureCode } from '../../failures/catalogue.ts';
import type { AttemptTable } from '../../store/index.ts';

/** The columns by which attempts are listed and found, as a row has them. */
export type AttemptLine = Omit<AttemptTable, 'source' | 'source_upto' | 'outcome_upto' | 'record'>;

/** The columns of `AttemptLine`. */
export const LINE_COLUMNS = [
  'account_id',
  'attempt_id',
  'attempt_time',
  'request_id',
  'kind',
  'outcome',
  'code',
  'provider',
  'subject',
  'role_arn',
  'source_address',
  'user_agent',
] as const satisfies readonly (keyof AttemptLine)[];

/** Longest ARN of a role that a request may name. */
const MOST_ARN = 2048;
/** As much of a User-Agent as the event history keeps. */
const MOST_USER_AGENT = 1024;
/** A record that is longer is written again with short texts: strangers choose what is in it. */
const MOST_RECORD_BYTES = 65_536;
const SHORT_TEXT = 96;

/**
 * A provider or subject as rows have it, so that whoever looks for a long one finds it. It is short
 * enough for the entries of PostgreSQL's indexes (2,704 bytes), whose texts have no NUL either.
 */
export function keptName(name: string, most: number = MOST_TEXT): string {
  return keptText(name.replaceAll('\u0000', '\ufffd').toWellFormed(), most);
}

/** The columns of an attempt in the account that it was attributed to. */
export function attemptLine(attempt: NewAttempt, account: string, id: string): AttemptLine {
  const name = (text: string | undefined) => (text === undefined ? null : keptName(text));
  return {
    account_id: account,
    attempt_id: id,
    attempt_time: attempt.time,
    request_id: attempt.requestId,
    kind: attempt.kind,
    outcome: attempt.outcome,
    code: attempt.code ?? null,
    provider: name(attempt.provider),
    subject: name(attempt.subject),
    role_arn: attempt.roleArn === undefined ? null : keptName(attempt.roleArn, MOST_ARN),
    source_address: keptName(attempt.sourceAddress),
    user_agent: keptName(attempt.userAgent, MOST_USER_AGENT),
  };
}

/** Outcomes of checks as they are written. */
const LETTERS = { passed: 'p', failed: 'f', skipped: 's' } as const;
const OUTCOMES = { p: 'passed', f: 'failed', s: 'skipped' } as const;

type Letter = keyof typeof OUTCOMES;
/** Values of a check in `RecordJson.checks`. */
const CHECK_VALUES = 5;

/** What is written of an attempt besides its columns. */
interface RecordJson {
  /**
   * Name, code, letter of the outcome, expected and received of each check, one after the other:
   * the names of members would take as much as the values say.
   */
  readonly checks: readonly (string | null)[];
  /** The failure of a check by its position. */
  readonly failures: Readonly<Record<number, NonNullable<AttemptCheck['failure']>>>;
  readonly answered?: NonNullable<Attempt['answered']>;
  readonly decision?: NonNullable<Attempt['decision']>;
  readonly facts: Attempt['facts'];
}

/** Everything of an attempt that is not looked for, as JSON, and how many bytes it takes. */
export function writeRecord(attempt: NewAttempt): { readonly record: string; bytes: number } {
  const record = JSON.stringify(recordOf(attempt, MOST_TEXT));
  const bytes = Buffer.byteLength(record);
  if (bytes <= MOST_RECORD_BYTES) return { record, bytes };
  const short = JSON.stringify(recordOf(attempt, SHORT_TEXT));
  return { record: short, bytes: Buffer.byteLength(short) };
}

function recordOf({ checks, answered, decision, facts }: NewAttempt, most: number): RecordJson {
  const values: (string | null)[] = [];
  const failures: Record<number, NonNullable<AttemptCheck['failure']>> = {};
  for (const [at, { name, code, outcome, expected, received, failure }] of checks.entries()) {
    values.push(name, code, LETTERS[outcome]);
    values.push(expected === undefined ? null : keptText(expected, most));
    values.push(received === undefined ? null : keptText(received, most));
    if (failure) failures[at] = { code: failure.code, details: keptTexts(failure.details, most) };
  }
  return {
    checks: values,
    failures,
    ...(answered
      ? { answered: { code: answered.code, message: keptText(answered.message, 2 * most) } }
      : {}),
    ...(decision ? { decision: { ...decision, policy: keptName(decision.policy) } } : {}),
    facts: keptTexts(facts, most),
  };
}

/** An attempt as it was recorded. Its codes may be of another version and not in the catalogue. */
export function readAttempt(row: AttemptLine & { readonly record: string }): Attempt {
  const { checks, failures, ...rest } = JSON.parse(row.record) as RecordJson;
  return { ...summaryOf(row), checks: readChecks(checks, failures), ...rest };
}

function readChecks(
  values: RecordJson['checks'],
  failures: RecordJson['failures'],
): AttemptCheck[] {
  const checks: AttemptCheck[] = [];
  for (let at = 0; at * CHECK_VALUES < values.length; at += 1) {
    const [name, code, letter, expected, received] = values.slice(
      at * CHECK_VALUES,
      (at + 1) * CHECK_VALUES,
    );
    const failure = failures[at];
    checks.push({
      name: name ?? '',
      code: code as FailureCode,
      outcome: OUTCOMES[letter as Letter],
      ...(typeof expected === 'string' ? { expected } : {}),
      ...(typeof received === 'string' ? { received } : {}),
      ...(failure ? { failure } : {}),
    });
  }
  return checks;
}

/** What a listing tells of an attempt. */
export type AttemptSummary = Omit<Attempt, 'checks' | 'answered' | 'decision' | 'facts'>;

/** The summary that a row holds in its columns. */
export function summaryOf(row: AttemptLine): AttemptSummary {
  return {
    id: row.attempt_id,
    requestId: row.request_id,
    account: row.account_id,
    time: row.attempt_time,
    kind: row.kind as Attempt['kind'],
    outcome: row.outcome,
    ...(row.code === null ? {} : { code: row.code as FailureCode }),
    ...(row.provider === null ? {} : { provider: row.provider }),
    ...(row.subject === null ? {} : { subject: row.subject }),
    ...(row.role_arn === null ? {} : { roleArn: row.role_arn }),
    sourceAddress: row.source_address,
    userAgent: row.user_agent,
  };
}
