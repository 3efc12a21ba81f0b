import { atOnce } from '../../api/at-once.ts';
import { call } from '../../api/call.ts';
import { MOST_AT_ONCE } from '../shared/directory.ts';
import { findPermissionSet } from '../shared/permission-sets.ts';
import type { Orphan } from './orphan.ts';

/** Every orphaned assignment of the instance. */
export async function listOrphans(InstanceArn: string, signal: AbortSignal): Promise<Orphan[]> {
  const { Orphans } = await call('gatehouse', 'ListOrphanedAssignments', { InstanceArn }, signal);
  const arns = [...new Set(Orphans.map(({ PermissionSetArn }) => PermissionSetArn))];
  const names = new Map(
    await atOnce(arns, MOST_AT_ONCE, async (arn) => {
      const { Name = arn } = await findPermissionSet(InstanceArn, arn, signal);
      return [arn, Name] as const;
    }),
  );
  return Orphans.map((one) => ({
    ...one,
    setName: names.get(one.PermissionSetArn) ?? one.PermissionSetArn,
  }));
}
