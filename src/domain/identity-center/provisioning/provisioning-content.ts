import type { Work } from '../../work.ts';
import { type Boundary, readBoundary } from '../permission-sets/permission-set-boundary.ts';
import {
  awsPolicies,
  customerPolicies,
  referenceText,
} from '../permission-sets/permission-set-policies.ts';
import { findPermissionSetById } from '../permission-sets/permission-sets.ts';

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
  const row = await findPermissionSetById(work, permissionSetId);
  if (!row) return undefined;
  const { version, name, description, inline_policy: inlinePolicy } = row;
  const own = await customerPolicies(work, row);
  return {
    permissionSetId,
    version,
    name,
    description,
    inlinePolicy,
    awsPolicies: await awsPolicies(work, row),
    customerPolicies: own.map(referenceText),
    boundary: boundaryOf(readBoundary(row)),
  };
}

function boundaryOf(boundary: Boundary | undefined): RoleContent['boundary'] {
  if (boundary === undefined) return undefined;
  const { ManagedPolicyArn: arn, CustomerManagedPolicyReference: own } = boundary;
  return own ? { of: 'customer', policy: referenceText(own) } : { of: 'aws', arn };
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
