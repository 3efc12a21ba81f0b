import type { Kysely } from 'kysely';
import { compilePlanStatement, type Plan, type Statement, type Tables } from '../../store/index.ts';
import { type AuditEvent, eventRecord, resourceName } from './record.ts';

/**
 * domain/audit: the event history in CloudTrail's shape. Owns records, their rows and LookupEvents'
 * search. Does not own when an event is written: calls/ adds it to each call's plan.
 */

/** Makes the statement that records an event; the SQL is compiled once for the store. */
export type EventWriter = (event: AuditEvent) => Statement;

/** An event writer for the store that `read` belongs to. */
export function createEventWriter(read: Kysely<Tables>): EventWriter {
  const { sql } = compilePlanStatement(
    read.insertInto('events').values({
      account_id: '',
      event_time: 0,
      event_id: '',
      region: '',
      event_name: '',
      event_source: '',
      user_name: '',
      access_key_id: '',
      read_only: 0,
      resources: '',
      record: '',
    }),
  );
  return (event) => ({
    sql,
    parameters: [
      event.account,
      event.time,
      event.eventId,
      event.region,
      event.name,
      event.source,
      event.userName ?? null,
      event.accessKeyId ?? null,
      event.readOnly ? 1 : 0,
      resourcePairs(event),
      eventRecord(event),
    ],
    expect: 1,
  });
}

/** JSON pairs of type and name, each resource by its name and by its ARN. */
function resourcePairs({ resources }: AuditEvent): string | null {
  if (resources.length === 0) return null;
  const pairs = resources.flatMap(({ type, arn }) => [
    [type, resourceName(arn)],
    [type, arn],
  ]);
  return JSON.stringify(pairs);
}

/**
 * The records of the events that a plan holds, so that the log can keep those of a plan that the
 * store could not: their calls have been answered.
 */
export function recordsIn({ statements }: Plan): string[] {
  return statements
    .filter(({ sql }) => INSERTS_EVENT.test(sql))
    .map(({ parameters }) => String(parameters.at(-1)));
}

const INSERTS_EVENT = /^insert into "?events"? /;
