/**
 * Pages of listings: what they hold and the tokens by which they go on. A token is opaque to callers; it
 * carries the key of the last item and the name of the listing, and goes on in that listing alone.
 * Sizes, and what is told of a wrong token, are each service's own.
 */

/** One page; `nextToken` is undefined on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/** The key after which the page of a token begins; undefined for a token of other making. */
export function keyOfToken(token: string, listing: string): string | undefined {
  const text = Buffer.from(token, 'base64url').toString();
  const key = text.slice(listing.length + 1);
  return key !== '' && tokenOf(listing, key) === token ? key : undefined;
}

/** The first `size` of these rows, which follow each other; more of them mean a further page. */
export function firstPage<Row>(
  rows: readonly Row[],
  size: number,
  listing: string,
  keyOf: (row: Row) => string,
): Page<Row> {
  const items = rows.slice(0, size);
  const last = items.at(-1);
  const more = rows.length > size && last !== undefined;
  return { items, nextToken: more ? tokenOf(listing, keyOf(last)) : undefined };
}

function tokenOf(listing: string, key: string): string {
  return Buffer.from(`${listing}:${key}`).toString('base64url');
}
