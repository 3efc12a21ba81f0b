import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type StoreUnavailable, unavailable } from '../errors.ts';
import type { Plan } from '../plan.ts';
import type { PlanResult } from './group.ts';
import { packPlans } from './packed-plans.ts';
import type { FromWriter, ToWriter } from './writer-thread.ts';

/** Plans whose caller waits for the results of all. */
interface Waiting {
  readonly plans: number;
  readonly resolve: (results: readonly PlanResult[]) => void;
  readonly reject: (error: StoreUnavailable) => void;
}

// `new URL('./x.ts', import.meta.url)` is not rewritten when the package is compiled.
const threadFile = join(import.meta.dirname, `writer-thread${extname(import.meta.filename)}`);

/** The one writer of an SQLite store, seen from the main thread. */
export class SqliteWriter {
  readonly #worker: Worker;
  readonly #ended: Promise<void>;
  /** In the order in which their plans were given; `#answered` of them have been told. */
  readonly #waiting: Waiting[] = [];
  #answered = 0;
  #outbox: Plan[] = [];
  /** Whether the thread has a group that it has not answered: it gets the next one when it has. */
  #busy = false;
  #failure: StoreUnavailable | undefined;

  private constructor(worker: Worker, onFailure: (error: StoreUnavailable) => void) {
    this.#worker = worker;
    let closed = () => {};
    this.#ended = new Promise((resolve) => {
      closed = resolve;
    });
    worker.on('message', (message: FromWriter) => this.#receive(message));
    worker.on('error', (error) => this.#fail(unavailable('the writer thread died', error)));
    worker.on('exit', () => {
      const early = this.#failure === undefined;
      this.#fail(unavailable('the writer thread has ended'));
      if (early && this.#failure) onFailure(this.#failure);
      closed();
    });
  }

  /** Starts the writer of `file`; rejects when the file cannot be opened safely. */
  static async start(
    file: string,
    onFailure: (error: StoreUnavailable) => void,
  ): Promise<SqliteWriter> {
    const worker = new Worker(threadFile, { workerData: file });
    const first = await new Promise<FromWriter>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    if (first === 'ready') return new SqliteWriter(worker, onFailure);
    throw unavailable('failed' in first ? first.failed : 'the writer thread did not start');
  }

  /** Resolves when each plan is durable or has left no trace, with the reasons of those. */
  run(plans: readonly Plan[]): Promise<readonly PlanResult[]> {
    if (this.#failure) return Promise.reject(this.#failure);
    if (this.#outbox.length === 0 && !this.#busy) setImmediate(() => this.#send());
    this.#outbox.push(...plans);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ plans: plans.length, resolve, reject });
    });
  }

  /** Commits what was sent and ends the thread. */
  async close(): Promise<void> {
    this.#send();
    this.#tell('close');
    this.#failure ??= unavailable('the store is closed');
    await this.#ended;
  }

  /**
   * Sends what has gathered: what the requests of one turn of the event loop want written, or, while
   * the thread commits a group, all that came meanwhile. Fewer and larger groups need fewer messages
   * and fewer syncs.
   */
  #send(): void {
    if (this.#outbox.length === 0) return;
    this.#busy = true;
    const plans = this.#outbox;
    this.#outbox = [];
    this.#tell(packPlans(plans));
  }

  #tell(message: ToWriter): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromWriter): void {
    if (!Array.isArray(message)) return;
    const results = message as readonly PlanResult[];
    for (let told = 0; told < results.length; ) {
      const waiting = this.#waiting[this.#answered++];
      if (!waiting) break;
      waiting.resolve(results.slice(told, told + waiting.plans));
      told += waiting.plans;
    }
    this.#busy = false;
    this.#send();
    if (this.#answered === this.#waiting.length || this.#answered > 4096) {
      this.#waiting.splice(0, this.#answered);
      this.#answered = 0;
    }
  }

  #fail(error: StoreUnavailable): void {
    this.#failure ??= error;
    for (const waiting of this.#waiting.splice(0).slice(this.#answered)) waiting.reject(error);
    this.#answered = 0;
  }
}
