/** Users, groups, permission sets and assignments of an organization instance, for tests. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { AccountAssignmentOperationStatus, SSOAdmin } from '@aws-sdk/client-sso-admin';
import { identityStoreOf } from './directory.ts';
import { type EnabledInstance, ssoAdminOf } from './identity-center.ts';
import type { TestServer } from './server.ts';

/** What names an assignment. */
export interface Assigned {
  readonly TargetId: string;
  readonly PermissionSetArn: string;
  readonly PrincipalType: 'USER' | 'GROUP';
  readonly PrincipalId: string;
}

/** An instance in use. */
export interface Workforce {
  readonly sso: SSOAdmin;
  readonly instance: EnabledInstance;
  readonly user: (name: string) => Promise<string>;
  readonly group: (name: string, ...members: string[]) => Promise<string>;
  /** The ARN of a new permission set with this inline policy. */
  readonly permissionSet: (name: string, policy?: object) => Promise<string>;
  /** Assigns, and waits for how it ends. */
  readonly assign: (assigned: Assigned) => Promise<AccountAssignmentOperationStatus>;
  readonly unassign: (assigned: Assigned) => Promise<AccountAssignmentOperationStatus>;
  /** Provisions anew in one account or in all, and waits for how it ends. */
  readonly provision: (permissionSet: string, account?: string) => Promise<string>;
}

type ServerLike = Pick<TestServer, 'url' | 'region' | 'administrator'>;

/** The means to use an instance that was enabled. */
export function workforceOf(server: ServerLike, instance: EnabledInstance): Workforce {
  const sso = ssoAdminOf(server);
  const InstanceArn = instance.arn;
  return {
    sso,
    instance,
    ...directoryOf(server, instance),
    permissionSet: async (Name, policy) => {
      const { PermissionSet } = await sso.createPermissionSet({ InstanceArn, Name });
      const PermissionSetArn = PermissionSet?.PermissionSetArn ?? '';
      const InlinePolicy = JSON.stringify(policy);
      if (policy) {
        await sso.putInlinePolicyToPermissionSet({ InstanceArn, PermissionSetArn, InlinePolicy });
      }
      return PermissionSetArn;
    },
    assign: async (assigned) => {
      const asked = await sso.createAccountAssignment({
        InstanceArn,
        TargetType: 'AWS_ACCOUNT',
        ...assigned,
      });
      return await assignmentEnd(sso, InstanceArn, asked.AccountAssignmentCreationStatus);
    },
    unassign: async (assigned) => {
      const asked = await sso.deleteAccountAssignment({
        InstanceArn,
        TargetType: 'AWS_ACCOUNT',
        ...assigned,
      });
      const RequestId = asked.AccountAssignmentDeletionStatus?.RequestId ?? '';
      return await ended(async () => {
        const { AccountAssignmentDeletionStatus: status } =
          await sso.describeAccountAssignmentDeletionStatus({
            InstanceArn,
            AccountAssignmentDeletionRequestId: RequestId,
          });
        return status;
      });
    },
    provision: async (PermissionSetArn, TargetId) => {
      const asked = await sso.provisionPermissionSet({
        InstanceArn,
        PermissionSetArn,
        ...(TargetId === undefined
          ? { TargetType: 'ALL_PROVISIONED_ACCOUNTS' }
          : { TargetType: 'AWS_ACCOUNT', TargetId }),
      });
      const id = asked.PermissionSetProvisioningStatus?.RequestId ?? '';
      const status = await ended(async () => {
        const { PermissionSetProvisioningStatus: now } =
          await sso.describePermissionSetProvisioningStatus({
            InstanceArn,
            ProvisionPermissionSetRequestId: id,
          });
        return now;
      });
      return `${status.Status}${status.FailureReason ? `: ${status.FailureReason}` : ''}`;
    },
  };
}

/** Waits for how the creation of an assignment ends. */
export async function assignmentEnd(
  sso: SSOAdmin,
  InstanceArn: string,
  asked: AccountAssignmentOperationStatus | undefined,
): Promise<AccountAssignmentOperationStatus> {
  assert.equal(asked?.Status, 'IN_PROGRESS');
  return await ended(async () => {
    const { AccountAssignmentCreationStatus: status } =
      await sso.describeAccountAssignmentCreationStatus({
        InstanceArn,
        AccountAssignmentCreationRequestId: asked?.RequestId ?? '',
      });
    return status;
  });
}

async function ended<Status extends { readonly Status?: string | undefined }>(
  ask: () => Promise<Status | undefined>,
): Promise<Status> {
  for (let waited = 0; waited < 30_000; waited += 5) {
    const status = await ask();
    if (status && status.Status !== 'IN_PROGRESS') return status;
    await pause(5);
  }
  assert.fail('the request did not end in half a minute');
}

function directoryOf(server: ServerLike, instance: EnabledInstance) {
  const store = identityStoreOf(server);
  const IdentityStoreId = instance.identityStoreId;
  return {
    user: async (UserName: string): Promise<string> => {
      const made = await store.createUser({
        IdentityStoreId,
        UserName,
        DisplayName: UserName,
        Name: { GivenName: UserName, FamilyName: 'Test' },
      });
      return made.UserId ?? '';
    },
    group: async (DisplayName: string, ...members: string[]): Promise<string> => {
      const made = await store.createGroup({ IdentityStoreId, DisplayName });
      const GroupId = made.GroupId ?? '';
      for (const UserId of members) {
        const MemberId = { UserId };
        await store.createGroupMembership({ IdentityStoreId, GroupId, MemberId });
      }
      return GroupId;
    },
  };
}
