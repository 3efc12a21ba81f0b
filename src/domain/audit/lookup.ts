import { setImmediate } from 'node:timers/promises';
import {
  type ExpressionBuilder,
  type ExpressionWrapper,
  type Kysely,
  type SqlBool,
  sql,
} from 'kysely';
import { sha256 } from '../../base/digest.ts';
import { AwsError } from '../../failures/aws-error.ts';
import type { EventTable, Tables } from '../../store/index.ts';

/** What LookupEvents can filter by: one attribute at a time (aws-facts K1). */
export type LookupKey =
  | 'EventId'
  | 'EventName'
  | 'ReadOnly'
  | 'Username'
  | 'ResourceType'
  | 'ResourceName'
  | 'EventSource'
  | 'AccessKeyId';

/** A search in one account's event history; times in milliseconds, newest events first. */
export interface EventSearch {
  readonly account: string;
  readonly attribute: { readonly key: LookupKey; readonly value: string } | undefined;
  readonly from: number;
  readonly to: number;
  readonly size: number;
  readonly token: string | undefined;
}

type EventRow = Pick<
  EventTable,
  | 'event_time'
  | 'event_id'
  | 'event_name'
  | 'event_source'
  | 'user_name'
  | 'access_key_id'
  | 'read_only'
  | 'resources'
  | 'record'
>;

interface Position {
  readonly time: number;
  readonly id: string;
}

/**
 * Rows looked at in one statement, and statements in one call: a rare value must not hold up the
 * server. The embedded store answers in the same turn, so other calls get theirs between chunks.
 */
const CHUNK = 500;
const MOST_CHUNKS = 100;

/** One page of matching events and the token of the next; a page may be short and not the last. */
export async function searchEvents(
  read: Kysely<Tables>,
  search: EventSearch,
): Promise<{ rows: readonly EventRow[]; nextToken: string | undefined }> {
  const rows: EventRow[] = [];
  let position = search.token === undefined ? undefined : readToken(search, search.token);
  for (let chunk = 0; chunk < MOST_CHUNKS; chunk += 1) {
    const end = await chunkEnd(read, search, position);
    rows.push(...(await matching(read, search, position, end, search.size + 1 - rows.length)));
    if (rows.length > search.size) {
      const page = rows.slice(0, search.size);
      return { rows: page, nextToken: tokenAfter(search, page.at(-1)) };
    }
    if (!end) return { rows, nextToken: undefined };
    position = end;
    await setImmediate();
  }
  return { rows, nextToken: position && writeToken(search, position) };
}

function tokenAfter(search: EventSearch, row: EventRow | undefined): string | undefined {
  return row && writeToken(search, { time: row.event_time, id: row.event_id });
}

type Expressions = ExpressionBuilder<Tables, 'events'>;

function older(
  e: Expressions,
  { time, id }: Position,
): ExpressionWrapper<Tables, 'events', SqlBool> {
  return e.or([
    e('event_time', '<', time),
    e.and([e('event_time', '=', time), e('event_id', '<', id)]),
  ]);
}

function inRange(read: Kysely<Tables>, search: EventSearch, after: Position | undefined) {
  // The time is said again apart from `older`, whose "or" no index is used for.
  const query = read
    .selectFrom('events')
    .where('account_id', '=', search.account)
    .where('event_time', '>=', search.from)
    .where('event_time', '<=', after ? Math.min(after.time, search.to) : search.to);
  return after ? query.where((e) => older(e, after)) : query;
}

/** The last row of the chunk that begins after `after`; undefined when the range ends before. */
async function chunkEnd(
  read: Kysely<Tables>,
  search: EventSearch,
  after: Position | undefined,
): Promise<Position | undefined> {
  const row = await inRange(read, search, after)
    .select(['event_time', 'event_id'])
    .orderBy('event_time', 'desc')
    .orderBy('event_id', 'desc')
    .offset(CHUNK - 1)
    .limit(1)
    .executeTakeFirst();
  return row && { time: row.event_time, id: row.event_id };
}

async function matching(
  read: Kysely<Tables>,
  search: EventSearch,
  after: Position | undefined,
  end: Position | undefined,
  limit: number,
): Promise<EventRow[]> {
  let query = inRange(read, search, after).select([
    'event_time',
    'event_id',
    'event_name',
    'event_source',
    'user_name',
    'access_key_id',
    'read_only',
    'resources',
    'record',
  ]);
  if (end) query = query.where('event_time', '>=', end.time).where((e) => e.not(older(e, end)));
  const { attribute } = search;
  if (attribute) query = query.where((e) => attributeMatches(e, attribute.key, attribute.value));
  return await query
    .orderBy('event_time', 'desc')
    .orderBy('event_id', 'desc')
    .limit(limit)
    .execute();
}

function attributeMatches(
  e: Expressions,
  key: LookupKey,
  value: string,
): ExpressionWrapper<Tables, 'events', SqlBool> {
  switch (key) {
    case 'EventId':
      return e('event_id', '=', value);
    case 'EventName':
      return e('event_name', '=', value);
    case 'EventSource':
      return e('event_source', '=', value);
    case 'Username':
      return e('user_name', '=', value);
    case 'AccessKeyId':
      return e('access_key_id', '=', value);
    case 'ReadOnly':
      return e('read_only', '=', value === 'true' ? 1 : value === 'false' ? 0 : -1);
    case 'ResourceType':
      return resourcesContain(e, `[${JSON.stringify(value)},`);
    case 'ResourceName':
      return resourcesContain(e, `,${JSON.stringify(value)}]`);
  }
}

/** Exact and case-sensitive in every database, unlike LIKE. */
function resourcesContain(
  e: Expressions,
  part: string,
): ExpressionWrapper<Tables, 'events', SqlBool> {
  return e(sql<string>`replace(resources, ${part}, '')`, '<>', e.ref('resources'));
}

function fingerprint({ account, attribute, from, to }: EventSearch): string {
  const query = JSON.stringify([account, attribute?.key, attribute?.value, from, to]);
  return sha256(query, 'base64url').slice(0, 16);
}

function writeToken(search: EventSearch, { time, id }: Position): string {
  return Buffer.from(`${fingerprint(search)}.${time}.${id}`).toString('base64url');
}

/** A token continues the search that gave it and no other; it has one spelling. */
function readToken(search: EventSearch, token: string): Position {
  const [, time, ...id] = Buffer.from(token, 'base64url').toString().split('.');
  const position = { time: Number(time), id: id.join('.') };
  if (/^\d{1,15}$/.test(time ?? '') && writeToken(search, position) === token) return position;
  throw new AwsError(
    'InvalidNextTokenException',
    'Invalid token or a token that was previously used in a request with different parameters.',
  );
}
