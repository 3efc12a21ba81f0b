import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createNetServer, type Socket } from 'node:net';
import { type StartError, startError } from '../failures/start-error.ts';
import { bareRefusal } from './answer.ts';

/** Limits that Node's own server enforces. */
export interface ServerLimits {
  /** Bytes of all headers of a request together; above it 431. */
  readonly maxHeaderBytes: number;
  /** Time in which head and body of a request must have arrived; after it 408. */
  readonly requestTimeoutSeconds: number;
  /** Connections open at once; further ones are closed at once. */
  readonly maxConnections: number;
  /** Time that an idle connection is kept; above the 60 s of common load balancers. */
  readonly keepAliveSeconds?: number;
}

/** What the server tells of. `expects` says that the client waits for `100 Continue`. */
export interface ServerEvents {
  readonly request: (request: IncomingMessage, response: ServerResponse, expects: boolean) => void;
  readonly connectionRefused: () => void;
  readonly malformed: (code: string, address: string) => void;
  readonly tlsFailed: (reason: string, address: string) => void;
}

/** A server and what has to be known to stop it. */
export interface BoundServer {
  readonly server: Server;
  readonly unused: Unused;
}

/** A server with its limits and events set; it listens nowhere yet. */
export function createServer(
  tls: { readonly cert: string; readonly key: string } | undefined,
  limits: ServerLimits,
  events: ServerEvents,
): BoundServer {
  const requestTimeout = limits.requestTimeoutSeconds * 1000;
  const keepAliveTimeout = (limits.keepAliveSeconds ?? 72) * 1000;
  const options = {
    maxHeaderSize: limits.maxHeaderBytes,
    headersTimeout: requestTimeout,
    requestTimeout,
    keepAliveTimeout,
    connectionsCheckingInterval: Math.min(1000, requestTimeout / 4),
    noDelay: true,
  };
  const server: Server = tls
    ? createHttpsServer({ ...options, ...tls, handshakeTimeout: requestTimeout })
    : createHttpServer(options);
  server.maxConnections = limits.maxConnections;
  server.maxHeadersCount = 200;
  // A client that takes no byte of its answer for so long has gone.
  server.timeout = Math.max(2 * requestTimeout, keepAliveTimeout + 5000);
  server.on('request', (request, response) => events.request(request, response, false));
  server.on('checkContinue', (request, response) => events.request(request, response, true));
  server.on('drop', events.connectionRefused);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    answerMalformed(error, socket, events);
  });
  server.on('tlsClientError', (error: Error, socket: Socket) => {
    events.tlsFailed(error.message, socket.remoteAddress ?? '');
  });
  return { server, unused: trackUnused(server, tls ? 'secureConnection' : 'connection') };
}

interface SocketInUse extends Socket {
  /** Node's own mark of the answer that is being written on this connection. */
  readonly _httpMessage?: ServerResponse | null;
}

function answerMalformed(
  error: NodeJS.ErrnoException,
  socket: SocketInUse,
  events: ServerEvents,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  events.malformed(error.code ?? error.message, socket.remoteAddress ?? '');
  if (socket._httpMessage?.headersSent) socket.destroy();
  else socket.end(bareRefusal(error.code), () => socket.destroy());
}

/** Binds the server. Throws StartError START-002 (in use), START-003 (forbidden), START-004. */
export function listenOn({ server }: BoundServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => reject(bindingError(error, port, host));
    server.once('error', onError);
    server.listen({ port, host }, () => {
      server.removeListener('error', onError);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Binds an address and lets it go again, to learn whether it is free. Throws as `listenOn`. */
export async function tryToListen(port: number, host: string): Promise<void> {
  const server = createNetServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(bindingError(error, port, host)));
    server.listen({ port, host }, () => resolve());
  });
  await new Promise((resolve) => {
    server.close(resolve);
  });
}

/** The catalogue's word for an error of binding. */
export function bindingError(error: NodeJS.ErrnoException, port: number, host: string): StartError {
  const where = { address: `${host}:${port}` };
  if (error.code === 'EADDRINUSE') return startError('START-002', where, error);
  if (error.code === 'EACCES') return startError('START-003', where, error);
  return startError('START-004', { ...where, reason: error.code ?? error.message }, error);
}

/** Connections whose first request has not arrived; Node counts them as busy. */
type Unused = Set<Socket>;

function trackUnused(server: Server, event: 'connection' | 'secureConnection'): Unused {
  const unused: Unused = new Set();
  server.on(event, (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  const used = ({ socket }: IncomingMessage) => {
    if (unused.size > 0) unused.delete(socket);
  };
  server.on('request', used);
  server.on('checkContinue', used);
  return unused;
}

/** How often connections that fell idle are looked for while stopping. */
const SWEEP_MILLISECONDS = 50;

/**
 * Closes the server: idle connections at once, busy ones when answered, the rest at the deadline.
 * Answers how many requests `inFlight` counted when they were cut, 0 when all were answered.
 */
export function stopServer(
  { server, unused }: BoundServer,
  deadlineMilliseconds: number,
  inFlight: () => number,
): Promise<number> {
  return new Promise((resolve) => {
    if (!server.listening) {
      resolve(0);
      return;
    }
    let cut = 0;
    const sweep = setInterval(() => {
      server.closeIdleConnections();
      for (const socket of unused) socket.destroy();
    }, SWEEP_MILLISECONDS);
    const deadline = setTimeout(() => {
      cut = inFlight();
      server.closeAllConnections();
    }, deadlineMilliseconds);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(deadline);
      resolve(cut);
    });
  });
}
