import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpResponse } from '../base/http.ts';

/** Statuses whose answers have no body and no Content-Length (RFC 9110, 8.6). */
function isBodiless(status: number): boolean {
  return status === 204 || status === 304 || status < 200;
}

/** Writes a complete answer with its length; a HEAD request gets the headers alone. */
export function writeAnswer(response: ServerResponse, answer: HttpResponse): void {
  const { status, headers, body } = answer;
  const flat: string[] = [];
  for (const name in headers) flat.push(name, headers[name] ?? '');
  if (isBodiless(status)) {
    response.writeHead(status, flat).end();
    return;
  }
  const length = Buffer.byteLength(body);
  flat.push('Content-Length', String(length));
  response.writeHead(status, flat);
  if (response.req.method === 'HEAD') response.end();
  // A text of ASCII alone is the same bytes either way, and cheaper to write as Latin-1.
  else response.end(body, length === body.length ? 'latin1' : 'utf8');
}

/** How much of a refused body is read away, and for how long, before the connection is closed. */
const LINGER_BYTES = 16 * 1024 * 1024;
const LINGER_MILLISECONDS = 2000;

/**
 * Refuses a request whose body is not wanted: an empty answer at once, then the connection closes.
 * Closing while the client still sends makes the kernel reset the connection and the client lose the
 * answer, so that a bounded rest of the body is read and thrown away first.
 */
export function refuseBody(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, { ...headers, 'Content-Length': '0', Connection: 'close' });
  response.flushHeaders();
  let left = LINGER_BYTES;
  const close = () => {
    clearTimeout(timer);
    request.removeAllListeners('data');
    response.end();
  };
  const timer = setTimeout(close, LINGER_MILLISECONDS);
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) close();
  });
  request.once('end', close);
  request.once('close', () => clearTimeout(timer));
  request.resume();
}

const BARE_STATUS = new Map<string, string>([
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', '413 Content Too Large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
]);

/** The bytes that answer what is not HTTP, by the code of Node's parser error. */
export function bareRefusal(code: string | undefined): string {
  const status = BARE_STATUS.get(code ?? '') ?? '400 Bad Request';
  return `HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
}
