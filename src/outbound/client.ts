import type { Clock } from '../base/clock.ts';
import type { FetchOutcome, FetchProblem, FetchRequest, FetchResponse } from '../base/fetch.ts';
import { exchange } from './exchange.ts';
import { type HopRecord, type Journey, takeHop } from './hop.ts';
import { travel } from './journey.ts';
import { RequestProblem } from './problem.ts';
import { reach } from './reach.ts';
import type { Resolve } from './resolve.ts';
import { secure, type Trust } from './secure.ts';
import type { TakeSlot } from './slots.ts';
import { readableUrl, readUrl, toldUrl } from './urls.ts';

/** What the client is made of. */
export interface Client {
  readonly resolve: Resolve;
  readonly takeSlot: TakeSlot;
  readonly authorities: () => Trust['context'];
  /** A steady one, for measuring. */
  readonly clock: Clock;
}

/** Redirects that are followed. */
const MOST_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** One hop's answer: the response, or where it points to. */
type HopAnswer =
  | { readonly kind: 'response'; readonly response: FetchResponse }
  | { readonly kind: 'redirect'; readonly location: string | undefined };

/**
 * Sends one request and follows its redirects, each of them judged as the first URL was, within
 * what the budget has left.
 */
export async function fetchGuarded(client: Client, request: FetchRequest): Promise<FetchOutcome> {
  const fetched = await travel(client, request.budget, async (journey) => {
    let url = readableUrl(request.url);
    for (let redirects = 0; ; redirects += 1) {
      const here = url;
      const answer = await takeHop(journey, here, (record) =>
        ask(client, request, here, record, journey.signal),
      );
      if (answer.kind === 'response') return answer.response;
      url = redirectTarget(request, answer.location, here, redirects);
    }
  });
  const { hops } = fetched;
  if (!fetched.ok) return { ok: false, problem: fetched.problem, hops };
  return { ok: true, response: fetched.value, hops };
}

async function ask(
  client: Client,
  request: FetchRequest,
  url: URL,
  record: HopRecord,
  signal: Journey['signal'],
): Promise<HopAnswer> {
  const { host, address, socket: plain, dial } = await reach(client.resolve, url, record, signal);
  record.begin('tls');
  const trust = { context: client.authorities(), thumbprints: request.thumbprints ?? [] };
  const { socket, certificate } = await secure(plain, dial, host, trust, signal);
  record.note({ certificate });
  const tearDown = () => socket.destroy();
  signal.addEventListener('abort', tearDown, { once: true });
  try {
    signal.throwIfAborted();
    record.begin('first-byte');
    const answer = await exchange({ socket, url, host, address }, request, signal);
    const { status, headers } = answer;
    record.note({ status });
    const isWanted = (request.statuses ?? [200]).includes(status);
    if (!isWanted && REDIRECTS.has(status)) {
      return { kind: 'redirect', location: headers.get('location') };
    }
    if (!isWanted) throw new RequestProblem(statusProblem(host, status, headers));
    record.begin('body');
    const body = await answer.readBody(request.maxBytes);
    const response = { url: toldUrl(url), status, headers, body, certificate };
    return { kind: 'response', response };
  } finally {
    signal.removeEventListener('abort', tearDown);
    socket.destroy();
  }
}

function statusProblem(
  host: string,
  status: number,
  headers: ReadonlyMap<string, string>,
): FetchProblem {
  // RFC 9110, 10.2.3: the form in seconds; servers that throttle use it.
  const seconds = /^\d{1,6}$/.exec(headers.get('retry-after') ?? '')?.[0];
  const pause = seconds === undefined ? {} : { retryAfterMilliseconds: Number(seconds) * 1000 };
  return { kind: 'status', host, status, ...pause };
}

/** Whether a request says more than its URL, which is for the first host alone. */
function carriesMore({ form, json, headers, authorization }: FetchRequest): boolean {
  return [form, json, headers, authorization].some((part) => part !== undefined);
}

/** Where a redirect leads. Throws RequestProblem `redirect` when it is not followed. */
function redirectTarget(
  request: FetchRequest,
  location: string | undefined,
  from: URL,
  redirects: number,
): URL {
  const refuse = (reason: (FetchProblem & { kind: 'redirect' })['reason'], to: string) =>
    new RequestProblem({ kind: 'redirect', location: to, reason });
  if (location === undefined || location === '') throw refuse('no-location', '');
  const target = URL.parse(location, from.href);
  const told = target ? toldUrl(target).slice(0, 200) : '';
  if (carriesMore(request)) throw refuse('with-credentials', told);
  if (redirects >= MOST_REDIRECTS) throw refuse('too-many', told);
  const read = readUrl(location, from);
  if (!read.ok) throw refuse(read.fault, told);
  return read.url;
}
