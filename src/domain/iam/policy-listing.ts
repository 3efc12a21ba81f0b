import type { Work } from '../work.ts';
import type { ManagedPolicies } from './managed-policies.ts';
import { type Page, type PageRequest, pageOf } from './paging.ts';
import { type AnyPolicy, allPolicies, policyArn } from './policies.ts';
import { allPolicyUsage, type PolicyUsage, usageOf } from './policy-usage.ts';

/** What ListPolicies can be asked for, in the words of its request. */
export interface PolicyQuery extends PageRequest {
  readonly Scope?: string | undefined;
  readonly OnlyAttached?: boolean | undefined;
  readonly PathPrefix?: string | undefined;
  readonly PolicyUsageFilter?: string | undefined;
}

/** A managed policy with its usage in the account. */
export interface UsedPolicy {
  readonly policy: AnyPolicy;
  readonly usage: PolicyUsage;
}

/** A page of the account's policies (Scope `Local`), AWS's (`AWS`) or both, by name. */
export async function listPolicies(
  work: Work,
  managed: ManagedPolicies,
  query: PolicyQuery,
): Promise<Page<UsedPolicy>> {
  const usage = await allPolicyUsage(work);
  const found = (await policiesOf(work, managed, query.Scope ?? 'All'))
    .map((policy) => ({ policy, usage: usageOf(usage, policy.arn) }))
    .filter((used) => isAskedFor(used, query));
  // Names are unique in an account, and AWS's policies are of one account; an ARN in the marker
  // would exceed the 320 characters that IAM allows for it.
  return pageOf(found, query, ({ policy }) => `${nameOf(policy).toLowerCase()} ${policy.of}`);
}

async function policiesOf(
  work: Work,
  managed: ManagedPolicies,
  scope: string,
): Promise<AnyPolicy[]> {
  const found: AnyPolicy[] = [];
  if (scope !== 'AWS') {
    for (const row of await allPolicies(work)) {
      found.push({ of: 'customer', arn: policyArn(work, row), row });
    }
  }
  if (scope !== 'Local') {
    for (const policy of managed.values()) {
      found.push({ of: 'aws', arn: policy.arn, managed: policy });
    }
  }
  return found;
}

function isAskedFor({ policy, usage }: UsedPolicy, query: PolicyQuery): boolean {
  const path = policy.of === 'aws' ? policy.managed.path : policy.row.path;
  if (!path.startsWith(query.PathPrefix ?? '/')) return false;
  const asBoundary = query.PolicyUsageFilter === 'PermissionsBoundary';
  if (asBoundary) return usage.boundaries > 0;
  const attachedOnly = query.OnlyAttached === true;
  return usage.attachments > 0 || (!attachedOnly && query.PolicyUsageFilter === undefined);
}

function nameOf(policy: AnyPolicy): string {
  return policy.of === 'aws' ? policy.managed.name : policy.row.name;
}
