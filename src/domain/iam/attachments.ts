import { parseArn } from '../../base/arn.ts';
import type { Work } from '../work.ts';
import { countOwned } from './dependents.ts';
import { noSuchPolicy, notAttachable, policyNotAttachable, quotaExceeded } from './errors.ts';
import type { ManagedPolicies } from './managed-policies.ts';
import { type Page, type PageRequest, pageOf } from './paging.ts';
import { findAnyPolicy, requirePolicyArn, touchPolicy } from './policies.ts';
import type { PolicyOwner } from './policy-owner.ts';
import { quotas } from './quotas.ts';

/** A managed policy attached to a user, group or role. */
export interface Attachment {
  readonly name: string;
  readonly arn: string;
}

const QUOTA_NAMES = {
  user: 'PoliciesPerUser',
  group: 'PoliciesPerGroup',
  role: 'PoliciesPerRole',
} as const;

/** Policies under this path belong to AWS's services and their own roles alone. */
const SERVICE_POLICY_PATH = '/aws-service-role/';

/**
 * Attaches a managed policy; attaching it again changes nothing. Throws NoSuchEntity for a policy
 * that is neither the account's nor AWS's, PolicyNotAttachable, LimitExceeded, ValidationError.
 */
export async function attachPolicy(
  work: Work,
  managed: ManagedPolicies,
  owner: PolicyOwner,
  arn: string,
): Promise<void> {
  const policy = await findAnyPolicy(work, managed, arn);
  if (!policy) throw notAttachable(arn);
  if (policy.of === 'aws' && policy.managed.path.startsWith(SERVICE_POLICY_PATH)) {
    throw policyNotAttachable();
  }
  if (await isAttached(work, owner, arn)) return;
  const limit = quotas.attachedPoliciesPerEntity;
  if ((await countOwned(work, 'iam_attachments', owner.id)) >= limit) {
    throw quotaExceeded(QUOTA_NAMES[owner.kind], limit);
  }
  work.write(
    work.read.insertInto('iam_attachments').values({
      account_id: work.account,
      owner_id: owner.id,
      policy_arn: arn,
      attached_at: work.now,
    }),
  );
  if (policy.of === 'customer') touchPolicy(work, policy.row);
  owner.touch();
}

/** Detaches a managed policy; throws NoSuchEntity when it is not attached, ValidationError. */
export async function detachPolicy(work: Work, owner: PolicyOwner, arn: string): Promise<void> {
  requirePolicyArn(arn);
  if (!(await isAttached(work, owner, arn))) throw noSuchPolicy(arn);
  work.write(
    work.read
      .deleteFrom('iam_attachments')
      .where('account_id', '=', work.account)
      .where('owner_id', '=', owner.id)
      .where('policy_arn', '=', arn),
  );
  owner.touch();
}

async function isAttached(work: Work, owner: PolicyOwner, arn: string): Promise<boolean> {
  const row = await work.read
    .selectFrom('iam_attachments')
    .select('policy_arn')
    .where('account_id', '=', work.account)
    .where('owner_id', '=', owner.id)
    .where('policy_arn', '=', arn)
    .executeTakeFirst();
  return row !== undefined;
}

/** A page of the managed policies attached to an entity, under a path of theirs, by name. */
export async function listAttachments(
  work: Work,
  ownerId: string,
  request: PageRequest & { PathPrefix?: string | undefined },
): Promise<Page<Attachment>> {
  const rows = await work.read
    .selectFrom('iam_attachments')
    .select('policy_arn')
    .where('account_id', '=', work.account)
    .where('owner_id', '=', ownerId)
    .execute();
  const attached = rows
    .map(({ policy_arn: arn }) => ({ arn, ...pathAndName(arn) }))
    .filter(({ path }) => path.startsWith(request.PathPrefix ?? '/'));
  // The account tells apart what has one name; a whole ARN could exceed the size of a marker.
  return pageOf(attached, request, ({ name, arn }) => `${name.toLowerCase()} ${accountOf(arn)}`);
}

function accountOf(arn: string): string {
  return parseArn(arn)?.account ?? '';
}

function pathAndName(arn: string): { path: string; name: string } {
  const start = arn.indexOf('/');
  const end = arn.lastIndexOf('/') + 1;
  return { path: arn.slice(start, end), name: arn.slice(end) };
}
