import type { RandomBytes } from '../../../base/bytes.ts';
import type { Clock } from '../../../base/clock.ts';
import { AwsError, surface } from '../../../failures/aws-error.ts';
import { type Failure, failure } from '../../../failures/catalogue.ts';
import { GuardFailed, type Statement, type Store, UniqueViolation } from '../../../store/index.ts';
import { beginWork, type Work, type WorkInProgress } from '../../work.ts';
import { findInstanceById, type InstanceRow } from '../instances.ts';
import { instanceCertificate } from './instance-key.ts';
import { provisionedOf } from './provisioned-roles.ts';
import { CLAIM, claim, isStillOurs } from './provisioning-claims.ts';
import { ALL_ACCOUNTS, type JobRow, keepJob, settleJob } from './provisioning-jobs.ts';
import {
  assign,
  dropUnmade,
  type RoleChange,
  reprovision,
  type StepParts,
  unassign,
} from './provisioning-steps.ts';

/**
 * identity-center/provisioning: requests as rows (provisioning-jobs.ts), the worker that takes them up
 * (provisioner.ts, provisioning-claims.ts) and carries them out (this file) in steps of one plan each
 * (provisioning-steps.ts), and the roles that come of it (reserved-roles.ts, provisioned-roles.ts). Does not own: why somebody gets a role
 * (assignments/), its policies (permission-sets/), when the worker looks (compose/provisioning.ts).
 */

/** What requests are carried out with. */
export interface ProvisioningParts extends Omit<StepParts, 'certificate' | 'publicUrl'> {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly publicUrl: () => string;
  /** The event of a change, for the history of the account that it was made in. */
  readonly writeEvent: (change: RoleChange, now: number) => Statement;
  /** Told of every request that failed or has to rest, for the log. */
  readonly report: (failure: Failure) => void;
}

/** Tries within a claim, when what a plan was decided from has changed. */
const MOST_STARTS = 10;
/** Claims after which a request that keeps failing is given up. */
const MOST_TRIES = 20;
const LONGEST_REST = 60_000;

/**
 * Carries out one request that is due, if nobody else takes it up: several nodes may try. It ends
 * SUCCEEDED, FAILED with a reason, or rests until a later try. Never rejects for what belongs to
 * the request; rejects with the `StoreError` that kept it from being taken up.
 */
export async function carryOut(parts: ProvisioningParts, due: JobRow): Promise<void> {
  const job = { ...due, tries: due.tries + 1, due_at: parts.clock() + CLAIM };
  if (!(await claim(parts.store, due, job))) return;
  try {
    await execute(parts, job);
  } catch (error) {
    if (error instanceof GuardFailed) return await rest(parts, job, 'its state kept changing');
    await rest(parts, job, error instanceof Error ? error.message : String(error));
  }
}

async function execute(parts: ProvisioningParts, job: JobRow): Promise<void> {
  const instance = await findInstanceById(begin(parts, job), job.instance_id);
  if (!instance) return await settle(parts, job, failure('PROV-007', {}));
  const { store, secrets, clock, random } = parts;
  const certificate =
    job.kind === 'unassign'
      ? ''
      : await instanceCertificate({ store, secrets }, instance, { now: clock(), random });
  const { managedPolicies } = parts;
  const step = { managedPolicies, secrets, certificate, publicUrl: parts.publicUrl() };
  if (job.kind === 'provision') return await provisionAccounts(parts, job, instance, step);
  const body = job.kind === 'assign' ? assign : unassign;
  try {
    await commit(parts, job, async (work) => {
      settleJob(work, job, null);
      return await body(work, instance, job, step);
    });
  } catch (error) {
    await settle(parts, job, failureOf(error), async (work) => {
      if (job.kind === 'assign') await dropUnmade(work, job);
    });
  }
}

/** One plan an account; accounts that are there already are passed over when it is done again. */
async function provisionAccounts(
  parts: ProvisioningParts,
  job: JobRow,
  instance: InstanceRow,
  step: StepParts,
): Promise<void> {
  const permissionSetId = job.permission_set_id;
  const failures: Failure[] = [];
  for (const targetAccount of await targetsOf(begin(parts, job), job, instance)) {
    try {
      await commit(parts, job, async (work) => {
        keepJob(work, job, work.now + CLAIM);
        return await reprovision(work, instance, { permissionSetId, targetAccount }, step);
      });
    } catch (error) {
      failures.push(failureOf(error));
    }
  }
  await settle(parts, job, failures[0]);
}

async function targetsOf(
  work: Work,
  { target_account: target, permission_set_id: id }: JobRow,
  instance: InstanceRow,
): Promise<readonly string[]> {
  if (target !== ALL_ACCOUNTS) return [target];
  const rows = await provisionedOf(work, instance)
    .where('permission_set_id', '=', id)
    .orderBy('target_account')
    .execute();
  return rows.map((row) => row.target_account);
}

/** The refusal of a step, which another try would meet again; throws what is none. */
function failureOf(error: unknown): Failure {
  if (!(error instanceof AwsError) || error.failure === undefined) throw error;
  return error.failure;
}

async function settle(
  parts: ProvisioningParts,
  job: JobRow,
  failed: Failure | undefined,
  also: (work: Work) => Promise<void> = async () => {},
): Promise<void> {
  if (failed) parts.report(failed);
  await commit(parts, job, async (work) => {
    settleJob(work, job, failed ? surface(failed).message : null);
    await also(work);
    return undefined;
  });
}

/** Decides and commits, again and again while others change what it was decided from. */
async function commit(
  parts: ProvisioningParts,
  job: JobRow,
  body: (work: Work) => Promise<RoleChange | undefined>,
): Promise<void> {
  for (let start = 1; ; start += 1) {
    const work = begin(parts, job);
    const change = await body(work);
    const { statements, changes } = work.plan;
    const events = change ? [parts.writeEvent(change, work.now)] : [];
    try {
      await parts.store.commit({ statements: [...statements, ...events], changes });
      return;
    } catch (error) {
      if (!(error instanceof GuardFailed || error instanceof UniqueViolation)) throw error;
      if (start === MOST_STARTS) throw error;
      if (!(await isStillOurs(parts.store, job))) return;
    }
  }
}

/** Lets a request rest after what another try may not meet; gives it up after too many. */
async function rest(parts: ProvisioningParts, job: JobRow, reason: string): Promise<void> {
  const failed = failure('PROV-008', { tries: String(job.tries), reason });
  if (job.tries >= MOST_TRIES) {
    return await settle(parts, job, failed, async (work) => {
      if (job.kind === 'assign') await dropUnmade(work, job);
    });
  }
  parts.report(failed);
  await commit(parts, job, async (work) => {
    keepJob(work, job, work.now + Math.min(1000 * 2 ** (job.tries - 1), LONGEST_REST));
    return undefined;
  });
}

function begin({ store, clock, random }: ProvisioningParts, job: JobRow): WorkInProgress {
  return beginWork({ account: job.account_id, now: clock(), random, read: store.read });
}
