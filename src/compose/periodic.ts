/** The timers that periodic work is driven by; tests bring their own. */
export interface Timers {
  /** Calls `body` once after `delay` milliseconds; the answer cancels it. */
  readonly after: (delay: number, body: () => void) => () => void;
}

/** The machine's timers, which do not keep the process alive. */
export const systemTimers: Timers = {
  after: (delay, body) => {
    const timer = setTimeout(body, delay);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Work that is done again and again while the server runs. */
export interface PeriodicWork {
  /** How long after the start it is done first, in milliseconds. */
  readonly first: number;
  /** How long it rests between the end of one run and the next. */
  readonly every: number;
  /** Does the work; it should end soon once `signal` is aborted. */
  readonly run: (signal: AbortSignal) => Promise<void>;
  /** Told of a run that failed; the next one is tried at its time all the same. */
  readonly report: (error: unknown) => void;
}

/** Starts periodic work; the answer stops it and resolves when no run is under way. */
export function startPeriodic(work: PeriodicWork, timers: Timers): () => Promise<void> {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let cancel = timers.after(work.first, begin);

  function begin(): void {
    running = work
      .run(stopping.signal)
      .catch(work.report)
      .then(() => {
        if (!stopping.signal.aborted) cancel = timers.after(work.every, begin);
      });
  }

  return async () => {
    stopping.abort();
    cancel();
    await running;
  };
}
