const FIRST_MILLISECONDS = 500;
const FACTOR = 1.6;
const MOST_MILLISECONDS = 10_000;

/** How long to wait before asking once more, after so many answers that were not the last. */
export function pauseAfter(answers: number): number {
  return Math.min(MOST_MILLISECONDS, Math.round(FIRST_MILLISECONDS * FACTOR ** (answers - 1)));
}

/** Waits; an abort ends it at once. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

const sleep: Pause = (milliseconds, signal) =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
  });

/**
 * Asks for the state of something that the server works on until it is done, less and less often.
 *
 * @param first the state as it began; nothing is asked when that is the end already
 * @returns how it ended; undefined after an abort
 * @throws whatever `ask` throws
 */
export async function poll<State>(given: {
  readonly first: State;
  readonly isDone: (state: State) => boolean;
  readonly ask: (signal: AbortSignal) => Promise<State>;
  readonly signal: AbortSignal;
  readonly pause?: Pause;
}): Promise<State | undefined> {
  const { isDone, ask, signal, pause = sleep } = given;
  let state = given.first;
  for (let answers = 1; !isDone(state); answers += 1) {
    await pause(pauseAfter(answers), signal);
    if (signal.aborted) return undefined;
    try {
      state = await ask(signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }
  return state;
}
