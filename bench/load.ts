/** A cheap client: prepared requests over kept connections, one under way on each. */
import { connect, type Socket } from 'node:net';

/** What one run of load found. */
export interface LoadResult {
  readonly answers: number;
  readonly seconds: number;
  /** Milliseconds of each answer, sorted. */
  readonly latencies: readonly number[];
}

/** A complete answer as it came over the wire. */
export interface RawAnswer {
  readonly head: string;
  readonly body: Buffer;
}

const HEAD_END = '\r\n\r\n';

/** One connection that sends a request as soon as the answer to the last has come. */
class Connection {
  readonly #socket: Socket;
  #received: Buffer | undefined;
  #sentAt = 0;
  #waiting: { resolve: (answer: RawAnswer) => void; reject: (error: Error) => void } | undefined;

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.#socket.on('error', (error) => this.#waiting?.reject(error));
    this.#socket.on('close', () => this.#waiting?.reject(new Error('the server hung up')));
  }

  get milliseconds(): number {
    return performance.now() - this.#sentAt;
  }

  ask(request: Buffer): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#sentAt = performance.now();
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    const bytes = this.#received ? Buffer.concat([this.#received, chunk]) : chunk;
    const headEnd = bytes.indexOf(HEAD_END);
    const head = headEnd < 0 ? '' : bytes.toString('latin1', 0, headEnd);
    const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (headEnd < 0 || bytes.length < headEnd + HEAD_END.length + length) {
      this.#received = bytes;
      return;
    }
    this.#received = undefined;
    this.#waiting?.resolve({ head, body: bytes.subarray(headEnd + HEAD_END.length) });
  }
}

/** Sends one request. */
export async function askOnce(port: number, request: Buffer): Promise<RawAnswer> {
  const connection = new Connection(port);
  try {
    return await connection.ask(request);
  } finally {
    connection.close();
  }
}

/** How a run of load is shaped: ends after `seconds`, or after `most` requests. */
export interface LoadShape {
  readonly connections: number;
  readonly seconds: number;
  readonly most?: number;
  /** Milliseconds that each connection rests between two requests; none by default. */
  readonly pause?: number;
}

/** Sends requests in turn over several connections. Throws when an answer is not 200. */
export async function load(
  port: number,
  requests: readonly Buffer[],
  { connections, seconds, most = Number.POSITIVE_INFINITY, pause }: LoadShape,
): Promise<LoadResult> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  let next = 0;
  const one = async () => {
    let connection = new Connection(port);
    try {
      while (performance.now() < end && next < most) {
        const request = requests[next++ % requests.length] ?? Buffer.alloc(0);
        const { head, body } = await connection.ask(request);
        latencies.push(connection.milliseconds);
        if (!head.startsWith('HTTP/1.1 200')) throw new Error(`${head}\n\n${body.toString()}`);
        if (/^connection: *close/im.test(head)) {
          connection.close();
          connection = new Connection(port);
        }
        if (pause !== undefined) await new Promise((resolve) => setTimeout(resolve, pause));
      }
    } finally {
      connection.close();
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  const took = (performance.now() - start) / 1000;
  return { answers: latencies.length, seconds: took, latencies: latencies.sort((a, b) => a - b) };
}

/** The value below which `share` of the sorted values lie. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((left, right) => left - right),
    0.5,
  );
}
