import type { Clock } from '../base/clock.ts';
import type { FetchHop, FetchStep } from '../base/fetch.ts';
import type { TakeSlot } from './slots.ts';
import { toldUrl } from './urls.ts';

/** Writes down how one request to one host goes. */
export interface HopRecord {
  /** Ends the step before and begins another. */
  readonly begin: (step: FetchStep) => void;
  readonly note: (facts: Pick<FetchHop, 'address' | 'status' | 'certificate'>) => void;
  /** Ends the last step. */
  readonly end: () => FetchHop;
}

/** What a journey of one or several hops shares. */
export interface Journey {
  readonly takeSlot: TakeSlot;
  /** A steady one, for measuring. */
  readonly clock: Clock;
  /** Aborts when the time is used up. */
  readonly signal: AbortSignal;
  /** Where each hop is put down when it has ended, well or not. */
  readonly hops: FetchHop[];
}

/** Does one hop's work when its turn has come, and keeps its record. */
export async function takeHop<Value>(
  { takeSlot, clock, signal, hops }: Journey,
  url: URL,
  work: (record: HopRecord) => Promise<Value>,
): Promise<Value> {
  const record = recordHop(toldUrl(url), clock);
  let release: (() => void) | undefined;
  try {
    release = await takeSlot(url.host, signal);
    return await work(record);
  } finally {
    release?.();
    hops.push(record.end());
  }
}

/** A record that begins with waiting for a turn. */
function recordHop(url: string, clock: Clock): HopRecord {
  const steps: { step: FetchStep; milliseconds: number }[] = [];
  let facts: Pick<FetchHop, 'address' | 'status' | 'certificate'> = {};
  let current: FetchStep = 'wait';
  let began = clock();

  function endStep(): void {
    steps.push({ step: current, milliseconds: clock() - began });
    began = clock();
  }

  return {
    begin(step) {
      endStep();
      current = step;
    },
    note(more) {
      facts = { ...facts, ...more };
    },
    end() {
      endStep();
      return { url, ...facts, steps };
    },
  };
}
