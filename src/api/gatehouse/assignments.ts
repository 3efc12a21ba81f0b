import type { Access, FurtherAccess } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { keepFromManagement } from '../../domain/identity-center/assignments/assignment-requests.ts';
import {
  keyOf,
  listOrphans,
  type Repair,
  repairOrphans,
} from '../../domain/identity-center/assignments/orphans.ts';
import {
  type InstanceAccess,
  requireInstance,
} from '../../domain/identity-center/instance-access.ts';
import {
  permissionSetArn,
  requirePermissionSet,
} from '../../domain/identity-center/permission-sets/permission-sets.ts';
import {
  compareProvisioned,
  type ShownContent,
} from '../../domain/identity-center/provisioning/provisioned-content.ts';
import type { GatehouseModule, Handlers } from '../../wire/index.ts';
import { accountResource, onInstance, permissionSetResource } from '../sso-admin/resources.ts';

/** Assignments whose principal is gone, and what a role has of its permission set. */
export const assignments = {
  async ListOrphanedAssignments({ InstanceArn }, call) {
    const { work, instance } = await requireInstance(call, InstanceArn);
    const orphans = await listOrphans(work, instance);
    return {
      Orphans: orphans.map(({ assignment, candidates }) => ({
        ...named(instance.instance_id, keyOf(assignment)),
        PrincipalName: assignment.principal_name,
        Candidates: candidates.map(({ principalId, principalName }) => ({
          PrincipalId: principalId,
          PrincipalName: principalName,
        })),
      })),
    };
  },

  async RepairOrphanedAssignments({ InstanceArn, Repairs }, call) {
    const access = await requireInstance(call, InstanceArn);
    const repairs: Repair[] = [];
    for (const asked of Repairs) repairs.push(await readRepair(access, asked));
    const repaired = await repairOrphans(access, repairs);
    call.provisioning.nudge();
    return {
      Results: repaired.map(({ repair, creation, deletion }) => ({
        ...named(access.instance.instance_id, repair.key),
        NewPrincipalId: repair.newPrincipalId,
        CreationRequestId: creation?.request_id,
        DeletionRequestId: deletion.request_id,
      })),
    };
  },

  async DescribeProvisionedPermissionSet({ InstanceArn, PermissionSetArn, AccountId }, call) {
    const access = await requireInstance(call, InstanceArn);
    const row = await requirePermissionSet(access, PermissionSetArn);
    const { work, instance } = access;
    const found = await compareProvisioned(work, instance, row.permission_set_id, AccountId);
    return {
      RoleArn: found.roleArn,
      Provisioned: shown(found.provisioned, found.version),
      Current: shown(found.current, found.latest),
      Outdated: found.version !== found.latest,
      Differences: found.differences.map(({ member, provisioned, current }) => ({
        Member: member,
        Provisioned: provisioned,
        Current: current,
      })),
    };
  },
} satisfies Partial<Handlers<GatehouseModule, Call>>;

export const assignmentsAccess = {
  ListOrphanedAssignments: onInstance,
  RepairOrphanedAssignments: { ...onInstance, also: ordinaryRequests },
  DescribeProvisionedPermissionSet: {
    resources: async (input, call) => [await permissionSetResource(call, input)],
  },
} satisfies Access<typeof assignments>;

/**
 * A repair is made of ordinary requests, and asks what they ask: who is kept from assigning a
 * permission set or an account is kept from it here as well.
 */
async function ordinaryRequests(
  { InstanceArn, Repairs }: { readonly InstanceArn: string; readonly Repairs: AskedRepair[] },
  call: Call,
): Promise<readonly FurtherAccess[]> {
  const asked = new Map<string, FurtherAccess>();
  const instance = await onInstance.resources({ InstanceArn }, call);
  for (const { PermissionSetArn, TargetId, NewPrincipalId } of Repairs) {
    const permissionSet = await permissionSetResource(call, { InstanceArn, PermissionSetArn });
    const further = NewPrincipalId === undefined ? [] : ['sso:CreateAccountAssignment'];
    for (const action of ['sso:DeleteAccountAssignment', ...further]) {
      for (const resource of [...instance, permissionSet, accountResource(TargetId)]) {
        asked.set(`${action} ${resource.arn}`, { action, resource });
      }
    }
  }
  return [...asked.values()];
}

interface AskedRepair {
  readonly TargetId: string;
  readonly PermissionSetArn: string;
  readonly PrincipalType: string;
  readonly PrincipalId: string;
  readonly NewPrincipalId?: string | undefined;
}

async function readRepair(access: InstanceAccess, asked: AskedRepair): Promise<Repair> {
  const row = await requirePermissionSet(access, asked.PermissionSetArn);
  await keepFromManagement(access, row, asked.TargetId);
  return {
    key: {
      permissionSetId: row.permission_set_id,
      targetAccount: asked.TargetId,
      principalType: asked.PrincipalType === 'GROUP' ? 'GROUP' : 'USER',
      principalId: asked.PrincipalId,
    },
    newPrincipalId: asked.NewPrincipalId,
  };
}

function named(instance_id: string, key: Repair['key']) {
  return {
    TargetId: key.targetAccount,
    PermissionSetArn: permissionSetArn({ instance_id, permission_set_id: key.permissionSetId }),
    PrincipalType: key.principalType,
    PrincipalId: key.principalId,
  };
}

function shown(content: ShownContent, version: number) {
  return {
    Version: version,
    Description: content.description,
    InlinePolicy: content.inlinePolicy,
    PermissionsBoundary: content.boundary,
    ManagedPolicies: content.policies.map((Arn) => ({ Arn })),
  };
}
