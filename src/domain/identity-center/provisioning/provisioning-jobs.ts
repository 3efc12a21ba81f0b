import { uuid } from '../../../base/ids.ts';
import { refuse } from '../../../failures/aws-error.ts';
import type { Page } from '../../page.ts';
import type { Work } from '../../work.ts';
import type { InstanceRow } from '../instances.ts';
import { cutPage, type PageRequest, rowsToRead, startOf } from '../paging.ts';

/**
 * Requests for assignments and provisioning as rows: made by an operation, carried out by the
 * worker, asked for by their ids.
 */

/** A request as its row has it. */
export interface JobRow {
  /** The account that owns the instance. */
  readonly account_id: string;
  readonly request_id: string;
  readonly instance_id: string;
  readonly kind: 'assign' | 'unassign' | 'provision';
  readonly permission_set_id: string;
  /** An account id, or `ALL_PROVISIONED_ACCOUNTS`. */
  readonly target_account: string;
  readonly principal_type: 'USER' | 'GROUP' | null;
  readonly principal_id: string | null;
  readonly state: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';
  readonly failure_reason: string | null;
  readonly tries: number;
  readonly due_at: number;
  readonly created_at: number;
}

export const JOB_COLUMNS = [
  'account_id',
  'request_id',
  'instance_id',
  'kind',
  'permission_set_id',
  'target_account',
  'principal_type',
  'principal_id',
  'state',
  'failure_reason',
  'tries',
  'due_at',
  'created_at',
] as const;

/** What stands in the place of the account in a request over all of them. */
export const ALL_ACCOUNTS = 'ALL_PROVISIONED_ACCOUNTS';

/** For how long a request can be asked for. */
const KEPT = 60 * 24 * 3_600_000;

/** What a request asks for. */
export type NewJob = Pick<
  JobRow,
  'kind' | 'permission_set_id' | 'target_account' | 'principal_type' | 'principal_id'
>;

/** Leaves a request in the plan; the worker takes it up once the plan has committed. */
export function createJob(work: Work, instance: InstanceRow, wanted: NewJob): JobRow {
  const row: JobRow = {
    account_id: work.account,
    request_id: uuid(work.random),
    instance_id: instance.instance_id,
    kind: wanted.kind,
    permission_set_id: wanted.permission_set_id,
    target_account: wanted.target_account,
    principal_type: wanted.principal_type,
    principal_id: wanted.principal_id,
    state: 'IN_PROGRESS',
    failure_reason: null,
    tries: 0,
    due_at: work.now,
    created_at: work.now,
  };
  work.write(
    work.read.insertInto('provisioning_jobs').values({ ...row, expires_at: work.now + KEPT }),
  );
  return row;
}

/** The request of that kind and id; throws PROV-010. */
export async function getJob(
  work: Work,
  instance: InstanceRow,
  kind: JobRow['kind'],
  requestId: string,
): Promise<JobRow> {
  const row = await ofKind(work, instance, kind)
    .select(JOB_COLUMNS)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  if (row) return row;
  throw refuse('PROV-010', { request: requestId });
}

/** What a list of requests tells of each. */
export type JobSummary = Pick<JobRow, 'request_id' | 'state' | 'created_at'>;

/** What a list of requests is asked for. */
export interface ListedJobs extends PageRequest {
  readonly Filter?: { readonly Status?: JobRow['state'] | undefined } | undefined;
}

/** When a request was made, and its id. */
const KEY = /^(\d{15}) ([0-9a-f-]{36})$/;

/**
 * A page of the requests of a kind, the oldest first, of one state if that is asked for. No more of
 * them are read: in sixty days there are tens of thousands.
 */
export async function listJobs(
  work: Work,
  instance: InstanceRow,
  kind: JobRow['kind'],
  asked: ListedJobs,
): Promise<Page<JobSummary>> {
  const state = asked.Filter?.Status;
  const after = startOf(asked, KEY);
  const [, time = '0', id = ''] = after ?? [];
  const rows = await ofKind(work, instance, kind)
    .select(['request_id', 'state', 'created_at'])
    .where('created_at', '>=', Number(time))
    .where((e) => e.or([e('created_at', '>', Number(time)), e('request_id', '>', id)]))
    .where((e) => e.and(state === undefined ? [] : [e('state', '=', state)]))
    .orderBy('created_at')
    .orderBy('request_id')
    .limit(rowsToRead(asked))
    .execute();
  return cutPage(rows, asked, keyOf);
}

function keyOf({ created_at: time, request_id: id }: JobSummary): string {
  return `${String(time).padStart(15, '0')} ${id}`;
}

function ofKind(work: Work, { instance_id }: InstanceRow, kind: JobRow['kind']) {
  return work.read
    .selectFrom('provisioning_jobs')
    .where('account_id', '=', work.account)
    .where('instance_id', '=', instance_id)
    .where('kind', '=', kind);
}

/** The end of a request, guarded: whoever lost its claim on it meanwhile changes nothing. */
export function settleJob(work: Work, job: JobRow, failureReason: string | null): void {
  work.write(
    claimed(work, job).set({
      state: failureReason === null ? 'SUCCEEDED' : 'FAILED',
      failure_reason: failureReason,
      completed_at: work.now,
      expires_at: work.now + KEPT,
    }),
  );
}

/** The claim on a request lasts until `due`; guarded as `settleJob` is. */
export function keepJob(work: Work, job: JobRow, due: number): void {
  work.write(claimed(work, job).set({ due_at: due }));
}

/** The request, for as long as nobody else has taken it up. */
function claimed(work: Work, job: JobRow) {
  return work.read
    .updateTable('provisioning_jobs')
    .where('account_id', '=', job.account_id)
    .where('request_id', '=', job.request_id)
    .where('state', '=', 'IN_PROGRESS')
    .where('tries', '=', job.tries);
}
