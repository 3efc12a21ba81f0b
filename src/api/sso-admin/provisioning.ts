import type { Access, AccessRule } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { keepFromManagement } from '../../domain/identity-center/assignments/assignment-requests.ts';
import { invalid } from '../../domain/identity-center/errors.ts';
import {
  type InstanceAccess,
  requireInstance,
} from '../../domain/identity-center/instance-access.ts';
import { pageOf } from '../../domain/identity-center/paging.ts';
import {
  type PermissionSetRow,
  permissionSetArn,
  requirePermissionSets,
} from '../../domain/identity-center/permission-sets/permission-sets.ts';
import {
  findProvisioned,
  listProvisioned,
  type ProvisionedStanding,
} from '../../domain/identity-center/provisioning/provisioned-roles.ts';
import {
  ALL_ACCOUNTS,
  createJob,
  getJob,
  type JobRow,
  listJobs,
} from '../../domain/identity-center/provisioning/provisioning-jobs.ts';
import { refuse } from '../../failures/aws-error.ts';
import type { Handlers } from '../../wire/index.ts';
import { openPermissionSet } from './open.ts';
import { jobPage } from './provisioning-output.ts';
import {
  accountResource,
  type NamesPermissionSet,
  onInstance,
  onPermissionSet,
} from './resources.ts';

/** Permission sets in accounts: where they are provisioned, and provisioning them anew (R026). */
export const provisioningOperations = {
  async ProvisionPermissionSet(input, call) {
    const { access, row } = await openPermissionSet(call, input);
    const target = await provisionTarget(access, row, input);
    const job = createJob(access.work, access.instance, {
      kind: 'provision',
      permission_set_id: row.permission_set_id,
      target_account: target,
      principal_type: null,
      principal_id: null,
    });
    call.provisioning.nudge();
    return { PermissionSetProvisioningStatus: describe(job) };
  },

  async DescribePermissionSetProvisioningStatus(input, call) {
    const { work, instance } = await requireInstance(call, input.InstanceArn);
    const job = await getJob(work, instance, 'provision', input.ProvisionPermissionSetRequestId);
    return { PermissionSetProvisioningStatus: describe(job) };
  },

  async ListPermissionSetProvisioningStatus(input, call) {
    const { work, instance } = await requireInstance(call, input.InstanceArn);
    const jobs = await listJobs(work, instance, 'provision', input);
    const { items, ...rest } = jobPage(jobs);
    return { PermissionSetsProvisioningStatus: items, ...rest };
  },

  async ListAccountsForProvisionedPermissionSet(input, call) {
    const { access, row } = await openPermissionSet(call, input);
    const { work, instance } = access;
    const of = { permissionSetId: row.permission_set_id };
    const rows = filtered(await listProvisioned(work, instance, of), input);
    const { items, nextToken } = pageOf(rows, input, (one) => one.targetAccount);
    return {
      AccountIds: items.map((one) => one.targetAccount),
      NextToken: nextToken,
    };
  },

  async ListPermissionSetsProvisionedToAccount(input, call) {
    const access = await requireInstance(call, input.InstanceArn);
    requirePermissionSets(access);
    const { work, instance } = access;
    const of = { targetAccount: input.AccountId };
    const rows = filtered(await listProvisioned(work, instance, of), input);
    const { items, nextToken } = pageOf(rows, input, (one) => one.permissionSetId);
    const { instance_id } = instance;
    return {
      PermissionSets: items.map((one) =>
        permissionSetArn({ instance_id, permission_set_id: one.permissionSetId }),
      ),
      NextToken: nextToken,
    };
  },
} satisfies Partial<Handlers<typeof import('@aws-sdk/client-sso-admin'), Call>>;

/** Which account a request means, or all of them. */
async function provisionTarget(
  access: InstanceAccess,
  row: PermissionSetRow,
  { TargetType, TargetId }: { readonly TargetType: string; readonly TargetId?: string | undefined },
): Promise<string> {
  const all = TargetType === ALL_ACCOUNTS;
  if (all !== (TargetId === undefined)) {
    throw invalid(
      all
        ? 'TargetId must not be given when TargetType is ALL_PROVISIONED_ACCOUNTS.'
        : 'TargetId is required when TargetType is AWS_ACCOUNT.',
    );
  }
  await keepFromManagement(access, row, TargetId);
  if (TargetId === undefined) return ALL_ACCOUNTS;
  const { work, instance } = access;
  if (await findProvisioned(work, instance, row.permission_set_id, TargetId)) return TargetId;
  throw refuse('PROV-011', { permissionSet: row.permission_set_id, account: TargetId });
}

function filtered(
  rows: readonly ProvisionedStanding[],
  { ProvisioningStatus: status }: { readonly ProvisioningStatus?: string | undefined },
): readonly ProvisionedStanding[] {
  if (status === undefined) return rows;
  return rows.filter((row) => row.isLatest === (status === 'LATEST_PERMISSION_SET_PROVISIONED'));
}

const onTarget: AccessRule<NamesPermissionSet & { readonly TargetId?: string | undefined }> = {
  resources: async (input, call) => [
    ...(await onPermissionSet.resources(input, call)),
    ...(input.TargetId === undefined ? [] : [accountResource(input.TargetId)]),
  ],
};

/** What each of `provisioningOperations` asks the caller's policies. */
export const provisioningAccess = {
  ProvisionPermissionSet: onTarget,
  DescribePermissionSetProvisioningStatus: onInstance,
  ListPermissionSetProvisioningStatus: onInstance,
  ListAccountsForProvisionedPermissionSet: onPermissionSet,
  ListPermissionSetsProvisionedToAccount: {
    resources: async (input, call) => [
      ...(await onInstance.resources(input, call)),
      accountResource(input.AccountId),
    ],
  },
} satisfies Access<typeof provisioningOperations>;

function describe(job: JobRow) {
  return {
    Status: job.state,
    RequestId: job.request_id,
    ...(job.target_account === ALL_ACCOUNTS ? {} : { AccountId: job.target_account }),
    PermissionSetArn: permissionSetArn(job),
    ...(job.failure_reason === null ? {} : { FailureReason: job.failure_reason }),
    CreatedDate: new Date(job.created_at),
  };
}
