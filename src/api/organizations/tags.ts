import { type Access, tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { getControlPolicy } from '../../domain/organizations/control-policies.ts';
import { invalidInput, organizationsError } from '../../domain/organizations/errors.ts';
import {
  getManagedOrganization,
  getReadableOrganization,
  type OrganizationRow,
} from '../../domain/organizations/organizations.ts';
import { readTags, setTags, untag } from '../../domain/organizations/tags.ts';
import { nodeType, readTree } from '../../domain/organizations/tree.ts';
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
    await untag(work, resource, keys);
    return {};
  },

  async ListTagsForResource(input, { work }) {
    const organization = await getReadableOrganization(work);
    const { ResourceId: resource = '' } = input;
    await requireTaggable(work, organization, resource);
    const all = await readTags(work, organization.management_account, resource);
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

async function requireTaggable(
  work: Work,
  organization: OrganizationRow,
  resource: string,
): Promise<void> {
  if (!resource.startsWith('p-')) {
    if (nodeType(await readTree(work, organization), resource)) return;
    throw organizationsError('TargetNotFoundException');
  }
  const policy = await getControlPolicy(work, organization, resource).catch(() => undefined);
  if (!policy) throw organizationsError('TargetNotFoundException');
  if (!policy.awsManaged) return;
  throw invalidInput(
    'IMMUTABLE_POLICY',
    "You specified a policy that is managed by AWS and can't be modified.",
  );
}
