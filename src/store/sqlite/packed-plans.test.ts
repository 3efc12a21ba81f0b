import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Plan } from '../plan.ts';
import { packPlans, unpackPlans } from './packed-plans.ts';

const value = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.double(),
  fc.bigInt(),
  fc.string(),
  fc.uint8Array(),
);
const statement = fc.record({
  sql: fc.constantFrom('insert', 'update', 'delete', ''),
  parameters: fc.array(value, { maxLength: 12 }),
  expect: fc.oneof(fc.nat(), fc.constant('any' as const)),
});
const change = fc.record({ account: fc.string(), entity: fc.string() });
const plan = fc.record({ statements: fc.array(statement), changes: fc.array(change) });

test('plans are the same after they were packed, cloned and unpacked', () => {
  fc.assert(
    fc.property(fc.array(plan), (plans: Plan[]) => {
      const unpacked = unpackPlans(structuredClone(packPlans(plans)));
      assert.deepEqual(unpacked, structuredClone(plans));
    }),
  );
});

test('a statement that expects nothing in particular may touch any number of rows', () => {
  const given: Plan = { statements: [{ sql: 'x', parameters: [] }], changes: [] };
  assert.equal(unpackPlans(packPlans([given]))[0]?.statements[0]?.expect, 'any');
});

test('each SQL text is sent once', () => {
  const one: Plan = { statements: [{ sql: 'x', parameters: [1] }], changes: [] };
  assert.deepEqual(packPlans([one, one]).sql, ['x']);
});
