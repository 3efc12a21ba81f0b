import { invalidInput } from '../../domain/organizations/errors.ts';
import { firstPage, keyOfToken } from '../../domain/page.ts';

/** The members of a list operation's input that ask for a page. */
export interface PageInput {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

const DEFAULT_SIZE = 20;
/** Every listing begins its tokens alike. */
const LISTING = 'after';

/** The part of a list that a page holds, and the token of the next one where there is more. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly more: { readonly NextToken?: string };
}

const KEY = /^[\w-]{1,300}$/;

/** Where a page begins: behind the row of this key; the first page begins behind none. */
export function pageStart({ NextToken: token }: PageInput, keys: RegExp = KEY): string {
  if (token === undefined) return '';
  const key = keyOfToken(token, LISTING);
  if (key !== undefined && keys.test(key)) return key;
  throw invalidInput('INVALID_NEXT_TOKEN', 'You specified an invalid pagination token.');
}

/** How many rows to read for a page: one more than it holds tells whether it is the last. */
export function rowsToRead({ MaxResults: size = DEFAULT_SIZE }: PageInput): number {
  return size + 1;
}

/** A page of rows that were read from its start on. */
export function pageOf<Row>(
  read: readonly Row[],
  keyOf: (row: Row) => string,
  { MaxResults: size = DEFAULT_SIZE }: PageInput,
): Page<Row> {
  const { items, nextToken } = firstPage(read, size, LISTING, keyOf);
  return { rows: items, more: nextToken === undefined ? {} : { NextToken: nextToken } };
}

/** A page of a whole list, whose keys need not be in order. */
export function pageOfAll<Row>(
  all: readonly Row[],
  keyOf: (row: Row) => string,
  input: PageInput,
): Page<Row> {
  const start = pageStart(input);
  const rest = all
    .map((row) => ({ row, key: keyOf(row) }))
    .filter(({ key }) => key > start)
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ row }) => row);
  return pageOf(rest, keyOf, input);
}
