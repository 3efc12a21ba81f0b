import type { IdentityCenterResult } from '../cli/services.ts';
import {
  keyOf,
  listOrphans,
  type Repair,
  repairOrphans,
} from '../domain/identity-center/assignments/orphans.ts';
import { type InstanceRow, instanceOfAccount } from '../domain/identity-center/instances.ts';
import { findPermissionSetById } from '../domain/identity-center/permission-sets/permission-sets.ts';
import type { Work } from '../domain/work.ts';
import { startError } from '../failures/start-error.ts';
import { changeLocally, readLocally } from './local.ts';
import type { Parts } from './parts.ts';

/** The orphaned assignments of an account's instance; throws StartError IDC-011 without one. */
export async function findOrphans(parts: Parts, account: string): Promise<IdentityCenterResult> {
  return await readLocally(parts, account, async (work) => {
    const found = await listOrphans(work, await getInstance(work));
    const orphans = [];
    for (const { assignment, candidates } of found) {
      const set = await findPermissionSetById(work, assignment.permission_set_id);
      orphans.push({
        key: keyOf(assignment),
        permissionSet: set?.name ?? assignment.permission_set_id,
        principalName: assignment.principal_name,
        candidates,
      });
    }
    return { orphans };
  });
}

/** Repairs in one plan; a running server carries the requests out, or the next one that starts. */
export async function repairLocally(
  parts: Parts,
  account: string,
  repairs: readonly Repair[],
): Promise<IdentityCenterResult> {
  const parameters = {
    repairs: repairs.map(({ key, newPrincipalId }) => ({ ...key, newPrincipalId })),
  };
  const action = { account, name: 'RepairOrphanedAssignments', parameters };
  const done = await changeLocally(parts, action, async (work) =>
    repairOrphans({ work, instance: await getInstance(work) }, repairs),
  );
  parts.provisioning.nudge();
  return { repaired: done.length };
}

async function getInstance(work: Work): Promise<InstanceRow> {
  const instance = await instanceOfAccount(work);
  if (instance) return instance;
  throw startError('IDC-011', { account: work.account });
}
