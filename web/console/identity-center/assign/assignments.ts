import { atOnce } from '../../api/at-once.ts';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { allPages } from '../../iam/shared/all-pages.ts';
import { MOST_AT_ONCE, principalName } from '../shared/directory.ts';
import type { Principal } from '../shared/people.ts';
import { findPermissionSet } from '../shared/permission-sets.ts';
import { type Assignment, keyOf, type NamedAssignment } from './assignment.ts';
import type { Job, Progress } from './jobs.ts';

/** The permission sets that somebody in an account has. */
async function listProvisioned(
  InstanceArn: string,
  AccountId: string,
  signal: AbortSignal,
): Promise<string[]> {
  return await allPages(async (NextToken) => {
    const input = { InstanceArn, AccountId, NextToken };
    const answer = await call('sso-admin', 'ListPermissionSetsProvisionedToAccount', input, signal);
    return { items: answer.PermissionSets ?? [], next: answer.NextToken };
  });
}

/** The assignments of a permission set in an account. */
export async function listAssignments(
  InstanceArn: string,
  AccountId: string,
  PermissionSetArn: string,
  signal?: AbortSignal,
): Promise<Assignment[]> {
  return await allPages(async (NextToken) => {
    const input = { InstanceArn, AccountId, PermissionSetArn, NextToken };
    const answer = await call('sso-admin', 'ListAccountAssignments', input, signal);
    const items = (answer.AccountAssignments ?? []).map((one) => ({
      account: AccountId,
      permissionSet: PermissionSetArn,
      principal: { kind: one.PrincipalType ?? 'USER', id: one.PrincipalId ?? '' },
    }));
    return { items, next: answer.NextToken };
  }, 100);
}

/** Everything that is assigned in an account. */
export async function listOfAccount(
  instance: { readonly arn: string; readonly storeId: string },
  account: string,
  signal: AbortSignal,
): Promise<NamedAssignment[]> {
  const sets = await listProvisioned(instance.arn, account, signal);
  const lists = await atOnce(sets, MOST_AT_ONCE, (set) =>
    listAssignments(instance.arn, account, set, signal),
  );
  return await named(instance, lists.flat(), signal);
}

/** Everything that is assigned to a user, its groups' included, or to a group. */
export async function listOfPrincipal(
  instance: { readonly arn: string; readonly storeId: string },
  { kind, id }: Principal,
  signal: AbortSignal,
): Promise<NamedAssignment[]> {
  const assignments = await allPages(async (NextToken) => {
    const { arn: InstanceArn } = instance;
    const input = { InstanceArn, PrincipalId: id, PrincipalType: kind, NextToken };
    const answer = await call('sso-admin', 'ListAccountAssignmentsForPrincipal', input, signal);
    const items = (answer.AccountAssignments ?? []).map((one) => ({
      account: one.AccountId ?? '',
      permissionSet: one.PermissionSetArn ?? '',
      principal: { kind: one.PrincipalType ?? kind, id: one.PrincipalId ?? id },
    }));
    return { items, next: answer.NextToken };
  }, 100);
  return await named(instance, assignments, signal);
}

/** Assignments with the names of their permission sets and principals, each asked for once. */
async function named(
  { arn, storeId }: { readonly arn: string; readonly storeId: string },
  assignments: readonly Assignment[],
  signal: AbortSignal,
): Promise<NamedAssignment[]> {
  const sets = [...new Set(assignments.map(({ permissionSet }) => permissionSet))];
  const principals = new Map(
    assignments.map(({ principal }) => [`${principal.kind} ${principal.id}`, principal]),
  );
  const setNames = await atOnce(sets, MOST_AT_ONCE, async (set) => {
    return [set, (await findPermissionSet(arn, set, signal)).Name ?? set] as const;
  });
  const names = await atOnce([...principals], MOST_AT_ONCE, async ([key, principal]) => {
    return [key, await principalName(storeId, principal, signal)] as const;
  });
  const setName = new Map(setNames);
  const nameOf = new Map(names);
  const hasOrphans = names.some(([, name]) => name === undefined);
  const formerName = hasOrphans ? await formerNames(arn, signal) : new Map<string, string>();
  return assignments.map((one) => {
    const key = keyOf(one);
    const name = nameOf.get(`${one.principal.kind} ${one.principal.id}`);
    return {
      ...one,
      key,
      permissionSetName: setName.get(one.permissionSet) ?? one.permissionSet,
      principalName: name ?? formerName.get(key) ?? one.principal.id,
      isOrphan: name === undefined,
    };
  });
}

/** The names of users and groups that are gone, by their assignments. */
async function formerNames(
  InstanceArn: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const { Orphans } = await call('gatehouse', 'ListOrphanedAssignments', { InstanceArn }, signal);
  return new Map(
    Orphans.map((one) => {
      const kind = one.PrincipalType === 'GROUP' ? 'GROUP' : 'USER';
      const { TargetId: account, PermissionSetArn: permissionSet, PrincipalId: id } = one;
      return [keyOf({ account, permissionSet, principal: { kind, id } }), one.PrincipalName];
    }),
  );
}

const inputOf = (InstanceArn: string, { account, permissionSet, principal }: Assignment) =>
  ({
    InstanceArn,
    TargetId: account,
    TargetType: 'AWS_ACCOUNT',
    PermissionSetArn: permissionSet,
    PrincipalType: principal.kind,
    PrincipalId: principal.id,
  }) as const;

type Told = NonNullable<
  OutputOf<'sso-admin', 'CreateAccountAssignment'>['AccountAssignmentCreationStatus']
>;

const progressOf = ({ Status, RequestId, FailureReason }: Told = {}): Progress => ({
  status: Status ?? 'IN_PROGRESS',
  requestId: RequestId ?? '',
  reason: FailureReason,
});

/** The job that assigns. */
export function assigning(InstanceArn: string, assignment: Assignment): Job {
  return {
    key: keyOf(assignment),
    begin: async () => {
      const input = inputOf(InstanceArn, assignment);
      const answer = await call('sso-admin', 'CreateAccountAssignment', input);
      return progressOf(answer.AccountAssignmentCreationStatus);
    },
    ask: async (AccountAssignmentCreationRequestId, signal) => {
      const input = { InstanceArn, AccountAssignmentCreationRequestId };
      const operation = 'DescribeAccountAssignmentCreationStatus';
      const answer = await call('sso-admin', operation, input, signal);
      return progressOf(answer.AccountAssignmentCreationStatus);
    },
  };
}

/** The job that takes an assignment away. */
export function unassigning(InstanceArn: string, assignment: Assignment): Job {
  return {
    key: keyOf(assignment),
    begin: async () => {
      const input = inputOf(InstanceArn, assignment);
      const answer = await call('sso-admin', 'DeleteAccountAssignment', input);
      return progressOf(answer.AccountAssignmentDeletionStatus);
    },
    ask: async (AccountAssignmentDeletionRequestId, signal) => {
      const input = { InstanceArn, AccountAssignmentDeletionRequestId };
      const operation = 'DescribeAccountAssignmentDeletionStatus';
      const answer = await call('sso-admin', operation, input, signal);
      return progressOf(answer.AccountAssignmentDeletionStatus);
    },
  };
}
