import { iamArn } from '../../../base/arn.ts';
import { refuse } from '../../../failures/aws-error.ts';
import { inlinePolicies } from '../../iam/inline-policies.ts';
import { findRole } from '../../iam/roles.ts';
import { type Work, workFor } from '../../work.ts';
import type { InstanceRow } from '../instances.ts';
import { findProvisioned } from './provisioned-roles.ts';
import { type RoleContent, roleContentOf } from './provisioning-content.ts';
import { policyArnIn } from './reserved-roles.ts';

/** What a role has, or would have, of a permission set. */
export interface ShownContent {
  readonly description: string | undefined;
  readonly inlinePolicy: string | undefined;
  readonly boundary: string | undefined;
  /** ARNs, in their order. */
  readonly policies: readonly string[];
}

/** One member in which the two are not the same. */
export interface Difference {
  readonly member: 'Description' | 'InlinePolicy' | 'PermissionsBoundary' | 'ManagedPolicies';
  readonly provisioned: string | undefined;
  readonly current: string | undefined;
}

/** A permission set in an account: as its role is, and as it would be if it were provisioned now. */
export interface ProvisionedComparison {
  readonly roleArn: string;
  readonly version: number;
  readonly latest: number;
  readonly provisioned: ShownContent;
  readonly current: ShownContent;
  readonly differences: readonly Difference[];
}

/** Compares; throws PROV-011 where there is no role. The work is of the instance's account. */
export async function compareProvisioned(
  work: Work,
  instance: InstanceRow,
  permissionSetId: string,
  account: string,
): Promise<ProvisionedComparison> {
  const row = await findProvisioned(work, instance, permissionSetId, account);
  const content = await roleContentOf(work, permissionSetId);
  const target = workFor(work, account);
  const role = row && (await findRole(target, row.role_name));
  if (!row || !role || !content) {
    throw refuse('PROV-011', { permissionSet: permissionSetId, account });
  }
  const [inline] = await inlinePolicies(target, role.role_id);
  const provisioned = {
    description: role.description ?? undefined,
    inlinePolicy: inline?.document,
    boundary: role.boundary_arn ?? undefined,
    policies: await attachedTo(target, role.role_id),
  };
  const current = shown(account, content);
  return {
    roleArn: iamArn(account, 'role', role.path, role.name),
    version: row.version,
    latest: content.version,
    provisioned,
    current,
    differences: differencesOf(provisioned, current),
  };
}

function shown(account: string, content: RoleContent): ShownContent {
  const { boundary } = content;
  const own = content.customerPolicies.map((policy) => policyArnIn(account, policy));
  return {
    description: content.description ?? undefined,
    inlinePolicy: content.inlinePolicy ?? undefined,
    boundary:
      boundary && (boundary.of === 'aws' ? boundary.arn : policyArnIn(account, boundary.policy)),
    policies: [...content.awsPolicies, ...own].sort(),
  };
}

async function attachedTo(work: Work, roleId: string): Promise<string[]> {
  const rows = await work.read
    .selectFrom('iam_attachments')
    .select('policy_arn')
    .where('account_id', '=', work.account)
    .where('owner_id', '=', roleId)
    .execute();
  return rows.map((row) => row.policy_arn).sort();
}

function differencesOf(provisioned: ShownContent, current: ShownContent): Difference[] {
  const members = [
    ['Description', provisioned.description, current.description],
    ['InlinePolicy', provisioned.inlinePolicy, current.inlinePolicy],
    ['PermissionsBoundary', provisioned.boundary, current.boundary],
    ['ManagedPolicies', listed(provisioned.policies), listed(current.policies)],
  ] as const;
  return members.flatMap(([member, before, now]) =>
    before === now ? [] : [{ member, provisioned: before, current: now }],
  );
}

function listed(policies: readonly string[]): string | undefined {
  return policies.length === 0 ? undefined : policies.join('\n');
}
