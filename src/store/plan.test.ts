import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Compilable } from 'kysely';
import { changedAccounts, compilePlanStatement } from './plan.ts';

const query = (...parameters: unknown[]): Compilable => ({
  compile: () => ({ sql: 'x', parameters, query: undefined as never, queryId: undefined as never }),
});

test('a statement carries its SQL, values, expectation and guard', () => {
  assert.deepEqual(compilePlanStatement(query('a', 1, 2n, null), 1, 'the name is free'), {
    sql: 'x',
    parameters: ['a', 1, 2n, null],
    expect: 1,
    guard: 'the name is free',
  });
  assert.deepEqual(compilePlanStatement(query()), { sql: 'x', parameters: [], expect: 'any' });
});

test('bytes of a pool do not carry their pool along', () => {
  const [value] = compilePlanStatement(query(Buffer.from('abc'))).parameters;
  assert.ok(value instanceof Uint8Array);
  assert.equal(value.buffer.byteLength, 3);
});

test('a value that the two back ends would store differently is refused', () => {
  for (const value of [true, undefined, new Date(0), { a: 1 }, ['a']]) {
    assert.throws(() => compilePlanStatement(query(value)), {
      name: 'TypeError',
      message: `a value of type \`${typeof value}\` cannot be written to the store`,
    });
  }
  assert.deepEqual(compilePlanStatement(query(1)).parameters, [1]);
});

test('changed accounts are told once each, in one order for all plans', () => {
  const changes = ['b', 'a', 'b'].map((account) => ({ account, entity: 'x' }));
  assert.deepEqual(changedAccounts({ statements: [], changes }), ['a', 'b']);
});
