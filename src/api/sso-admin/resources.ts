import type { AccessResource } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { reachableInstance } from '../../domain/identity-center/instance-access.ts';
import { findPermissionSet } from '../../domain/identity-center/permission-sets/permission-sets.ts';
import { tagsOf } from '../../domain/tags.ts';

/* The resources of sso-admin's operations, as AWS's service authorization reference names them. */

/** What the requests of most operations name. */
export interface NamesInstance {
  readonly InstanceArn: string;
}

/**
 * An instance that a request names, with its tags where the caller's account administers it; of
 * others nothing is told.
 */
export async function instanceResource(call: Call, arn: string): Promise<AccessResource> {
  const access = await reachableInstance(call, arn);
  if (!access) return { arn };
  return { arn, tags: await tagsOf(access.work, access.instance.instance_id) };
}

/** The rule of operations on an instance. */
export const onInstance = {
  resources: async (input: NamesInstance, call: Call) => [
    await instanceResource(call, input.InstanceArn),
  ],
};

/** What the requests of operations on permission sets name. */
export interface NamesPermissionSet extends NamesInstance {
  readonly PermissionSetArn: string;
}

/** A permission set that a request names, with its tags where the caller's account administers it. */
export async function permissionSetResource(
  call: Call,
  { InstanceArn, PermissionSetArn: arn }: NamesPermissionSet,
): Promise<AccessResource> {
  const access = await reachableInstance(call, InstanceArn);
  const row = access && (await findPermissionSet(access.work, arn));
  if (!row) return { arn };
  return { arn, tags: await tagsOf(access.work, row.permission_set_id) };
}

/** The rule of operations on a permission set: they act on its instance as well. */
export const onPermissionSet = {
  resources: async (input: NamesPermissionSet, call: Call) => [
    await instanceResource(call, input.InstanceArn),
    await permissionSetResource(call, input),
  ],
};

/** The resource of an account that assignments are made in (aws-facts E5). */
export function accountResource(account: string): AccessResource {
  return { arn: `arn:aws:sso:::account/${account}` };
}
