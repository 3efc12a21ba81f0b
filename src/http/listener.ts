/**
 * http/: the listener. Owns: sockets, limits, forwarded addresses, reading and writing of HTTP messages,
 * pages' common headers, metrics of requests, the log, the local certificate authority.
 * Does not own: what an AWS call means (calls/), what pages say beyond set-up and health.
 * AWS calls go straight from Node's parser to `handleAwsCall`; fastify sees only the paths of pages.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { HttpRequest, HttpResponse } from '../base/http.ts';
import { refuseBody, writeAnswer } from './answer.ts';
import { createCohort } from './cohort.ts';
import { type OriginReader, originReader } from './forwarded.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { type PageSet, tellPage } from './page-set.ts';
import { createPages, type Pages } from './pages.ts';
import {
  announcedLength,
  type BodyBudget,
  type BodyRefusal,
  type HeaderBag,
  hasNoBody,
  headerBag,
  readBody,
  splitTarget,
} from './request.ts';
import { createServer, listenOn, type ServerLimits, stopServer } from './server.ts';

/** Limits of one listener; the defaults of the first four are in the configuration. */
export interface Limits extends ServerLimits {
  readonly maxBodyBytes: number;
  /** Bytes that all bodies being read may take together; by default eight of the largest. */
  readonly maxBufferedBytes?: number;
}

/** Certificate chain and private key, both PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/**
 * What the listener knows of one call besides the request. The handler writes `service` and
 * `operation` for metrics and log: only names of its own tables, never text of the client.
 */
export interface CallMeta {
  /** The client's address as text, IPv4 in its plain form. */
  readonly address: string;
  readonly secure: boolean;
  readonly requestId: string;
  /** The Host header as sent; empty for HTTP/1.0 without one. */
  readonly host: string;
  service: string;
  operation: string;
}

/** Answers one AWS call. It may answer at once or later; a throw becomes an empty 500. */
export type AwsCallHandler = (
  request: HttpRequest,
  meta: CallMeta,
) => HttpResponse | Promise<HttpResponse>;

export interface ListenerOptions {
  readonly tls?: TlsFiles;
  readonly limits: Limits;
  /** Addresses or CIDR ranges; see `originReader`. */
  readonly trustedProxies: readonly string[];
  readonly handleAwsCall: AwsCallHandler;
  readonly pages: readonly PageSet[];
  readonly logger: Logger;
  readonly metrics: Metrics;
}

export interface Listener {
  /** Begins to accept. Answers the port that was bound. Throws StartError START-002 to START-004. */
  listen(port: number, host: string): Promise<number>;
  /**
   * Stops accepting, finishes what is in flight, closes; connections still open after
   * `deadlineMilliseconds` are cut. Answers how many requests were cut.
   */
  stop(deadlineMilliseconds: number): Promise<number>;
  /** Uses another certificate for new connections. */
  useCertificate(tls: TlsFiles): void;
  /** True from the call of `stop` on: the node should not be sent further work. */
  isStopping(): boolean;
}

/** One exchange that is under way. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly headers: HeaderBag;
  readonly path: string;
  readonly query: string;
  readonly meta: CallMeta;
}

/** An exchange whose request has been read to its end. */
interface ReadExchange {
  readonly exchange: Exchange;
  readonly body: Buffer;
}

/** Makes a listener with all its pages; nothing is bound before `listen`. */
export function createListener(options: ListenerOptions): Listener {
  const { logger, metrics } = options;
  const pages = createPages(options.pages, logger);
  const exchanges = new Exchanges(options, pages);
  const bound = createServer(options.tls, options.limits, {
    request: (request, response, expects) => exchanges.begin(request, response, expects),
    connectionRefused: () => metrics.count('connectionRefused'),
    malformed: (code, address) => {
      metrics.count('malformedRequest');
      logger.debug({ code, address }, 'a request could not be read');
    },
    tlsFailed: (reason, address) => {
      metrics.count('tlsFailed');
      logger.debug({ reason, address }, 'a TLS handshake failed');
    },
  });
  return {
    listen: (port, host) => listenOn(bound, port, host),
    stop: async (deadlineMilliseconds) => {
      exchanges.stopping = true;
      const cut = await stopServer(bound, deadlineMilliseconds, () => metrics.inFlight());
      await pages.close();
      return cut;
    },
    useCertificate: (tls) => renew(bound.server, tls),
    isStopping: () => exchanges.stopping,
  };
}

/** Takes requests from the server to the call handler or to the pages, and answers back. */
class Exchanges {
  stopping = false;
  readonly #options: ListenerOptions;
  readonly #pages: Pages;
  readonly #readOrigin: OriginReader;
  readonly #budget: BodyBudget;
  /** Calls begin together with the others of their turn: see `createCohort`. */
  readonly #call = createCohort<ReadExchange>((read) => this.#serve(read));

  constructor(options: ListenerOptions, pages: Pages) {
    const { maxBodyBytes, maxBufferedBytes } = options.limits;
    this.#options = options;
    this.#pages = pages;
    this.#readOrigin = originReader(options.trustedProxies);
    this.#budget = { used: 0, limit: maxBufferedBytes ?? 8 * maxBodyBytes };
  }

