import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import type { Plan } from '../plan.ts';
import { GroupRunner, outcomeOf } from './group.ts';

/** A database that has room for four more pages. */
function smallDatabase(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  db.exec('create table t (name text primary key, body text)');
  db.exec('create table account_versions (account text primary key, version int)');
  db.exec(
    'create table changes (account, version, entity, primary key (account, version, entity))',
  );
  const { page_count: pages } = db.prepare('pragma page_count').get() ?? {};
  db.exec(`pragma max_page_count = ${Number(pages) + 4}`);
  return db;
}

const insert = (name: string, size: number): Plan => ({
  statements: [
    { sql: 'insert into t values (?, ?)', parameters: [name, 'x'.repeat(size)], expect: 1 },
  ],
  changes: [],
});

test('a plan that finds no room leaves the others of its group their place', () => {
  const db = smallDatabase();
  const runner = new GroupRunner(db);
  const results = runner.run([insert('a', 10), insert('big', 200_000), insert('b', 10)]);
  assert.deepEqual(
    results.map((result) => result?.kind),
    [undefined, 'full', undefined],
  );
  assert.deepEqual(
    db
      .prepare('select name from t order by name')
      .all()
      .map((row) => row.name),
    ['a', 'b'],
  );
  assert.equal(db.isTransaction, false);
});

test('writes go on when there is room again', () => {
  const db = smallDatabase();
  const runner = new GroupRunner(db);
  const [full] = runner.run([insert('big', 200_000)]);
  assert.deepEqual(full, { kind: 'full', reason: 'database or disk is full' });
  db.exec('pragma max_page_count = 1000');
  assert.deepEqual(runner.run([insert('big', 200_000)]), [undefined]);
});

test('errors of SQLite by their result codes', () => {
  const error = (errcode: number, message = 'text') =>
    Object.assign(new Error(message), { errcode });
  assert.deepEqual(outcomeOf(error(13)), { kind: 'full', reason: 'text' });
  assert.deepEqual(outcomeOf(error(4874)), { kind: 'full', reason: 'text' });
  assert.deepEqual(outcomeOf(error(5)), { kind: 'unavailable', reason: 'text' });
  assert.deepEqual(outcomeOf(error(1034)), { kind: 'unavailable', reason: 'text' });
  assert.deepEqual(outcomeOf(error(787)), { kind: 'constraint', reason: 'text' });
  assert.deepEqual(outcomeOf(error(2067, 'UNIQUE constraint failed: t.a, t.b')), {
    kind: 'unique',
    table: 't',
    columns: ['a', 'b'],
  });
  assert.deepEqual(outcomeOf(error(1)), { kind: 'refused', reason: 'text' });
  assert.deepEqual(outcomeOf(new TypeError('text')), { kind: 'refused', reason: 'text' });
});
