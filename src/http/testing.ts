import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type AwsCallHandler, createListener, type Limits, type Listener } from './listener.ts';
import { createLogger, type Logger } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { PageSet } from './page-set.ts';

/** What tests of the listener share: a listener on a free port and a client that speaks bytes. */

/** Limits small enough to be reached in a test. */
export const SMALL_LIMITS: Limits = {
  maxHeaderBytes: 4096,
  maxBodyBytes: 1000,
  requestTimeoutSeconds: 60,
  maxConnections: 50,
};

interface TestListener {
  readonly listener: Listener;
  readonly port: number;
  readonly metrics: Metrics;
  readonly log: string[];
}

/** Starts a listener on 127.0.0.1; the caller stops it. */
export async function startListener(
  handleAwsCall: AwsCallHandler,
  overrides: {
    readonly limits?: Partial<Limits>;
    readonly trustedProxies?: readonly string[];
    readonly pages?: readonly PageSet[];
    readonly tls?: { readonly cert: string; readonly key: string };
    readonly logger?: Logger;
  } = {},
): Promise<TestListener> {
  const log: string[] = [];
  const metrics = createMetrics();
  const listener = createListener({
    limits: { ...SMALL_LIMITS, ...overrides.limits },
    trustedProxies: overrides.trustedProxies ?? [],
    handleAwsCall,
    pages: overrides.pages ?? [],
    logger: overrides.logger ?? createLogger('debug', { write: (line) => log.push(line) }),
    metrics,
    ...(overrides.tls ? { tls: overrides.tls } : {}),
  });
  const port = await listener.listen(0, '127.0.0.1');
  return { listener, port, metrics, log };
}

/** A connection that collects everything it receives. */
export interface RawClient {
  readonly socket: Socket;
  send(bytes: string | Buffer): void;
  /** Waits until what was received matches, or the connection ends; answers what was received. */
  received(pattern: RegExp): Promise<string>;
  /** Waits for the server to close; answers everything received. */
  closed(): Promise<string>;
}

/** Opens a plain connection to a port of 127.0.0.1. */
export async function rawClient(port: number): Promise<RawClient> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let text = '';
  let open = true;
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    open = false;
  });
  const until = async (holds: () => boolean) => {
    while (!holds() && open) {
      await Promise.race([once(socket, 'data'), once(socket, 'close')]).catch(() => {});
    }
    return text;
  };
  return {
    socket,
    send: (bytes) => {
      socket.write(bytes);
    },
    received: (pattern) => until(() => pattern.test(text)),
    closed: () => until(() => false),
  };
}

/** One request on a connection of its own; answers all bytes of the answer. */
export async function exchangeOnce(port: number, bytes: string | Buffer): Promise<string> {
  const client = await rawClient(port);
  client.send(bytes);
  return client.closed();
}
