import { atOnce } from '../../api/at-once.ts';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { allPages } from '../../iam/shared/all-pages.ts';
import type { Job, Progress } from '../assign/jobs.ts';
import { MOST_AT_ONCE } from '../shared/directory.ts';
import { findPermissionSet } from '../shared/permission-sets.ts';

const CURRENT = 'LATEST_PERMISSION_SET_PROVISIONED';
const OUTDATED = 'LATEST_PERMISSION_SET_NOT_PROVISIONED';

/** An account in which a permission set has a role. */
export interface ProvisionedAccount {
  readonly account: string;
  /** Whether the role is what the permission set says now. */
  readonly isCurrent: boolean;
}

/** The accounts of a permission set, by their ids. */
export async function listAccountsOfSet(
  InstanceArn: string,
  PermissionSetArn: string,
  signal?: AbortSignal,
): Promise<ProvisionedAccount[]> {
  const lists = await Promise.all(
    ([CURRENT, OUTDATED] as const).map((ProvisioningStatus) =>
      allPages(async (NextToken) => {
        const input = { InstanceArn, PermissionSetArn, ProvisioningStatus, NextToken };
        const operation = 'ListAccountsForProvisionedPermissionSet';
        const answer = await call('sso-admin', operation, input, signal);
        const items = (answer.AccountIds ?? []).map((account) => ({
          account,
          isCurrent: ProvisioningStatus === CURRENT,
        }));
        return { items, next: answer.NextToken };
      }, 100),
    ),
  );
  return lists.flat().toSorted((one, other) => one.account.localeCompare(other.account));
}

/** A permission set that has a role in an account. */
export interface ProvisionedSet {
  readonly arn: string;
  readonly name: string;
  readonly isCurrent: boolean;
}

/** The permission sets of an account, by their names. */
export async function listSetsOfAccount(
  InstanceArn: string,
  AccountId: string,
  signal: AbortSignal,
): Promise<ProvisionedSet[]> {
  const lists = await Promise.all(
    ([CURRENT, OUTDATED] as const).map((ProvisioningStatus) =>
      allPages(async (NextToken) => {
        const input = { InstanceArn, AccountId, ProvisioningStatus, NextToken };
        const operation = 'ListPermissionSetsProvisionedToAccount';
        const answer = await call('sso-admin', operation, input, signal);
        const isCurrent = ProvisioningStatus === CURRENT;
        const items = (answer.PermissionSets ?? []).map((arn) => ({ arn, isCurrent }));
        return { items, next: answer.NextToken };
      }),
    ),
  );
  const sets = await atOnce(lists.flat(), MOST_AT_ONCE, async (one) => {
    const { Name = one.arn } = await findPermissionSet(InstanceArn, one.arn, signal);
    return { ...one, name: Name };
  });
  return sets.toSorted((one, other) => one.name.localeCompare(other.name));
}

type Told = NonNullable<
  OutputOf<'sso-admin', 'ProvisionPermissionSet'>['PermissionSetProvisioningStatus']
>;

const progressOf = ({ Status, RequestId, FailureReason }: Told = {}): Progress => ({
  status: Status ?? 'IN_PROGRESS',
  requestId: RequestId ?? '',
  reason: FailureReason,
});

/** The job that makes the role of one account, or of all, what the permission set says now. */
export function updating(InstanceArn: string, PermissionSetArn: string, account?: string): Job {
  const target =
    account === undefined
      ? ({ TargetType: 'ALL_PROVISIONED_ACCOUNTS' } as const)
      : ({ TargetType: 'AWS_ACCOUNT', TargetId: account } as const);
  return {
    key: `${PermissionSetArn} ${account ?? 'all'}`,
    begin: async () => {
      const input = { InstanceArn, PermissionSetArn, ...target };
      const answer = await call('sso-admin', 'ProvisionPermissionSet', input);
      return progressOf(answer.PermissionSetProvisioningStatus);
    },
    ask: async (ProvisionPermissionSetRequestId, signal) => {
      const input = { InstanceArn, ProvisionPermissionSetRequestId };
      const operation = 'DescribePermissionSetProvisioningStatus';
      const answer = await call('sso-admin', operation, input, signal);
      return progressOf(answer.PermissionSetProvisioningStatus);
    },
  };
}
