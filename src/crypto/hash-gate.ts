/** Thrown to the callers that would have to wait in a queue that is full already. */
export class HashQueueFull extends Error {
  constructor() {
    super('too many passwords wait to be hashed');
    this.name = 'HashQueueFull';
  }
}

/**
 * Lets a few password hashes run at a time and a bounded number wait in the order of arrival: each
 * takes a thread of Node's pool and 19 MiB for tens of milliseconds. One gate for the process.
 */
export class HashGate {
  readonly #concurrency: number;
  readonly #queueLimit: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(concurrency = 2, queueLimit = 200) {
    this.#concurrency = concurrency;
    this.#queueLimit = queueLimit;
  }

  /** Runs `work` when its turn comes. Rejects with HashQueueFull when too many wait already. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#enter();
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** How many wait now, for metrics. */
  get waiting(): number {
    return this.#waiting.length;
  }

  #enter(): Promise<void> {
    if (this.#running < this.#concurrency) {
      this.#running++;
      return Promise.resolve();
    }
    if (this.#waiting.length >= this.#queueLimit) return Promise.reject(new HashQueueFull());
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Hands the place on to the next in line, so that a newcomer cannot overtake it. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }
}
