import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { keepFromManagement } from '../../domain/identity-center/assignments/assignments.ts';
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

const onInstance = {
  resources: ({ InstanceArn: arn }: { readonly InstanceArn: string }) => [{ arn }],
};

export const assignmentsAccess = {
  ListOrphanedAssignments: onInstance,
  RepairOrphanedAssignments: onInstance,
  DescribeProvisionedPermissionSet: {
    resources: ({ PermissionSetArn: arn }) => [{ arn }],
  },
} satisfies Access<typeof assignments>;

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
