import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { testPostgres } from '../../tools/postgres.ts';
import { needs, storesUnderTest } from '../../tools/programs.ts';
import { KILLS, killAgainAndAgain } from './kill.ts';

const skip = storesUnderTest().includes('postgres') ? needs('postgres') : { skip: 'SQLite only' };

test(
  `PostgreSQL: a server killed ${KILLS} times under load loses nothing that it answered`,
  skip,
  async () => {
    const postgres = await testPostgres();
    assert.ok(postgres);
    const url = await postgres.createDatabase();
    const settings = {
      GATEHOUSE_DATABASE_URL: url,
      GATEHOUSE_MASTER_KEY: randomBytes(32).toString('base64'),
    };
    try {
      await killAgainAndAgain({ settings, settled: () => untilAlone(url) });
    } finally {
      await postgres.stop();
    }
  },
);

/**
 * The database still carries out what it had been sent; the check must not read in the middle of it.
 */
async function untilAlone(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const others = `select 1 from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
      and backend_type = 'client backend'`;
  while ((await client.query(others)).rows.length > 0) await pause(5);
  await client.end();
}
