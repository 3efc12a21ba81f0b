/* Events and attempts. */

export interface EventTable {
  account_id: string;
  event_time: number;
  event_id: string;
  region: string;
  event_name: string;
  event_source: string;
  user_name: string | null;
  access_key_id: string | null;
  read_only: number;
  /** JSON array of `[type, name]` pairs. */
  resources: string | null;
  /** The CloudTrail record, a JSON text. */
  record: string;
}

export interface AttemptTable {
  account_id: string;
  /** A UUID of version 7: it begins with the time. */
  attempt_id: string;
  attempt_time: number;
  request_id: string;
  kind: string;
  outcome: 'succeeded' | 'refused';
  code: string | null;
  provider: string | null;
  subject: string | null;
  role_arn: string | null;
  source_address: string;
  user_agent: string;
  /** Whose quota a refused attempt counts against; see domain/attempts/quota.ts. */
  source: string | null;
  /** Bytes written for the source so far, this row included. */
  source_upto: number | null;
  /** Bytes written for the account's attempts of this outcome so far, this row included. */
  outcome_upto: number;
  /** Checks, decision, facts and answer as JSON; see domain/attempts/rows.ts. */
  record: string;
}

export interface AttemptBodyTable {
  account_id: string;
  attempt_id: string;
  source: string;
  source_upto: number;
  account_upto: number;
  /** What was posted, sealed with the key ring. */
  body: string;
}

export interface AttemptCaptureTable {
  account_id: string;
  started_at: number;
  ends_at: number;
  /** The ARN of who turned it on, or `local-operator`. */
  started_by: string;
}
