import type { ManagedPolicies } from '../../iam/managed-policies.ts';
import type { Work } from '../../work.ts';
import { invalid, notFound } from '../errors.ts';
import type { PolicyReference } from './permission-set-policies.ts';
import { changeContent, type PermissionSetRow } from './permission-sets.ts';

/** The permissions boundary of a permission set: a policy of AWS, or one that each account has. */
export type Boundary =
  | { readonly ManagedPolicyArn: string; readonly CustomerManagedPolicyReference?: never }
  | { readonly CustomerManagedPolicyReference: PolicyReference; readonly ManagedPolicyArn?: never };

/** A boundary as a request may have it. */
interface GivenBoundary {
  readonly ManagedPolicyArn?: string | undefined;
  readonly CustomerManagedPolicyReference?:
    | { readonly Name: string; readonly Path?: string | undefined }
    | undefined;
}

/** The boundary of a permission set's row. */
export function readBoundary({
  boundary,
}: Pick<PermissionSetRow, 'boundary'>): Boundary | undefined {
  return boundary === null ? undefined : (JSON.parse(boundary) as Boundary);
}

/**
 * Sets the boundary. Throws ValidationException unless the request names one policy,
 * ResourceNotFoundException for a policy of AWS that this installation does not have.
 */
export function putBoundary(
  work: Work,
  row: PermissionSetRow,
  managed: ManagedPolicies,
  given: GivenBoundary,
): void {
  changeContent(work, row, { boundary: JSON.stringify(boundaryOf(managed, given)) });
}

function boundaryOf(managed: ManagedPolicies, given: GivenBoundary): Boundary {
  const { ManagedPolicyArn: arn, CustomerManagedPolicyReference: reference } = given;
  if ((arn === undefined) === (reference === undefined)) {
    throw invalid(
      'PermissionsBoundary must have either a ManagedPolicyArn or a CustomerManagedPolicyReference.',
    );
  }
  if (reference) {
    const { Name, Path = '/' } = reference;
    return { CustomerManagedPolicyReference: { Name, Path } };
  }
  const named = arn ?? '';
  if (!managed.has(named)) throw notFound(`Policy does not exist with ARN: ${named}`);
  return { ManagedPolicyArn: named };
}

/** Takes the boundary away; throws ResourceNotFoundException when there is none. */
export function deleteBoundary(work: Work, row: PermissionSetRow): void {
  if (row.boundary === null) {
    throw notFound(
      `Could not find permissions boundary of PermissionSet with id ${row.permission_set_id}`,
    );
  }
  changeContent(work, row, { boundary: null });
}
