import type pg from 'pg';
import { type Outcome, reasonOf } from '../errors.ts';

/**
 * The outcome that an error of pg stands for (PostgreSQL manual, appendix A: error codes). `pool`
 * tells the columns of a unique key; it must not be one whose connections the callers hold.
 */
export async function outcomeOf(
  error: unknown,
  statement: number,
  pool: pg.Pool,
): Promise<Outcome> {
  const { code, constraint, schema } = fieldsOf(error);
  const reason = reasonOf(error);
  if (error instanceof TypeError || error instanceof RangeError) return { kind: 'refused', reason };
  switch (code) {
    case '23505':
      return (await uniqueOutcome(pool, schema, constraint)) ?? { kind: 'constraint', reason };
    case '40001': // serialization_failure
    case '40P01': // deadlock_detected
      return { kind: 'guard', statement, expected: 1, actual: 0 };
    case '53100': // disk_full
      return { kind: 'full', reason };
    case '25006': // read_only_sql_transaction: this is a standby
      return { kind: 'unavailable', reason };
  }
  switch (code.slice(0, 2)) {
    case '23':
      return { kind: 'constraint', reason };
    case '': // the connection failed, not the statement
    case '08': // connection exceptions
    case '53': // insufficient resources
    case '57': // operator intervention, shutdown
    case '58': // system errors
      return { kind: 'unavailable', reason };
    default:
      return { kind: 'refused', reason };
  }
}

interface Fields {
  readonly code: string;
  readonly constraint: string;
  readonly schema: string;
  readonly severity: string;
}

/** The fields of a message of the server; empty for errors of Node, whose codes mean other things. */
function fieldsOf(error: unknown): Fields {
  const fields = (error ?? {}) as Partial<Fields>;
  const { code = '', constraint = '', schema = '', severity = '' } = fields;
  return { code: severity === '' ? '' : code, constraint, schema, severity };
}

interface IndexColumn {
  readonly table_name: string;
  readonly column_name: string;
}

const INDEX_COLUMNS = `select t.relname as table_name, a.attname as column_name
  from pg_class i
  join pg_namespace n on n.oid = i.relnamespace
  join pg_index x on x.indexrelid = i.oid
  join pg_class t on t.oid = x.indrelid
  join lateral unnest(x.indkey) with ordinality as k (number, position) on true
  join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number
  where i.relname = $1 and n.nspname = $2
  order by k.position`;

/** The message tells the columns too, but in the language of the server. */
async function uniqueOutcome(
  pool: pg.Pool,
  schema: string,
  constraint: string,
): Promise<Outcome | undefined> {
  const values = [constraint, schema];
  try {
    const { rows } = await pool.query<IndexColumn>(INDEX_COLUMNS, values);
    const table = rows[0]?.table_name;
    if (table === undefined) return undefined;
    return { kind: 'unique', table, columns: rows.map((row) => row.column_name) };
  } catch {
    return undefined;
  }
}
