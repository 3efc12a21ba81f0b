import { atOnce } from '../../api/at-once.ts';
import { poll } from '../../api/poll.ts';

/** Something that the server does after it was asked, such as an assignment. */
export interface Job {
  readonly key: string;
  /** Asks for it. */
  readonly begin: () => Promise<Progress>;
  /** Asks how far it is. */
  readonly ask: (requestId: string, signal: AbortSignal) => Promise<Progress>;
}

/** How far the server says it is. */
export interface Progress {
  readonly status: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';
  readonly requestId: string;
  readonly reason?: string | undefined;
}

/** What a page shows of a job. */
export type JobState =
  | { readonly status: 'waiting' | 'IN_PROGRESS' | 'SUCCEEDED' }
  /** `reason` is what the server said. */
  | { readonly status: 'FAILED'; readonly reason: string };

/** Jobs that are under way at one time. */
const MOST_AT_ONCE = 4;

/**
 * Begins jobs, some at a time, and follows each until it is done. One that fails keeps none of the
 * others from being tried. Ends early after an abort.
 *
 * @param onState told of every state of every job
 */
export async function runJobs(
  jobs: readonly Job[],
  onState: (key: string, state: JobState) => void,
  signal: AbortSignal,
  pause?: Parameters<typeof poll>[0]['pause'],
): Promise<void> {
  await atOnce(jobs, MOST_AT_ONCE, async (job) => {
    if (signal.aborted) return;
    onState(job.key, { status: 'IN_PROGRESS' });
    try {
      const first = await job.begin();
      const last = await poll({
        first,
        isDone: ({ status }) => status !== 'IN_PROGRESS',
        ask: () => job.ask(first.requestId, signal),
        signal,
        ...(pause && { pause }),
      });
      if (last) onState(job.key, stateOf(last));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      onState(job.key, { status: 'FAILED', reason });
    }
  });
}

function stateOf({ status, reason = '' }: Progress): JobState {
  return status === 'FAILED' ? { status, reason } : { status };
}

/** How many jobs are done, well or not. */
export function doneOf(states: ReadonlyMap<string, JobState>): number {
  return [...states.values()].filter(({ status }) => status === 'SUCCEEDED' || status === 'FAILED')
    .length;
}
