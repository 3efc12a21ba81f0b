import type { Work } from '../work.ts';

/** What a permission set makes of a role, at one version. */
export interface RoleContent {
  readonly permissionSetId: string;
  readonly version: number;
  readonly name: string;
  readonly description: string | null;
  readonly inlinePolicy: string | null;
  /** ARNs of AWS managed policies. */
  readonly awsPolicies: readonly string[];
  /** Path and name of customer managed policies: `/path/name`. */
  readonly customerPolicies: readonly string[];
  /** The boundary: the ARN of one of AWS's policies, or path and name of one of the account's. */
  readonly boundary:
    | { readonly of: 'aws'; readonly arn: string }
    | { readonly of: 'customer'; readonly policy: string }
    | undefined;
}

/**
 * What the permission set has now, or undefined when it is gone. Read in several statements: who
 * writes something by it guards the version with `guardContent`.
 */
export async function roleContentOf(
  work: Work,
  permissionSetId: string,
): Promise<RoleContent | undefined> {
  const row = await work.read
    .selectFrom('permission_sets')
    .select(['version', 'name', 'description', 'inline_policy', 'boundary'])
    .where('account_id', '=', work.account)
    .where('permission_set_id', '=', permissionSetId)
    .executeTakeFirst();
  if (!row) return undefined;
  const policies = await work.read
    .selectFrom('permission_set_policies')
    .select(['kind', 'policy'])
    .where('account_id', '=', work.account)
    .where('permission_set_id', '=', permissionSetId)
    .orderBy('policy')
    .execute();
  const ofKind = (wanted: 'aws' | 'customer') =>
    policies.filter(({ kind }) => kind === wanted).map(({ policy }) => policy);
  return {
    permissionSetId,
    version: row.version,
    name: row.name,
    description: row.description,
    inlinePolicy: row.inline_policy,
    awsPolicies: ofKind('aws'),
    customerPolicies: ofKind('customer'),
    boundary: row.boundary === null ? undefined : readBoundary(row.boundary),
  };
}

/** The plan holds only while the permission set is still at this version. */
export function guardContent(work: Work, content: RoleContent): void {
  work.write(
    work.read
      .selectFrom('permission_sets')
      .select('permission_set_id')
      .where('account_id', '=', work.account)
      .where('permission_set_id', '=', content.permissionSetId)
      .where('version', '=', content.version),
  );
}

/** JSON of the operation's PermissionsBoundary. */
interface BoundaryMember {
  readonly ManagedPolicyArn?: string;
  readonly CustomerManagedPolicyReference?: { readonly Name: string; readonly Path?: string };
}

function readBoundary(json: string): RoleContent['boundary'] {
  const { ManagedPolicyArn: arn, CustomerManagedPolicyReference: own } = JSON.parse(
    json,
  ) as BoundaryMember;
  if (own) return { of: 'customer', policy: `${own.Path ?? '/'}${own.Name}` };
  return arn === undefined ? undefined : { of: 'aws', arn };
}
