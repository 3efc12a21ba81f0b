import type { OutputOf } from '../../api/operations.ts';

type Told = OutputOf<'gatehouse', 'ListOrphanedAssignments'>['Orphans'][number];

/** An orphaned assignment with the name of its permission set. */
export interface Orphan extends Told {
  readonly setName: string;
}

/** What tells an orphaned assignment from the others. */
export function orphanKey(
  one: Pick<Told, 'TargetId' | 'PermissionSetArn' | 'PrincipalType' | 'PrincipalId'>,
): string {
  return `${one.TargetId} ${one.PermissionSetArn} ${one.PrincipalType} ${one.PrincipalId}`;
}
