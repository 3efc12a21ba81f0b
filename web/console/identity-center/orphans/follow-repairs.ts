import { ApiFailure } from '../../../shared/api/failure.ts';
import { atOnce } from '../../api/at-once.ts';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { poll } from '../../api/poll.ts';
import { MOST_AT_ONCE } from '../shared/directory.ts';

type Result = OutputOf<'gatehouse', 'RepairOrphanedAssignments'>['Results'][number];

/** How far a request is. */
interface Status {
  readonly Status?: string | undefined;
  readonly FailureReason?: string | undefined;
}

/**
 * Follows the requests of repairs to their ends.
 *
 * @throws ApiFailure with the server's reason when one of them fails
 */
export async function followRepairs(
  InstanceArn: string,
  results: readonly Result[],
): Promise<void> {
  await atOnce(results, MOST_AT_ONCE, async (result) => {
    const { CreationRequestId: made, DeletionRequestId: gone } = result;
    if (made !== undefined) await follow(() => creation(InstanceArn, made));
    await follow(() => deletion(InstanceArn, gone));
  });
}

async function follow(ask: () => Promise<Status>): Promise<void> {
  const last = await poll({
    first: await ask(),
    isDone: ({ Status: status }) => status !== 'IN_PROGRESS',
    ask,
    signal: new AbortController().signal,
  });
  if (last?.Status !== 'FAILED') return;
  const operation = 'gatehouse:RepairOrphanedAssignments';
  throw new ApiFailure({
    code: 'FAILED',
    message: last.FailureReason ?? '',
    status: 200,
    operation,
  });
}

async function creation(InstanceArn: string, id: string): Promise<Status> {
  const input = { InstanceArn, AccountAssignmentCreationRequestId: id };
  const answer = await call('sso-admin', 'DescribeAccountAssignmentCreationStatus', input);
  return answer.AccountAssignmentCreationStatus ?? {};
}

async function deletion(InstanceArn: string, id: string): Promise<Status> {
  const input = { InstanceArn, AccountAssignmentDeletionRequestId: id };
  const answer = await call('sso-admin', 'DescribeAccountAssignmentDeletionStatus', input);
  return answer.AccountAssignmentDeletionStatus ?? {};
}
