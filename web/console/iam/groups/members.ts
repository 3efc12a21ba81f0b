import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { allPages } from '../shared/all-pages.ts';

export type Member = NonNullable<OutputOf<'iam', 'GetGroup'>['Users']>[number];

/** The users of a group. */
export async function listMembers(GroupName: string, signal: AbortSignal): Promise<Member[]> {
  return await allPages(async (Marker) => {
    const answer = await call('iam', 'GetGroup', { GroupName, Marker, MaxItems: 500 }, signal);
    return { items: answer.Users, next: answer.Marker };
  });
}
