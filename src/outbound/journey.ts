import type { Budget } from '../base/budget.ts';
import type { FetchHop, FetchProblem } from '../base/fetch.ts';
import type { Journey } from './hop.ts';
import { RequestProblem } from './problem.ts';

type Travelled<Value> =
  | { readonly ok: true; readonly value: Value; readonly hops: readonly FetchHop[] }
  | { readonly ok: false; readonly problem: FetchProblem; readonly hops: readonly FetchHop[] };

/**
 * Does work that may take what the budget has left and no longer: then the signal aborts, and
 * everything that is open is torn down by those who opened it.
 */
export async function travel<Value>(
  client: Pick<Journey, 'takeSlot' | 'clock'>,
  budget: Budget,
  work: (journey: Journey) => Promise<Value>,
): Promise<Travelled<Value>> {
  const hops: FetchHop[] = [];
  const stop = new AbortController();
  const left = budget.remaining();
  if (left === 0) stop.abort();
  const timer = setTimeout(() => stop.abort(), left);
  const { takeSlot, clock } = client;
  try {
    return { ok: true, value: await work({ takeSlot, clock, signal: stop.signal, hops }), hops };
  } catch (error) {
    const last = hops.at(-1);
    if (stop.signal.aborted && last) {
      return { ok: false, problem: timeout(last, budget), hops };
    }
    if (error instanceof RequestProblem) return { ok: false, problem: error.problem, hops };
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function timeout({ url, steps }: FetchHop, budget: Budget): FetchProblem {
  const host = URL.parse(url)?.hostname ?? '';
  const step = steps.at(-1)?.step ?? 'wait';
  return { kind: 'timeout', host, step, budgetMilliseconds: budget.milliseconds };
}
