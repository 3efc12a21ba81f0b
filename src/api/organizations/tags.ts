import { type Access, tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { findControlPolicy, refuseAwsPolicy } from '../../domain/organizations/control-policies.ts';
import { organizationsError } from '../../domain/organizations/errors.ts';
import {
  getManagedOrganization,
  getReadableOrganization,
  managing,
  type OrganizationRow,
} from '../../domain/organizations/organizations.ts';
import { removeTags, setTags } from '../../domain/organizations/tags.ts';
import { readTreeAround } from '../../domain/organizations/tree.ts';
import { tagList, tagsOf } from '../../domain/tags.ts';
import type { Work } from '../../domain/work.ts';
import type { Handlers } from '../../wire/index.ts';
import { pageOfAll } from './paging.ts';
import { namedResources } from './resources.ts';

/** Tags of roots, organizational units, accounts and policies. */
export const tags = {
  async TagResource({ ResourceId: resource = '', Tags: given = [] }, { work }) {
    const organization = await getManagedOrganization(work);
    await requireTaggable(work, organization, resource);
    const added = given.map(({ Key = '', Value = '' }) => ({ Key, Value }));
    await setTags(work, resource, added);
    return {};
  },

  async UntagResource({ ResourceId: resource = '', TagKeys: keys = [] }, { work }) {
    const organization = await getManagedOrganization(work);
    await requireTaggable(work, organization, resource);
    await removeTags(work, resource, keys);
    return {};
  },

  async ListTagsForResource(input, { work }) {
    const organization = await getReadableOrganization(work);
    const { ResourceId: resource = '' } = input;
    await requireTaggable(work, organization, resource);
    const all = tagList(await tagsOf(managing(work, organization), resource));
    const page = pageOfAll(all, ({ Key }) => Buffer.from(Key).toString('hex'), {
      NextToken: input.NextToken,
      MaxResults: MOST_TAGS,
    });
    return { Tags: [...page.rows], ...page.more };
  },
} satisfies Partial<Handlers<typeof import('@aws-sdk/client-organizations'), Call>>;

const MOST_TAGS = 50;

const onResource = {
  resources: ({ ResourceId: id }: { readonly ResourceId?: string | undefined }, call: Call) =>
    namedResources(call, id),
};

export const tagsAccess = {
  TagResource: { ...onResource, keys: ({ Tags }) => tagConditionKeys(Tags) },
  UntagResource: {
    ...onResource,
    keys: ({ TagKeys: keys = [] }) => ({ 'aws:tagkeys': keys }),
  },
  ListTagsForResource: onResource,
} satisfies Access<typeof tags>;

/** Throws TargetNotFoundException, and InvalidInputException for AWS's own policies. */
async function requireTaggable(
  work: Work,
  organization: OrganizationRow,
  resource: string,
): Promise<void> {
  if (!resource.startsWith('p-')) {
    await readTreeAround(work, organization, resource);
    return;
  }
  const policy = await findControlPolicy(work, organization, resource);
  if (!policy) throw organizationsError('TargetNotFoundException');
  refuseAwsPolicy(policy);
}
