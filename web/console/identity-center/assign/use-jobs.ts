import { useCallback, useEffect, useRef, useState } from 'react';
import { doneOf, type Job, type JobState, runJobs } from './jobs.ts';

/** Jobs that a page has begun. */
export interface Jobs {
  readonly states: ReadonlyMap<string, JobState>;
  readonly running: boolean;
  readonly done: number;
  /** Begins jobs; those that were begun before and succeeded stay in the picture. */
  readonly run: (jobs: readonly Job[]) => Promise<ReadonlyMap<string, JobState>>;
}

/** Follows jobs while the page is there; the server goes on with them without it. */
export function useJobs(): Jobs {
  const [states, setStates] = useState<ReadonlyMap<string, JobState>>(new Map());
  const [running, setRunning] = useState(false);
  const left = useRef(new AbortController());
  useEffect(() => {
    left.current = new AbortController();
    return () => left.current.abort();
  }, []);
  const run = useCallback(async (jobs: readonly Job[]) => {
    const { signal } = left.current;
    const last = new Map<string, JobState>();
    const note = (key: string, state: JobState): void => {
      last.set(key, state);
      if (!signal.aborted) setStates((before) => new Map(before).set(key, state));
    };
    setRunning(true);
    for (const { key } of jobs) note(key, { status: 'waiting' });
    await runJobs(jobs, note, signal);
    if (!signal.aborted) setRunning(false);
    return last;
  }, []);
  return { states, running, done: doneOf(states), run };
}
