import type { FetchProblem } from '../base/fetch.ts';

/** Carries a problem out of the middle of a request; the client turns it into the outcome. */
export class RequestProblem extends Error {
  readonly problem: FetchProblem;

  constructor(problem: FetchProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

/** The code of an error of Node's or OpenSSL's, such as `ECONNRESET`. */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return 'UNKNOWN';
}

/**
 * Rejects as soon as `signal` aborts, although `work` itself cannot be stopped. What becomes of it
 * later is nobody's business any more.
 */
export function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
