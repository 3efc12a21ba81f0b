import type { JobSummary } from '../../domain/identity-center/provisioning/provisioning-jobs.ts';
import type { Page } from '../../domain/page.ts';

/** One page of requests as the List…Status operations tell them. */
export function jobPage({ items, nextToken }: Page<JobSummary>) {
  return {
    items: items.map((job) => ({
      Status: job.state,
      RequestId: job.request_id,
      CreatedDate: new Date(job.created_at),
    })),
    NextToken: nextToken,
  };
}
