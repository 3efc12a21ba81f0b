import { connect, type Socket } from 'node:net';
import { errorCode, RequestProblem } from './problem.ts';

/** An address that takes no notice is given up after this long when there is another one. */
const PATIENCE_MILLISECONDS = 1_000;

/** Where a connection goes: addresses that were judged already, tried in this order. */
export interface Destination {
  readonly host: string;
  readonly addresses: readonly string[];
  readonly port: number;
}

/**
 * Connects to the first address that answers. Throws RequestProblem `connection` with the fault of
 * the last one tried, `dns` when there is none, or the signal's reason.
 */
export async function connectToAny(
  { host, addresses, port }: Destination,
  signal: AbortSignal,
): Promise<{ readonly socket: Socket; readonly address: string }> {
  let failed: RequestProblem | undefined;
  for (const [index, address] of addresses.entries()) {
    const isLast = index === addresses.length - 1;
    const patience = isLast ? undefined : AbortSignal.timeout(PATIENCE_MILLISECONDS);
    const bound = patience ? AbortSignal.any([signal, patience]) : signal;
    try {
      return { socket: await connectTo(address, port, bound), address };
    } catch (error) {
      signal.throwIfAborted();
      const code = patience?.aborted ? 'ETIMEDOUT' : errorCode(error);
      failed = new RequestProblem({ kind: 'connection', host, address, step: 'connect', code });
    }
  }
  throw failed ?? new RequestProblem({ kind: 'dns', host, code: 'ENODATA' });
}

/** Connects to one address. Rejects with the socket's error or the signal's reason. */
export function connectTo(address: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const socket = connect({ host: address, port });
    const stop = () => socket.destroy(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    const settled = () => signal.removeEventListener('abort', stop);
    socket.once('connect', () => {
      settled();
      resolve(socket);
    });
    // It stays: what happens to the socket later is told by those who use it.
    socket.on('error', (error) => {
      settled();
      reject(error);
    });
  });
}
