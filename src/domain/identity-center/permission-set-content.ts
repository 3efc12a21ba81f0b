import type { Work } from '../work.ts';
import { type Boundary, readBoundary } from './permission-set-boundary.ts';
import { awsPolicies, customerPolicies, type PolicyReference } from './permission-set-policies.ts';
import type { PermissionSetRow } from './permission-sets.ts';
import { durationSeconds } from './session-duration.ts';

/** All of a permission set that a role is made from. */
export interface PermissionSetContent {
  /** What a role that was made from it is compared with later. */
  readonly version: number;
  readonly name: string;
  readonly description: string | undefined;
  readonly sessionSeconds: number;
  readonly relayState: string | undefined;
  readonly inlinePolicy: string | undefined;
  /** ARNs. */
  readonly awsPolicies: readonly string[];
  readonly customerPolicies: readonly PolicyReference[];
  readonly boundary: Boundary | undefined;
}

/** Reads what a role is made from; the work is of the instance's account. */
export async function contentOf(work: Work, row: PermissionSetRow): Promise<PermissionSetContent> {
  return {
    version: row.version,
    name: row.name,
    description: row.description ?? undefined,
    sessionSeconds: durationSeconds(row.session_duration) ?? 3600,
    relayState: row.relay_state ?? undefined,
    inlinePolicy: row.inline_policy ?? undefined,
    awsPolicies: await awsPolicies(work, row),
    customerPolicies: await customerPolicies(work, row),
    boundary: readBoundary(row),
  };
}
