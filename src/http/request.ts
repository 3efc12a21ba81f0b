import type { IncomingMessage } from 'node:http';

/**
 * Header names in lower case to values. The prototype is empty: a header called `constructor` is a
 * header like any other, and one that was not sent is undefined.
 */
export type HeaderBag = Record<string, string | undefined>;

const EmptyBag = function EmptyBag() {} as unknown as new () => HeaderBag;
EmptyBag.prototype = Object.create(null);

/**
 * The headers of a request, every occurrence kept: Node drops repeated ones of some names, and a
 * signature has to be computed over what was sent. Cookies are joined with `; `, others with `,`.
 */
export function headerBag(rawHeaders: readonly string[]): HeaderBag {
  const bag = new EmptyBag();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const earlier = bag[name];
    if (earlier === undefined) bag[name] = value;
    else bag[name] = `${earlier}${name === 'cookie' ? '; ' : ','}${value}`;
  }
  return bag;
}

/** The request target as path and query, from origin form and from the absolute form of proxies. */
export function splitTarget(target: string): { path: string; query: string } {
  const relative = target.startsWith('/') || target === '*' ? target : withoutAuthority(target);
  const mark = relative.indexOf('?');
  if (mark < 0) return { path: relative, query: '' };
  return { path: relative.slice(0, mark), query: relative.slice(mark + 1) };
}

function withoutAuthority(target: string): string {
  const rest = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** Memory that bodies in transit may take together; `used` is kept by `readBody`. */
export interface BodyBudget {
  used: number;
  readonly limit: number;
}

/** Why a body was not read to its end. */
export type BodyRefusal = 'too-large' | 'no-memory';

const EMPTY = Buffer.alloc(0);

/** True when the request announces no body, which most GET requests do not. */
export function hasNoBody(headers: HeaderBag): boolean {
  const length = headers['content-length'];
  return (length === undefined || length === '0') && headers['transfer-encoding'] === undefined;
}

/** The bytes that the request announces; 0 when it does not say. */
export function announcedLength(headers: HeaderBag): number {
  return Number(headers['content-length'] ?? 0);
}

/**
 * Reads a body of at most `limit` bytes and calls back once: with the body, or with the reason why it
 * is refused. Callbacks, not a promise: this is on the path of every call. Nothing is called when the
 * client goes away first; what was held is given back to the budget.
 */
export function readBody(
  request: IncomingMessage,
  limit: number,
  budget: BodyBudget,
  done: (body: Buffer) => void,
  refused: (reason: BodyRefusal) => void,
): void {
  let first: Buffer | undefined;
  let rest: Buffer[] | undefined;
  let size = 0;
  let open = true;
  const release = () => {
    open = false;
    budget.used -= size;
    request.removeListener('data', onData);
    request.removeListener('end', onEnd);
    request.removeListener('close', onClose);
  };
  const onData = (chunk: Buffer) => {
    size += chunk.length;
    budget.used += chunk.length;
    if (size > limit || budget.used > budget.limit) {
      release();
      request.pause();
      refused(size > limit ? 'too-large' : 'no-memory');
      return;
    }
    if (first === undefined) first = chunk;
    else if (rest === undefined) rest = [first, chunk];
    else rest.push(chunk);
  };
  const onEnd = () => {
    release();
    done(rest === undefined ? (first ?? EMPTY) : Buffer.concat(rest, size));
  };
  const onClose = () => {
    if (open) release();
  };
  request.on('data', onData);
  request.on('end', onEnd);
  request.on('close', onClose);
}
