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
  const after = readToken(request.NextToken);
  const sorted = all
    .filter((item) => after === undefined || keyOf(item) > after)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return firstPage(sorted, request.MaxResults ?? MOST, LISTING, keyOf);
}

function readToken(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  const key = keyOfToken(token, LISTING);
  if (key === undefined) throw invalid('The NextToken of the request is not valid.');
  return key;
}
