import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { allPages } from '../../iam/shared/all-pages.ts';

/** Where a policy is attached. */
export type Target = NonNullable<
  OutputOf<'organizations', 'ListTargetsForPolicy'>['Targets']
>[number];

/** Everything that a policy is attached to. */
export async function listTargets(PolicyId: string, signal?: AbortSignal): Promise<Target[]> {
  return await allPages(async (NextToken) => {
    const input = { PolicyId, NextToken };
    const answer = await call('organizations', 'ListTargetsForPolicy', input, signal);
    return { items: answer.Targets ?? [], next: answer.NextToken };
  }, 100);
}
