import type { Access, AccessResource } from '../../calls/access.ts';
import { tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { invalid } from '../../domain/identity-center/errors.ts';
import { requireInstance } from '../../domain/identity-center/instance-access.ts';
import {
  instanceArn,
  instanceIdOf,
  touchInstance,
} from '../../domain/identity-center/instances.ts';
import { pageOf } from '../../domain/identity-center/paging.ts';
import { requireChangeable } from '../../domain/identity-center/permission-sets/permission-set-use.ts';
import {
  holdPermissionSet,
  permissionSetIds,
  requirePermissionSet,
} from '../../domain/identity-center/permission-sets/permission-sets.ts';
import { removeTags, setTags } from '../../domain/identity-center/tags.ts';
import { tagList, tagsOf } from '../../domain/tags.ts';
import type { Work } from '../../domain/work.ts';
import type { Handlers } from '../../wire/index.ts';
import { instanceResource, permissionSetResource } from './resources.ts';

/** Tags of instances and of permission sets. */
export const tagOperations = {
  async ListTagsForResource(input, call) {
    const { work, ownerId } = await tagged(call, input);
    const tags = tagList(await tagsOf(work, ownerId));
    const page = pageOf(tags, input, ({ Key }) => Key);
    return { Tags: [...page.items], NextToken: page.nextToken };
  },

  async TagResource(input, call) {
    const { work, ownerId, hold } = await tagged(call, input);
    await hold();
    await setTags(work, ownerId, input.Tags);
    return {};
  },

  async UntagResource(input, call) {
    const { work, ownerId, hold } = await tagged(call, input);
    await hold();
    removeTags(work, ownerId, input.TagKeys);
    return {};
  },
} satisfies Partial<Handlers<typeof import('@aws-sdk/client-sso-admin'), Call>>;

const onTagged = {
  resources: async (input: NamesTagged, call: Call): Promise<AccessResource[]> => {
    const { ResourceArn: arn } = input;
    const ids = permissionSetIds(arn);
    if (!ids) return [await instanceResource(call, arn)];
    const names = { InstanceArn: instanceArn(ids.instanceId), PermissionSetArn: arn };
    return [await permissionSetResource(call, names)];
  },
};

/** What each of `tagOperations` asks the caller's policies. */
export const tagAccess = {
  ListTagsForResource: onTagged,
  TagResource: { ...onTagged, keys: (input) => tagConditionKeys(input.Tags) },
  UntagResource: { ...onTagged, keys: (input) => ({ 'aws:tagkeys': input.TagKeys }) },
} satisfies Access<typeof tagOperations>;

interface NamesTagged {
  readonly InstanceArn?: string | undefined;
  readonly ResourceArn: string;
}

interface Tagged {
  /** Of the instance's account. */
  readonly work: Work;
  readonly ownerId: string;
  /**
   * Keeps the tagged thing from being deleted while its tags are changed, which policies decide by:
   * delegated administrators are kept from some (R060).
   */
  readonly hold: () => Promise<void>;
}

/** The instance or permission set of a request; a named instance has to be the one it is of. */
async function tagged(call: Call, { InstanceArn, ResourceArn: arn }: NamesTagged): Promise<Tagged> {
  const ids = permissionSetIds(arn);
  const instanceId = ids?.instanceId ?? instanceIdOf(arn);
  if (instanceId === undefined) {
    throw invalid('Tags are kept of instances and permission sets alone.');
  }
  const named = instanceArn(instanceId);
  if (InstanceArn !== undefined && InstanceArn !== named) {
    throw invalid('The resource does not belong to the instance that the request names.');
  }
  const access = await requireInstance(call, named);
  const { instance, work } = access;
  if (!ids) return { work, ownerId: instanceId, hold: async () => touchInstance(work, instance) };
  const row = await requirePermissionSet(access, arn);
  const hold = async () => {
    await requireChangeable(access, row);
    holdPermissionSet(work, row);
  };
  return { work, ownerId: row.permission_set_id, hold };
}
