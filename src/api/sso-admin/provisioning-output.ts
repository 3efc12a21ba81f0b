import { type PageRequest, pageOf } from '../../domain/identity-center/paging.ts';
import type { JobSummary } from '../../domain/identity-center/provisioning/provisioning-jobs.ts';

/** One page of requests as the List…Status operations tell them, the oldest first. */
export function jobPage(jobs: readonly JobSummary[], request: PageRequest) {
  const { items, nextToken } = pageOf(
    jobs,
    request,
    (job) => `${String(job.created_at).padStart(15, '0')} ${job.request_id}`,
  );
  return {
    items: items.map((job) => ({
      Status: job.state,
      RequestId: job.request_id,
      CreatedDate: new Date(job.created_at),
    })),
    NextToken: nextToken,
  };
}
