import type { Call } from '../../calls/call.ts';
import {
  type InstanceAccess,
  requireInstance,
} from '../../domain/identity-center/instance-access.ts';
import { requireChangeable } from '../../domain/identity-center/permission-sets/permission-set-use.ts';
import {
  type PermissionSetRow,
  requirePermissionSet,
} from '../../domain/identity-center/permission-sets/permission-sets.ts';
import type { NamesPermissionSet } from './resources.ts';

/** A permission set with the access to its instance. */
interface OpenPermissionSet {
  readonly access: InstanceAccess;
  readonly row: PermissionSetRow;
}

/**
 * The permission set that a request names, when the caller administers its instance. Throws IDC-001,
 * ResourceNotFoundException.
 */
export async function openPermissionSet(
  call: Call,
  input: NamesPermissionSet,
): Promise<OpenPermissionSet> {
  const access = await requireInstance(call, input.InstanceArn);
  return { access, row: await requirePermissionSet(access, input.PermissionSetArn) };
}

/** The same to be changed: delegated administrators are kept from some by IDC-008 (R060). */
export async function openToChange(
  call: Call,
  input: NamesPermissionSet,
): Promise<OpenPermissionSet> {
  const found = await openPermissionSet(call, input);
  await requireChangeable(found.access, found.row);
  return found;
}
