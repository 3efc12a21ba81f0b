import type { Clock } from '../../../base/clock.ts';
import { compilePlanStatement, GuardFailed, type Store } from '../../../store/index.ts';
import { JOB_COLUMNS, type JobRow } from './provisioning-jobs.ts';

/*
 * Who carries a request out. Several nodes look for what is due; the one whose guarded update counts
 * its try has the request for itself until its claim ends.
 */

/** How long whoever took a request up has it for itself; a request over many accounts renews it. */
export const CLAIM = 15_000;

interface ClaimParts {
  readonly store: Store;
  readonly clock: Clock;
}

/** Requests that are due, the oldest first; those for accounts that are busy are left out. */
export async function findDue(
  { store, clock }: ClaimParts,
  limit: number,
  busyAccounts: readonly string[] = [],
): Promise<JobRow[]> {
  return await store.read
    .selectFrom('provisioning_jobs')
    .select(JOB_COLUMNS)
    .where('state', '=', 'IN_PROGRESS')
    .where('due_at', '<=', clock())
    .$if(busyAccounts.length > 0, (q) => q.where('target_account', 'not in', busyAccounts))
    .orderBy('due_at')
    .orderBy('created_at')
    .limit(limit)
    .execute();
}

/**
 * Makes everything due that an earlier process of a store with one process had taken up: it is gone,
 * and nobody has to wait for its claims to end.
 */
export async function releaseClaims({ store, clock }: ClaimParts): Promise<void> {
  if (store.dialect !== 'sqlite') return;
  const query = store.read
    .updateTable('provisioning_jobs')
    .set({ due_at: clock() })
    .where('state', '=', 'IN_PROGRESS')
    .where('due_at', '>', clock());
  await store.commit({ statements: [compilePlanStatement(query, 'any')], changes: [] });
}

/** Takes a request up; false when another node was faster. */
export async function claim(store: Store, due: JobRow, job: JobRow): Promise<boolean> {
  const query = store.read
    .updateTable('provisioning_jobs')
    .set({ tries: job.tries, due_at: job.due_at })
    .where('account_id', '=', job.account_id)
    .where('request_id', '=', job.request_id)
    .where('state', '=', 'IN_PROGRESS')
    .where('tries', '=', due.tries)
    .where('due_at', '=', due.due_at);
  try {
    await store.commit({ statements: [compilePlanStatement(query, 1)], changes: [] });
    return true;
  } catch (error) {
    if (error instanceof GuardFailed) return false;
    throw error;
  }
}

/** Whether a request is in the hands of whoever took it up as `job`. */
export async function isStillOurs(store: Store, job: JobRow): Promise<boolean> {
  const row = await store.read
    .selectFrom('provisioning_jobs')
    .select(['state', 'tries'])
    .where('account_id', '=', job.account_id)
    .where('request_id', '=', job.request_id)
    .executeTakeFirst();
  return row?.state === 'IN_PROGRESS' && row.tries === job.tries;
}
