import { type IncomingMessage, request as startRequest } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { FetchProblem, FetchRequest, FetchStep } from '../base/fetch.ts';
import { errorCode, RequestProblem } from './problem.ts';

/** The largest head of an answer: status line and all headers. */
export const MAX_HEADER_BYTES = 16_384;
/** Interim answers (1xx) that may come before the real one. */
const MOST_INTERIM = 8;

/** Where an exchange takes place. */
export interface Line {
  readonly socket: TLSSocket;
  readonly url: URL;
  readonly host: string;
  readonly address: string;
}

/** The head of an answer, with a way to its body. */
export interface Answer {
  readonly status: number;
  /** By their names in lower case; several of one name are joined with `, `. */
  readonly headers: ReadonlyMap<string, string>;
  /** Reads the body to its end. Throws RequestProblem as `exchange` does. */
  readonly readBody: (maxBytes: number) => Promise<Buffer>;
}

/** What of a request is sent besides its URL. */
type Sent = Pick<FetchRequest, 'form' | 'json' | 'headers' | 'authorization'>;

/**
 * Sends one request over a secured socket and reads the head of its answer. Whoever aborts `signal`
 * has to destroy the socket, which ends either part.
 * Throws RequestProblem `connection`, `protocol`, `too-large` or `encoding`, or the signal's reason.
 */
export async function exchange(line: Line, request: Sent, signal: AbortSignal): Promise<Answer> {
  const fault = (step: FetchStep) => (error: unknown) =>
    signal.aborted ? signal.reason : new RequestProblem(problemOf(line, step, error));
  const message = await send(line, request).catch((error) => {
    throw fault('first-byte')(error);
  });
  const headers = headersOf(message);
  const encoding = headers.get('content-encoding') ?? 'identity';
  return {
    status: message.statusCode ?? 0,
    headers,
    readBody: (maxBytes) => {
      // Not asked for, and a small body could unfold to any size.
      if (encoding.toLowerCase() !== 'identity') {
        throw new RequestProblem({ kind: 'encoding', encoding: encoding.slice(0, 40) });
      }
      return collect(message, maxBytes).catch((error) => {
        throw error instanceof RequestProblem ? error : fault('body')(error);
      });
    },
  };
}

function send(
  { socket, url }: Line,
  { form, json, headers, authorization }: Sent,
): Promise<IncomingMessage> {
  const body = json ?? (form && new URLSearchParams(form).toString());
  const type = json === undefined ? 'application/x-www-form-urlencoded' : 'application/json';
  return new Promise((resolve, reject) => {
    const request = startRequest({
      createConnection: () => socket,
      method: body === undefined ? 'GET' : 'POST',
      path: `${url.pathname}${url.search}`,
      setHost: false,
      maxHeaderSize: MAX_HEADER_BYTES,
      headers: {
        ...headers,
        host: url.host,
        accept: 'application/json',
        'accept-encoding': 'identity',
        'user-agent': 'Gatehouse',
        connection: 'close',
        ...(authorization === undefined ? {} : { authorization }),
        ...(body === undefined
          ? {}
          : {
              'content-type': type,
              'content-length': String(Buffer.byteLength(body)),
            }),
      },
    });
    let interim = 0;
    request.on('information', () => {
      interim += 1;
      if (interim > MOST_INTERIM) request.destroy(new TooMuchInterim());
    });
    // One that came in the same bytes as what was refused does not count any more.
    request.on('response', (message) => request.destroyed || resolve(message));
    request.on('error', reject);
    request.on('close', () => reject(new ClosedEarly()));
    request.end(body);
  });
}

async function collect(message: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new RequestProblem({ kind: 'too-large', part: 'body', limitBytes: maxBytes });
  if (Number(message.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of message) {
    length += part.length;
    if (length > maxBytes) throw tooLarge();
    parts.push(part);
  }
  if (!message.complete) throw new ClosedEarly();
  return Buffer.concat(parts, length);
}

class ClosedEarly extends Error {
  readonly code = 'ECONNRESET';
}

class TooMuchInterim extends Error {
  readonly code = 'HPE_TOO_MANY_INTERIM';
}

function problemOf({ host, address }: Line, step: FetchStep, error: unknown): FetchProblem {
  const code = errorCode(error);
  if (code === 'HPE_HEADER_OVERFLOW') {
    return { kind: 'too-large', part: 'headers', limitBytes: MAX_HEADER_BYTES };
  }
  if (code.startsWith('HPE_') || code.startsWith('ERR_')) return { kind: 'protocol', host, code };
  return { kind: 'connection', host, address, step, code };
}

function headersOf({ rawHeaders }: IncomingMessage): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}
