import type { Outcome } from '../errors.ts';
import type { Plan } from '../plan.ts';
import type { PlanRunner } from './plans.ts';

/** Plans that one transaction may hold: the first of them waits for the last. */
const LARGEST_GROUP = 256;

interface Waiting {
  readonly plan: Plan;
  readonly resolve: (outcome: Outcome | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Commits plans that change no cached state (above all events that an answer waits for) together:
 * while one group is under way the next one gathers, so many callers share a flush to disk. Plans
 * with changes do not come here, since they would hold the locks of their accounts for the group.
 */
export class PlanGroups {
  readonly #plans: PlanRunner;
  #waiting: Waiting[] = [];
  #running = false;

  constructor(plans: PlanRunner) {
    this.#plans = plans;
  }

  /** As `PlanRunner.run`. */
  run(plan: Plan): Promise<Outcome | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ plan, resolve, reject });
      if (this.#running) return;
      this.#running = true;
      queueMicrotask(() => this.#next());
    });
  }

  #next(): void {
    const group = this.#waiting.splice(0, LARGEST_GROUP);
    this.#running = group.length > 0;
    if (!this.#running) return;
    this.#plans
      .runAll(group.map(({ plan }) => plan))
      .then(
        (outcomes) => {
          for (const [position, { resolve }] of group.entries()) resolve(outcomes[position]);
        },
        (error: unknown) => {
          for (const { reject } of group) reject(error);
        },
      )
      .then(() => this.#next());
  }
}
