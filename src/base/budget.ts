import type { Clock } from './clock.ts';

/** Time that several steps share: what one of them uses, the next ones do not have. */
export interface Budget {
  /** The whole of it. */
  readonly milliseconds: number;
  readonly elapsed: () => number;
  /** What is left; never negative. */
  readonly remaining: () => number;
}

/**
 * Milliseconds since the process began, whatever happens to the machine's clock. For measuring
 * only: it says nothing about the time of day.
 */
export const steadyClock: Clock = () => performance.now();

/** A budget that begins now. */
export function startBudget(milliseconds: number, clock: Clock = steadyClock): Budget {
  const began = clock();
  const elapsed = (): number => clock() - began;
  return { milliseconds, elapsed, remaining: () => Math.max(0, milliseconds - elapsed()) };
}
