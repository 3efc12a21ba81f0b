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

/** Providers and roles are named by ARNs and URLs, which may be longer than other texts. */
const MOST_NAME = 2048;
/** As much of a User-Agent as the event history keeps. */
const MOST_USER_AGENT = 1024;
/** A record that is longer is written again with short texts: strangers choose what is in it. */
const MOST_RECORD_BYTES = 65_536;
const SHORT_TEXT = 96;

/** A provider or subject as rows have it, so that whoever looks for a long one finds it. */
export function keptName(name: string): string {
  return keptText(name, MOST_NAME);
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
    role_arn: name(attempt.roleArn),
    source_address: keptText(attempt.sourceAddress),
    user_agent: keptText(attempt.userAgent, MOST_USER_AGENT),
  };
}

/** Checks as they are written: by position, since their names would take as much as they say. */
type CheckRow = readonly [
  name: string,
  code: string,
  outcome: AttemptCheck['outcome'],
  expected: string | null,
  received: string | null,
  failureCode?: string,
  details?: Readonly<Record<string, string>>,
];

interface RecordJson {
  readonly checks: readonly CheckRow[];
  readonly answered?: NonNullable<Attempt['answered']>;
  readonly decision?: NonNullable<Attempt['decision']>;
  readonly facts: Attempt['facts'];
}

/** Everything of an attempt that is not looked for, as JSON. */
export function writeRecord(attempt: NewAttempt): string {
  const record = JSON.stringify(recordOf(attempt, MOST_TEXT));
  if (Buffer.byteLength(record) <= MOST_RECORD_BYTES) return record;
  return JSON.stringify(recordOf(attempt, SHORT_TEXT));
}

function recordOf({ checks, answered, decision, facts }: NewAttempt, most: number): RecordJson {
  return {
    checks: checks.map((check) => checkRow(check, most)),
    ...(answered
      ? { answered: { code: answered.code, message: keptText(answered.message, 2 * most) } }
      : {}),
    ...(decision ? { decision: { ...decision, policy: keptName(decision.policy) } } : {}),
    facts: keptTexts(facts, most),
  };
}

function checkRow(
  { name, code, outcome, expected, received, failure }: AttemptCheck,
  most: number,
): CheckRow {
  const kept = (text: string | undefined) => (text === undefined ? null : keptText(text, most));
  const row = [name, code, outcome, kept(expected), kept(received)] as const;
  return failure ? [...row, failure.code, keptTexts(failure.details, most)] : row;
}

/** An attempt as it was recorded. Its codes may be of another version and not in the catalogue. */
export function readAttempt(row: AttemptLine & { readonly record: string }): Attempt {
  const { checks, ...rest } = JSON.parse(row.record) as RecordJson;
  return { ...summaryOf(row), checks: checks.map(checkOf), ...rest };
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

function checkOf([name, code, outcome, expected, received, failed, details]: CheckRow) {
  return {
    name,
    code: code as FailureCode,
    outcome,
    ...(expected === null ? {} : { expected }),
    ...(received === null ? {} : { received }),
    ...(failed === undefined
      ? {}
      : { failure: { code: failed as FailureCode, details: details ?? {} } }),
  };
}
