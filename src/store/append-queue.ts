import type { Outcome } from './errors.ts';
import { outcomeError, reasonOf, type StoreError, unavailable } from './errors.ts';
import type { Eventually } from './eventually.ts';
import type { Plan } from './plan.ts';

/** Plans that wait at most, written ones not counted; then `append` makes its callers wait. */
const QUEUE_LIMIT = 8192;
/** Plans written at once. */
const BATCH_SIZE = 512;
/** How long a plan may wait for company. */
const GATHER_MILLISECONDS = 5;

/** Writes plans, each for itself; results in the order of the plans. */
export type WriteAll = (plans: readonly Plan[]) => Promise<readonly (Outcome | undefined)[]>;

/**
 * Plans whose callers do not wait for them. They are written in order and in batches. What cannot
 * be written is handed to `report`; the queue itself never drops a plan.
 */
export class AppendQueue {
  readonly #writeAll: WriteAll;
  readonly #report: (error: StoreError, plan: Plan) => void;
  #queue: Plan[] = [];
  #appended = 0;
  #written = 0;
  #batch: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #room: { promise: Promise<void>; resolve: () => void } | undefined;

  constructor(writeAll: WriteAll, report: (error: StoreError, plan: Plan) => void) {
    this.#writeAll = writeAll;
    this.#report = report;
  }

  /** Takes the plan. Returns a promise only while the queue is full: wait for it before going on. */
  append(plan: Plan): Eventually<void> {
    this.#queue.push(plan);
    this.#appended += 1;
    if (this.#queue.length >= BATCH_SIZE) this.#startBatch();
    else if (!this.#batch)
      this.#timer ??= setTimeout(() => this.#startBatch(), GATHER_MILLISECONDS);
    if (this.#appended - this.#written < QUEUE_LIMIT) return undefined;
    this.#room ??= Promise.withResolvers<void>();
    return this.#room.promise;
  }

  /** Resolves when everything appended before the call has been written or reported. */
  async flush(): Promise<void> {
    const goal = this.#appended;
    while (this.#written < goal) {
      this.#startBatch();
      await this.#batch;
    }
  }

  #startBatch(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#batch || this.#queue.length === 0) return;
    const plans = this.#queue.splice(0, BATCH_SIZE);
    this.#batch = this.#write(plans).then(() => {
      this.#batch = undefined;
      this.#written += plans.length;
      if (this.#room && this.#appended - this.#written < QUEUE_LIMIT / 2) {
        this.#room.resolve();
        this.#room = undefined;
      }
      this.#startBatch();
    });
  }

  /** Never rejects: whatever goes wrong is reported plan by plan. */
  async #write(plans: readonly Plan[]): Promise<void> {
    let results: readonly (Outcome | undefined)[] = [];
    let lost: StoreError | undefined;
    try {
      results = await this.#writeAll(plans);
    } catch (error) {
      lost = unavailable(reasonOf(error), error);
    }
    for (const [position, plan] of plans.entries()) {
      const outcome = results[position];
      const error = lost ?? (outcome && outcomeError(outcome, plan));
      if (error) this.#report(error, plan);
    }
  }
}
