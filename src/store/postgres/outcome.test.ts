import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import { outcomeOf } from './outcome.ts';

/** A pool that knows the columns of one index. */
const pool = {
  query: async () => ({
    rows: [
      { table_name: 't', column_name: 'a' },
      { table_name: 't', column_name: 'b' },
    ],
  }),
} as unknown as pg.Pool;

const kindOf = async (code: string, fields: object = { severity: 'ERROR' }) => {
  return await outcomeOf(Object.assign(new Error('text'), { code, ...fields }), 3, pool);
};

test('errors of PostgreSQL by their codes', async () => {
  const reason = 'text';
  assert.deepEqual(await kindOf('23505'), { kind: 'unique', table: 't', columns: ['a', 'b'] });
  assert.deepEqual(await kindOf('23503'), { kind: 'constraint', reason });
  assert.deepEqual(await kindOf('53100'), { kind: 'full', reason });
  for (const code of ['25006', '08006', '53300', '57P01', '58030']) {
    assert.deepEqual(await kindOf(code), { kind: 'unavailable', reason }, code);
  }
  for (const code of ['ECONNREFUSED', 'EPIPE', '']) {
    assert.deepEqual(await kindOf(code, {}), { kind: 'unavailable', reason }, code);
  }
  for (const code of ['42P01', '22001', '25P02']) {
    assert.deepEqual(await kindOf(code), { kind: 'refused', reason }, code);
  }
  assert.deepEqual(await outcomeOf(new TypeError('text'), 0, pool), { kind: 'refused', reason });
});

test('a transaction that lost to another one is told as a guard, so that it is tried again', async () => {
  for (const code of ['40001', '40P01']) {
    assert.deepEqual(await kindOf(code), { kind: 'guard', statement: 3, expected: 1, actual: 0 });
  }
});
