import { firstPage, keyOfToken, type Page } from '../page.ts';
import { invalid } from './errors.ts';

/** What listings of identitystore accept: an opaque token and a size of 1 to 100. */
export interface PageRequest {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

const MOST = 100;

/**
 * The sort key after which the page begins; empty for the first one. A token goes on in the listing
 * that gave it alone. Throws ValidationException for any other.
 *
 * @param listing what is listed of which store, as `users d-1234567890`
 */
export function pageStart(request: PageRequest, listing: string): string {
  if (request.NextToken === undefined) return '';
  const key = keyOfToken(request.NextToken, listing);
  if (key === undefined) throw invalid('The provided next token is not valid');
  return key;
}

/** How many rows to read: one more than the page holds, which tells whether it is the last. */
export function pageLimit({ MaxResults = MOST }: PageRequest): number {
  return MaxResults + 1;
}

/** Cuts rows read with `pageLimit` into a page; `keyOf` gives the sort key of a row. */
export function cutPage<Row>(
  rows: readonly Row[],
  request: PageRequest,
  listing: string,
  keyOf: (row: Row) => string,
): Page<Row> {
  return firstPage(rows, request.MaxResults ?? MOST, listing, keyOf);
}
