import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { sha256 } from '../../base/digest.ts';
import type { Attempt } from '../../failures/attempt.ts';
import { refuse } from '../../failures/aws-error.ts';
import type { Tables } from '../../store/index.ts';
import { idFloor } from './ids.ts';
import {
  type AttemptLine,
  type AttemptSummary,
  keptName,
  LINE_COLUMNS,
  readAttempt,
  summaryOf,
} from './rows.ts';

/** What attempts are looked for by; all that is given must hold. */
export interface AttemptFilter {
  readonly requestId?: string | undefined;
  readonly provider?: string | undefined;
  readonly subject?: string | undefined;
  readonly code?: string | undefined;
  readonly outcome?: string | undefined;
  readonly kind?: string | undefined;
  /** Milliseconds; both ends count. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** A search in one account. */
export interface AttemptSearch {
  readonly account: string;
  readonly filter: AttemptFilter;
  /** Attempts of a page. */
  readonly size: number;
  /** Of the page before. */
  readonly token?: string | undefined;
}

/** One page, newest first; it may be short and yet not the last. */
export interface AttemptPage {
  readonly attempts: readonly AttemptSummary[];
  readonly nextToken: string | undefined;
}

/** Rows looked at in one statement, and statements in one call, when a filter has no index. */
const CHUNK = 500;
const MOST_CHUNKS = 10;

/**
 * Finds attempts. One filter is looked up in its index, the one that usually says most; the others
 * are held against what it finds, so that no choice of filters reads more than a bounded number of
 * rows.
 *
 * @throws AwsError InvalidNextTokenException (ATT-002) for a token of another search
 */
export async function searchAttempts(
  read: Kysely<Tables>,
  search: AttemptSearch,
): Promise<AttemptPage> {
  const found: AttemptLine[] = [];
  const chunkSize = indexedAlone(search.filter) ? search.size + 1 : CHUNK;
  let after = search.token === undefined ? undefined : readToken(search, search.token);
  for (let chunk = 0; chunk < MOST_CHUNKS; chunk += 1) {
    const lines = await linesAfter(read, search, after, chunkSize);
    found.push(...lines.filter((line) => fits(line, search.filter)));
    if (found.length > search.size) {
      const page = found.slice(0, search.size);
      return { attempts: page.map(summaryOf), nextToken: tokenAfter(search, page.at(-1)) };
    }
    const last = lines.at(-1);
    if (lines.length < chunkSize || !last) {
      return { attempts: found.map(summaryOf), nextToken: undefined };
    }
    after = last.attempt_id;
    await setImmediate();
  }
  return { attempts: found.map(summaryOf), nextToken: after && writeToken(search, after) };
}

/** Columns with an index of their own, the most telling first. */
const INDEXED = ['request_id', 'subject', 'code', 'provider'] as const;

function wanted(filter: AttemptFilter): Partial<Record<keyof AttemptLine, string>> {
  const { requestId, provider, subject, code, outcome, kind } = filter;
  return {
    ...(requestId === undefined ? {} : { request_id: requestId }),
    ...(subject === undefined ? {} : { subject: keptName(subject) }),
    ...(code === undefined ? {} : { code }),
    ...(provider === undefined ? {} : { provider: keptName(provider) }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(kind === undefined ? {} : { kind }),
  };
}

/** Whether the index answers all that is asked, so that every row it finds fits. */
function indexedAlone(filter: AttemptFilter): boolean {
  const columns = Object.keys(wanted(filter));
  return (
    columns.length === 0 || (columns.length === 1 && INDEXED.some((each) => each === columns[0]))
  );
}

function fits(line: AttemptLine, filter: AttemptFilter): boolean {
  return Object.entries(wanted(filter)).every(
    ([column, value]) => line[column as keyof AttemptLine] === value,
  );
}

async function linesAfter(
  read: Kysely<Tables>,
  { account, filter }: AttemptSearch,
  after: string | undefined,
  limit: number,
): Promise<AttemptLine[]> {
  const values = wanted(filter);
  const indexed = INDEXED.find((column) => values[column] !== undefined);
  let query = read
    .selectFrom('attempts')
    .select(LINE_COLUMNS)
    .where('account_id', '=', account)
    .orderBy('attempt_id', 'desc')
    .limit(limit);
  if (indexed) query = query.where(indexed, '=', values[indexed] ?? '');
  if (filter.from !== undefined) query = query.where('attempt_id', '>=', idFloor(filter.from));
  if (filter.to !== undefined) query = query.where('attempt_id', '<', idFloor(filter.to + 1));
  if (after !== undefined) query = query.where('attempt_id', '<', after);
  return await query.execute();
}

/** How one attempt is named: by its own id or by that of its request. */
export type AttemptName = { readonly attempt: string } | { readonly request: string };

/** An attempt as it is kept, and whether its body was captured. */
export interface StoredAttempt extends Attempt {
  readonly bodyCaptured: boolean;
}

/** The attempt of the account that is named so; of several of one request the newest. */
export async function findAttempt(
  read: Kysely<Tables>,
  account: string,
  name: AttemptName,
): Promise<StoredAttempt | undefined> {
  const [column, id] =
    'attempt' in name
      ? (['attempt_id', name.attempt] as const)
      : (['request_id', name.request] as const);
  const row = await read
    .selectFrom('attempts')
    .select([...LINE_COLUMNS, 'record'])
    .where('account_id', '=', account)
    .where(column, '=', id)
    .orderBy('attempt_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const body = await read
    .selectFrom('attempt_bodies')
    .select('attempt_id')
    .where('account_id', '=', account)
    .where('attempt_id', '=', row.attempt_id)
    .executeTakeFirst();
  return { ...readAttempt(row), bodyCaptured: body !== undefined };
}

/** Every account that has attempts. */
export async function accountsWithAttempts(read: Kysely<Tables>): Promise<string[]> {
  const accounts: string[] = [];
  for (let last: string | undefined = ''; last !== undefined; ) {
    const row: { account_id: string | null } | undefined = await read
      .selectFrom('attempts')
      .select((e) => e.fn.min<string | null>('account_id').as('account_id'))
      .where('account_id', '>', last)
      .executeTakeFirst();
    last = row?.account_id ?? undefined;
    if (last !== undefined) accounts.push(last);
  }
  return accounts;
}

function fingerprint({ account, filter }: AttemptSearch): string {
  const { from, to } = filter;
  const query = JSON.stringify([account, wanted(filter), from ?? null, to ?? null]);
  return sha256(query, 'base64url').slice(0, 16);
}

function tokenAfter(search: AttemptSearch, line: AttemptLine | undefined): string | undefined {
  return line && writeToken(search, line.attempt_id);
}

function writeToken(search: AttemptSearch, id: string): string {
  return Buffer.from(`${fingerprint(search)}.${id}`).toString('base64url');
}

/** A token continues the search that gave it and no other; it has one spelling. */
function readToken(search: AttemptSearch, token: string): string {
  const [, id = ''] = Buffer.from(token, 'base64url').toString().split('.');
  if (/^[0-9a-f-]{36}$/.test(id) && writeToken(search, id) === token) return id;
  throw refuse('ATT-002', {});
}
