import { type RawBuilder, sql } from 'kysely';

/** True in SQL for rows whose `path` begins with the prefix; every row when there is none. */
export function pathStartsWith(prefix: string | undefined): RawBuilder<boolean> {
  if (prefix === undefined || prefix === '/') return sql<boolean>`1 = 1`;
  return sql<boolean>`substr(path, 1, ${prefix.length}) = ${prefix}`;
}
