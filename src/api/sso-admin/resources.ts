import type { AccessResource } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { reachableInstance } from '../../domain/identity-center/instance-access.ts';
import { tagsOf } from '../../domain/identity-center/tags.ts';

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
