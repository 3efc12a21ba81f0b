import pg from 'pg';

/** The connections of one node: `write` runs plans, `read` everything else, `versions` only those. */
export interface Pools {
  readonly write: pg.Pool;
  readonly read: pg.Pool;
  readonly versions: pg.Pool;
  end(): Promise<void>;
}

const WRITE_CONNECTIONS = 8;
const READ_CONNECTIONS = 8;
const CONNECT_MILLISECONDS = 5000;
const QUERY_MILLISECONDS = 30_000;
/**
 * Requests wait for lookups and versions before anything else, so this is how long they hang at
 * worst when the database does not answer.
 */
export const LOOKUP_MILLISECONDS = 5000;

const INT8 = 20;
const NUMERIC = 1700;

/** Whole numbers come as numbers, as from SQLite, not as the texts that pg makes of wide ones. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 || oid === NUMERIC ? parseNumber : pg.types.getTypeParser(oid, format),
};

function parseNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new RangeError('a number in the database is too wide to be read exactly');
  }
  return value;
}

/** The pools of a node; connections are made when they are first needed. */
export function openPools(url: string): Pools {
  const write = pool(url, { max: WRITE_CONNECTIONS, pipeline: true });
  const read = pool(url, {
    max: READ_CONNECTIONS,
    // Whatever passes through `read` must not write: writes are plans.
    onConnect: async (client) => {
      await client.query('set default_transaction_read_only = on');
    },
  });
  const versions = pool(url, { max: 1, query_timeout: LOOKUP_MILLISECONDS });
  return {
    write,
    read,
    versions,
    end: async () => {
      await Promise.all([write.end(), read.end(), versions.end()]);
    },
  };
}

/** One connection without time limits, for migrations. */
export function migrationPool(url: string): pg.Pool {
  return pool(url, { max: 1, query_timeout: 0 });
}

function pool(url: string, options: pg.PoolConfig & { pipeline?: boolean }): pg.Pool {
  const made = new pg.Pool({
    connectionString: url,
    application_name: 'gatehouse',
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    query_timeout: QUERY_MILLISECONDS,
    keepAlive: true,
    types,
    ...options,
  });
  // A connection that dies fails the queries on it; unheard, the event would end the process too.
  made.on('error', () => {});
  made.on('connect', (client) => client.on('error', () => {}));
  return made;
}
