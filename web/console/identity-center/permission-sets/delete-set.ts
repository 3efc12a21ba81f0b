import { ApiFailure } from '../../../shared/api/failure.ts';
import { call } from '../../api/call.ts';
import type { Deletable } from '../../iam/shared/deletion.tsx';
import { keyOf } from '../assign/assignment.ts';
import { listAssignments, unassigning } from '../assign/assignments.ts';
import { type Job, runJobs } from '../assign/jobs.ts';
import { principalName } from '../shared/directory.ts';
import { listAccountsOfSet } from './provisioned.ts';

/** A permission set; its assignments go before it, and with the last one of an account its role. */
export const deletableSet = (InstanceArn: string): Deletable => ({
  title: 'idc.sets.delete',
  lead: 'idc.sets.delete.lead',
  find: async (arn, t, signal) => {
    const accounts = await listAccountsOfSet(InstanceArn, arn, signal);
    const storeId = await storeOf(InstanceArn, signal);
    const found = [];
    for (const { account } of accounts) {
      for (const one of await listAssignments(InstanceArn, account, arn, signal)) {
        const name = (await principalName(storeId, one.principal, signal)) ?? one.principal.id;
        found.push({
          text: t('idc.sets.assignment', { name, account }),
          remove: () => finish(unassigning(InstanceArn, one), keyOf(one)),
        });
      }
    }
    return found;
  },
  remove: (PermissionSetArn) =>
    call('sso-admin', 'DeletePermissionSet', { InstanceArn, PermissionSetArn }),
});

async function storeOf(InstanceArn: string, signal: AbortSignal): Promise<string> {
  const answer = await call('sso-admin', 'DescribeInstance', { InstanceArn }, signal);
  return answer.IdentityStoreId ?? '';
}

/** Follows a job to its end; one that fails is a failure of the call that began it. */
async function finish(job: Job, operation: string): Promise<void> {
  let reason: string | undefined;
  const note: Parameters<typeof runJobs>[1] = (_key, state) => {
    if (state.status === 'FAILED') reason = state.reason;
  };
  await runJobs([job], note, new AbortController().signal);
  if (reason === undefined) return;
  throw new ApiFailure({ code: 'FAILED', message: reason, status: 200, operation });
}
