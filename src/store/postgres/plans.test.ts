import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import type { Plan } from '../plan.ts';
import { PlanRunner } from './plans.ts';

/** A pool whose connections answer as `answer` says, and what was sent over them. */
function poolOf(answer: (sql: string) => unknown): { pool: pg.Pool; sent: string[] } {
  const sent: string[] = [];
  const query = async (sql: string) => {
    sent.push(sql);
    return answer(sql);
  };
  const client = { query, release: () => {} };
  return { pool: { query, connect: async () => client } as unknown as pg.Pool, sent };
}

const add = (sql: string): Plan => ({
  statements: [{ sql, parameters: [], expect: 1 }],
  changes: [],
});
const count = (sent: readonly string[], sql: string) => sent.filter((one) => one === sql).length;

test('plans whose fate is unknown are not run a second time', async () => {
  const { pool, sent } = poolOf((sql) => {
    if (sql === 'commit') throw new Error('Connection terminated unexpectedly');
    return { rowCount: 1, rows: [] };
  });
  const outcomes = await new PlanRunner(pool, pool).runAll([add('one'), add('two')]);
  assert.deepEqual(
    outcomes.map((outcome) => outcome?.kind),
    ['unavailable', 'unavailable'],
  );
  assert.deepEqual([count(sent, 'one'), count(sent, 'two')], [1, 1]);
});

test('plans of a group that was undone are run each by itself', async () => {
  const { pool, sent } = poolOf((sql) => ({
    rowCount: sql === 'stale' ? 0 : 1,
    rows: [],
    command: sql.toUpperCase(),
  }));
  const outcomes = await new PlanRunner(pool, pool).runAll([add('one'), add('stale')]);
  assert.deepEqual(outcomes, [undefined, { kind: 'guard', statement: 0, expected: 1, actual: 0 }]);
  assert.deepEqual([count(sent, 'commit'), count(sent, 'rollback')], [1, 2]);
});

test('a transaction that the database ends with a rollback is not told as committed', async () => {
  const { pool } = poolOf(() => ({ rowCount: 1, rows: [], command: 'ROLLBACK' }));
  const outcome = await new PlanRunner(pool, pool).run(add('one'));
  assert.deepEqual(outcome, {
    kind: 'refused',
    reason: 'the database rolled the transaction back',
  });
});
