import { invalid } from './errors.ts';

/** What sso-admin's List operations accept: 1 to 100 items a page. */
export interface PageRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

/** One page; `nextToken` is undefined on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

const MOST = 100;

/**
 * The page of items that follow the request's token, in the order of their keys. The token is the
 * key of the last item of the page before. Throws ValidationException for a token of other making.
 */
export function pageOf<Item>(
  all: readonly Item[],
  request: PageRequest,
  keyOf: (item: Item) => string,
): Page<Item> {
  const after = readToken(request.NextToken);
  const sorted = all
    .filter((item) => after === undefined || keyOf(item) > after)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const size = request.MaxResults ?? MOST;
  const items = sorted.slice(0, size);
  const last = items.at(-1);
  const more = sorted.length > size && last !== undefined;
  return { items, nextToken: more ? writeToken(keyOf(last)) : undefined };
}

function writeToken(key: string): string {
  return Buffer.from(`after:${key}`).toString('base64url');
}

function readToken(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  const [, key] = /^after:(.+)$/su.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (key === undefined || writeToken(key) !== token) {
    throw invalid('The NextToken of the request is not valid.');
  }
  return key;
}
