import { firstPage, keyOfToken, type Page } from '../page.ts';
import { invalid } from './errors.ts';

/** What sso-admin's List operations accept: 1 to 100 items a page. */
export interface PageRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

const MOST = 100;
/** Every listing begins its tokens alike. */
const LISTING = 'after';

/**
 * The page of items that follow the request's token, in the order of their keys. The token is the
 * key of the last item of the page before. Throws ValidationException for a token of other making.
 */
export function pageOf<Item>(
  all: readonly Item[],
  request: PageRequest,
  keyOf: (item: Item) => string,
): Page<Item> {
  const after = startOf(request)?.[0];
  const sorted = all
    .filter((item) => after === undefined || keyOf(item) > after)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return firstPage(sorted, request.MaxResults ?? MOST, LISTING, keyOf);
}

/**
 * The key behind which the page of a request begins, as `form` reads it; undefined for the first page.
 * Throws ValidationException for a token of other making.
 */
export function startOf(
  { NextToken: token }: PageRequest,
  form: RegExp = /^.+$/s,
): RegExpExecArray | undefined {
  if (token === undefined) return undefined;
  const found = form.exec(keyOfToken(token, LISTING) ?? '');
  if (found === null) throw invalid('The NextToken of the request is not valid.');
  return found;
}

/** How many rows to read for a page: one more than it holds tells whether it is the last. */
export function rowsToRead({ MaxResults: size = MOST }: PageRequest): number {
  return size + 1;
}

/** The page of rows that were read in the order of their keys, from its start on. */
export function cutPage<Row>(
  rows: readonly Row[],
  { MaxResults: size = MOST }: PageRequest,
  keyOf: (row: Row) => string,
): Page<Row> {
  return firstPage(rows, size, LISTING, keyOf);
}
