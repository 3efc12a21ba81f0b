import { orAborted, RequestProblem } from './problem.ts';

/** How many requests may be under way. */
export interface SlotLimits {
  readonly total: number;
  readonly perHost: number;
  /** Requests that wait for their turn; further ones are turned away. */
  readonly waiting: number;
}

/** Takes a slot for a request to `host` (name and port); the answer gives it back. */
export type TakeSlot = (host: string, signal: AbortSignal) => Promise<() => void>;

interface Waiter {
  readonly host: string;
  readonly grant: () => void;
}

/**
 * Turns for requests, first come first served among hosts that have room, so that a slow server
 * holds its own share of sockets and not everybody's. Throws a `busy` RequestProblem when too many
 * wait, and the signal's reason when it aborts first.
 */
export function createSlots(limits: SlotLimits): TakeSlot {
  const perHost = new Map<string, number>();
  let waiting: Waiter[] = [];
  let taken = 0;

  const hasRoom = (host: string): boolean =>
    taken < limits.total && (perHost.get(host) ?? 0) < limits.perHost;

  function take(host: string): () => void {
    taken += 1;
    perHost.set(host, (perHost.get(host) ?? 0) + 1);
    return () => {
      taken -= 1;
      const left = (perHost.get(host) ?? 1) - 1;
      if (left === 0) perHost.delete(host);
      else perHost.set(host, left);
      const next = waiting.find((waiter) => hasRoom(waiter.host));
      if (next) {
        waiting = waiting.filter((waiter) => waiter !== next);
        next.grant();
      }
    };
  }

  return async (host, signal) => {
    signal.throwIfAborted();
    if (hasRoom(host)) return take(host);
    if (waiting.length >= limits.waiting) throw new RequestProblem({ kind: 'busy', host });
    const turn = Promise.withResolvers<() => void>();
    const waiter: Waiter = { host, grant: () => turn.resolve(take(host)) };
    waiting.push(waiter);
    try {
      return await orAborted(turn.promise, signal);
    } catch (error) {
      if (waiting.includes(waiter)) waiting = waiting.filter((each) => each !== waiter);
      // Its turn came in the same moment: the slot goes on to the next one.
      else turn.promise.then((release) => release());
      throw error;
    }
  };
}
