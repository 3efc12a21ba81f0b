import { AwsError } from '../../failures/aws-error.ts';
import { validatePolicy } from '../../policy/index.ts';
import { deleteAllTags, type Tag } from '../tags.ts';
import type { Work } from '../work.ts';
import { listAttachments } from './attachments.ts';
import {
  type ControlPolicy,
  getControlPolicy,
  listControlPolicies,
  refuseAwsPolicy,
  usableType,
} from './control-policies.ts';
import { constraintViolation, organizationsError } from './errors.ts';
import { organizationToken } from './ids.ts';
import { type OrganizationRow, touchOrganization } from './organizations.ts';
import { addTags } from './tags.ts';
import { changedUnder, readTree } from './tree.ts';

const MOST_CHARACTERS = 5120;
const MOST_POLICIES = 10_000;

/** Stores a new policy; nothing is changed by it until it is attached. */
export async function createControlPolicy(
  work: Work,
  organization: OrganizationRow,
  input: Pick<ControlPolicy, 'name' | 'description' | 'content'> & {
    readonly type: string;
    readonly tags: readonly Tag[];
  },
): Promise<ControlPolicy> {
  const type = usableType(organization, input.type);
  const { name, description, content } = input;
  refuseContent(content);
  const present = await listControlPolicies(work, organization, type);
  refuseName(present, name);
  if (present.length > MOST_POLICIES) {
    throw constraintViolation(
      'POLICY_NUMBER_LIMIT_EXCEEDED',
      'You attempted to exceed the number of policies that you can have in an organization.',
    );
  }
  const policy_id = `p-${organizationToken(10, work.random)}`;
  work.write(
    work.read.insertInto('organization_policies').values({
      account_id: work.account,
      policy_id,
      type,
      name,
      description,
      content,
      created_at: work.now,
    }),
  );
  addTags(work, policy_id, input.tags);
  return { id: policy_id, type, name, description, content, awsManaged: false };
}

/** Changes what is given of a policy: from now on it applies so wherever it is attached. */
export async function updateControlPolicy(
  work: Work,
  organization: OrganizationRow,
  id: string,
  change: { readonly [Member in 'name' | 'description' | 'content']: string | undefined },
): Promise<ControlPolicy> {
  const policy = await getChangeable(work, organization, id);
  const { name = policy.name, description = policy.description, content = policy.content } = change;
  if (name !== policy.name) {
    refuseName(await listControlPolicies(work, organization, policy.type), name);
  }
  if (content !== policy.content) refuseContent(content);
  touchOrganization(work, organization);
  work.write(
    work.read
      .updateTable('organization_policies')
      .set({ name, description, content })
      .where('account_id', '=', work.account)
      .where('policy_id', '=', id),
  );
  const tree = await readTree(work, organization);
  for (const { target_id } of await listAttachments(work, organization, { policy: id })) {
    changedUnder(work, tree, target_id);
  }
  return { ...policy, name, description, content };
}

/** Removes a policy that is attached to nothing. */
export async function deleteControlPolicy(
  work: Work,
  organization: OrganizationRow,
  id: string,
): Promise<void> {
  await getChangeable(work, organization, id);
  const attached = await listAttachments(work, organization, { policy: id });
  if (attached.length > 0) throw organizationsError('PolicyInUseException');
  touchOrganization(work, organization);
  deleteAllTags(work, id);
  work.write(
    work.read
      .deleteFrom('organization_policies')
      .where('account_id', '=', work.account)
      .where('policy_id', '=', id),
  );
}

async function getChangeable(
  work: Work,
  organization: OrganizationRow,
  id: string,
): Promise<ControlPolicy> {
  const policy = await getControlPolicy(work, organization, id);
  refuseAwsPolicy(policy);
  return policy;
}

function refuseName(present: readonly ControlPolicy[], name: string): void {
  if (present.some((policy) => policy.name === name)) {
    throw organizationsError('DuplicatePolicyException');
  }
}

function refuseContent(content: string): void {
  if ([...content].length > MOST_CHARACTERS) {
    throw constraintViolation(
      'POLICY_CONTENT_LIMIT_EXCEEDED',
      'You have exceeded the maximum policy size.',
    );
  }
  const reading = validatePolicy(content, 'scp');
  if (!reading.ok) throw new AwsError('MalformedPolicyDocumentException', reading.message);
}