  /** Serves one request; `expects` when the client waits for `100 Continue` before its body. */
  begin(request: IncomingMessage, response: ServerResponse, expects: boolean): void {
    const exchange = this.#open(request, response);
    const { headers, meta, path } = exchange;
    if (headers.host?.includes(',')) {
      // RFC 9112, 3.2: more than one Host header is answered with 400.
      refuse(exchange, 400);
    } else if (this.#pages.owns(path) || (this.#pages.ownsRoot && isVisit(exchange))) {
      meta.service = 'pages';
      meta.operation = this.#pages.nameOf(path);
      tellPage(request, meta);
      if (expects) response.writeContinue();
      this.#pages.route(request, response);
    } else if (hasNoBody(headers)) {
      this.#call({ exchange, body: EMPTY });
    } else {
      this.#readAndCall(exchange, expects);
    }
  }

  #open(request: IncomingMessage, response: ServerResponse): Exchange {
    const { logger, metrics } = this.#options;
    const headers = headerBag(request.rawHeaders);
    const socket = request.socket;
    const { address, secure } = this.#readOrigin(
      { address: socket.remoteAddress ?? '', secure: (socket as TLSSocket).encrypted === true },
      headers['x-forwarded-for'],
      headers['x-forwarded-proto'],
    );
    const requestId = randomUUID();
    const host = headers.host ?? '';
    const meta = { address, secure, requestId, host, service: 'http', operation: 'unknown' };
    const exchange = { request, response, headers, ...splitTarget(request.url ?? '/'), meta };
    const began = performance.now();
    metrics.requestBegan();
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : 0;
      const milliseconds = performance.now() - began;
      metrics.requestEnded(meta.service, meta.operation, status, milliseconds / 1000);
      if (logger.isLevelEnabled('debug')) logExchange(logger, exchange, status, milliseconds);
    });
    if (this.stopping) response.shouldKeepAlive = false;
    return exchange;
  }

  #readAndCall(exchange: Exchange, expects: boolean): void {
    const { request, response, headers } = exchange;
    const { limits, metrics } = this.#options;
    const refused = (reason: BodyRefusal) => {
      metrics.count('bodyRefused');
      refuse(exchange, reason === 'too-large' ? 413 : 503);
    };
    if (announcedLength(headers) > limits.maxBodyBytes) {
      refused('too-large');
      return;
    }
    if (expects) response.writeContinue();
    const read = (body: Buffer) => this.#call({ exchange, body });
    readBody(request, limits.maxBodyBytes, this.#budget, read, refused);
  }

  #serve({ exchange, body }: ReadExchange): void {
    const { request, headers, path, query, meta } = exchange;
    const method = request.method ?? 'GET';
    try {
      const answer = this.#options.handleAwsCall({ method, path, query, headers, body }, meta);
      if (answer instanceof Promise) {
        answer.then(
          (ready) => this.#send(exchange, ready),
          (error: unknown) => this.#fail(exchange, error),
        );
      } else this.#send(exchange, answer);
    } catch (error) {
      this.#fail(exchange, error);
    }
  }

  #send(exchange: Exchange, answer: HttpResponse): void {
    const { response } = exchange;
    if (response.destroyed) return;
    if (this.stopping) response.shouldKeepAlive = false;
    try {
      writeAnswer(response, answer);
    } catch (error) {
      this.#fail(exchange, error);
    }
  }

  #fail(exchange: Exchange, error: unknown): void {
    const { response, path, meta } = exchange;
    const { requestId } = meta;
    this.#options.logger.error({ err: error, requestId, path }, 'a call ended unexpectedly');
    if (response.headersSent) response.destroy();
    else refuse(exchange, 500);
  }
}

/**
 * True for somebody who typed the server's address into a browser. AWS calls to `/` are posted, or
 * have their action in the query.
 */
function isVisit({ request, headers, path, query }: Exchange): boolean {
  if (path !== '/' || query !== '' || !/^(?:GET|HEAD)$/.test(request.method ?? '')) return false;
  const isSigned = headers.authorization !== undefined || headers['x-amz-target'] !== undefined;
  return !isSigned && (headers.accept ?? '').includes('text/html');
}

const EMPTY = Buffer.alloc(0);

function refuse({ request, response, meta }: Exchange, status: number): void {
  refuseBody(request, response, status, { 'x-amzn-RequestId': meta.requestId });
}

function renew(server: Server, tls: TlsFiles): void {
  if ('setSecureContext' in server && typeof server.setSecureContext === 'function') {
    server.setSecureContext(tls);
  }
}

/** One line a request, at debug: at info the event history and the metrics tell what happened. */
function logExchange(logger: Logger, exchange: Exchange, status: number, milliseconds: number) {
  const { request, path, meta } = exchange;
  const { requestId, address, service, operation } = meta;
  const rounded = Math.round(milliseconds * 1000) / 1000;
  logger.debug(
    { requestId, address, method: request.method, path, service, operation, status, ms: rounded },
    status === 0 ? 'client went away' : 'answered',
  );
}
