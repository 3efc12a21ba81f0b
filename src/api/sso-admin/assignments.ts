import type { Access, AccessRule } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  assignmentsIn,
  assignmentsOfPrincipal,
} from '../../domain/identity-center/assignments/assignment-lists.ts';
import {
  keepFromManagement,
  requestAssignment,
  requestRemoval,
  requireTarget,
} from '../../domain/identity-center/assignments/assignment-requests.ts';
import type { AssignmentKey } from '../../domain/identity-center/assignments/assignments.ts';
import { requireInstance } from '../../domain/identity-center/instance-access.ts';
import { pageOf } from '../../domain/identity-center/paging.ts';
import {
  permissionSetArn,
  requirePermissionSets,
} from '../../domain/identity-center/permission-sets/permission-sets.ts';
import {
  getJob,
  type JobRow,
  listJobs,
} from '../../domain/identity-center/provisioning/provisioning-jobs.ts';
import type { Handlers } from '../../wire/index.ts';
import { openPermissionSet } from './open.ts';
import { jobPage } from './provisioning-output.ts';
import { accountResource, onInstance, onPermissionSet } from './resources.ts';

/** Assignments of users and groups to accounts: asked for here, carried out by the worker. */
export const assignmentOperations = {
  async CreateAccountAssignment(input, call) {
    const { access, row } = await openPermissionSet(call, input);
    await keepFromManagement(access, row, input.TargetId);
    await requireTarget(access.work, access.instance, input.TargetId);
    const job = await requestAssignment(access, keyOf(input, row.permission_set_id));
    call.provisioning.nudge();
    return { AccountAssignmentCreationStatus: describe(job) };
  },

  async DeleteAccountAssignment(input, call) {
    const { access, row } = await openPermissionSet(call, input);
    await keepFromManagement(access, row, input.TargetId);
    const job = await requestRemoval(access, keyOf(input, row.permission_set_id));
    call.provisioning.nudge();
    return { AccountAssignmentDeletionStatus: describe(job) };
  },

  async DescribeAccountAssignmentCreationStatus(input, call) {
    const { work, instance } = await requireInstance(call, input.InstanceArn);
    const id = input.AccountAssignmentCreationRequestId;
    const job = await getJob(work, instance, 'assign', id);
    return { AccountAssignmentCreationStatus: describe(job) };
  },

  async DescribeAccountAssignmentDeletionStatus(input, call) {
    const { work, instance } = await requireInstance(call, input.InstanceArn);
    const id = input.AccountAssignmentDeletionRequestId;
    const job = await getJob(work, instance, 'unassign', id);
    return { AccountAssignmentDeletionStatus: describe(job) };
  },

  async ListAccountAssignmentCreationStatus(input, call) {
    const { work, instance } = await requireInstance(call, input.InstanceArn);
    const jobs = await listJobs(work, instance, 'assign', input);
    const { items, ...rest } = jobPage(jobs);
    return { AccountAssignmentsCreationStatus: items, ...rest };
  },

  async ListAccountAssignmentDeletionStatus(input, call) {
    const { work, instance } = await requireInstance(call, input.InstanceArn);
    const jobs = await listJobs(work, instance, 'unassign', input);
    const { items, ...rest } = jobPage(jobs);
    return { AccountAssignmentsDeletionStatus: items, ...rest };
  },

  async ListAccountAssignments(input, call) {
    const { access, row } = await openPermissionSet(call, input);
    const { work, instance } = access;
    const rows = await assignmentsIn(work, instance, row.permission_set_id, input.AccountId);
    const { items, nextToken } = pageOf(rows, input, (one) => one.principal_id);
    return {
      AccountAssignments: items.map((one) => ({
        AccountId: one.target_account,
        PermissionSetArn: permissionSetArn(row),
        PrincipalType: one.principal_type,
        PrincipalId: one.principal_id,
      })),
      NextToken: nextToken,
    };
  },

  async ListAccountAssignmentsForPrincipal(input, call) {
    const access = await requireInstance(call, input.InstanceArn);
    requirePermissionSets(access);
    const { work, instance } = access;
    const { items, nextToken } = await assignmentsOfPrincipal(work, instance, input);
    return {
      AccountAssignments: items.map((one) => ({
        AccountId: one.target_account,
        PermissionSetArn: permissionSetArn({ ...instance, ...one }),
        PrincipalId: one.principal_id,
        PrincipalType: one.principal_type,
      })),
      NextToken: nextToken,
    };
  },
} satisfies Partial<Handlers<typeof import('@aws-sdk/client-sso-admin'), Call>>;

interface NamesAssignment {
  readonly InstanceArn: string;
  readonly PermissionSetArn: string;
  readonly TargetId: string;
  readonly PrincipalType: 'USER' | 'GROUP';
  readonly PrincipalId: string;
}

const onAssignment: AccessRule<NamesAssignment> = {
  resources: async (input, call) => [
    ...(await onPermissionSet.resources(input, call)),
    accountResource(input.TargetId),
  ],
};

/** What each of `assignmentOperations` asks the caller's policies. */
export const assignmentAccess = {
  CreateAccountAssignment: onAssignment,
  DeleteAccountAssignment: onAssignment,
  DescribeAccountAssignmentCreationStatus: onInstance,
  DescribeAccountAssignmentDeletionStatus: onInstance,
  ListAccountAssignmentCreationStatus: onInstance,
  ListAccountAssignmentDeletionStatus: onInstance,
  ListAccountAssignments: {
    resources: async (input, call) => [
      ...(await onPermissionSet.resources(input, call)),
      accountResource(input.AccountId),
    ],
  },
  ListAccountAssignmentsForPrincipal: onInstance,
} satisfies Access<typeof assignmentOperations>;

function keyOf(input: NamesAssignment, permissionSetId: string): AssignmentKey {
  return {
    permissionSetId,
    targetAccount: input.TargetId,
    principalType: input.PrincipalType,
    principalId: input.PrincipalId,
  };
}

function describe(job: JobRow) {
  return {
    Status: job.state,
    RequestId: job.request_id,
    ...(job.failure_reason === null ? {} : { FailureReason: job.failure_reason }),
    TargetId: job.target_account,
    TargetType: 'AWS_ACCOUNT' as const,
    PermissionSetArn: permissionSetArn(job),
    PrincipalType: job.principal_type ?? 'USER',
    PrincipalId: job.principal_id ?? '',
    CreatedDate: new Date(job.created_at),
  };
}
