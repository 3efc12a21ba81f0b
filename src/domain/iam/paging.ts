import { validationError } from './errors.ts';

/** One page of a listing, as every IAM List operation answers it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly isTruncated: boolean;
  readonly marker: string | undefined;
}

/** What every IAM List operation accepts: an opaque marker and a size of 1 to 1000 (default 100). */
export interface PageRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

const DEFAULT_SIZE = 100;

/** The sort key after which the page begins; empty for the first page. */
export function pageStart(request: PageRequest): string {
  if (request.Marker === undefined) return '';
  const text = Buffer.from(request.Marker, 'base64url').toString();
  if (!text.startsWith('m1:')) throw validationError('Invalid Marker.');
  return text.slice(3);
}

/** The marker of the page that begins after a sort key. */
export function markerAfter(key: string): string {
  return Buffer.from(`m1:${key}`).toString('base64url');
}

/** How many rows to read: one more than the page holds, which tells whether it is the last. */
export function pageLimit(request: PageRequest): number {
  return (request.MaxItems ?? DEFAULT_SIZE) + 1;
}

/** Cuts rows read with `pageLimit` into a page; `keyOf` gives the sort key of a row. */
export function cutPage<Item>(
  rows: readonly Item[],
  request: PageRequest,
  keyOf: (item: Item) => string,
): Page<Item> {
  const size = request.MaxItems ?? DEFAULT_SIZE;
  const items = rows.slice(0, size);
  const last = items.at(-1);
  const isTruncated = rows.length > size;
  const marker = isTruncated && last !== undefined ? markerAfter(keyOf(last)) : undefined;
  return { items, isTruncated, marker };
}

/** Pages over items that are already in memory, sorted by their key. */
export function pageOf<Item>(
  all: readonly Item[],
  request: PageRequest,
  keyOf: (item: Item) => string,
): Page<Item> {
  const start = pageStart(request);
  const sorted = [...all].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const rest = sorted.filter((item) => start === '' || keyOf(item) > start);
  return cutPage(rest.slice(0, pageLimit(request)), request, keyOf);
}

/** The members that end every List output. */
export function pageMembers(page: Page<unknown>): { IsTruncated: boolean; Marker?: string } {
  return { IsTruncated: page.isTruncated, ...(page.marker ? { Marker: page.marker } : {}) };
}
