import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EntityCache } from './entity-cache.ts';

const cacheOf = (limit: number, seesAllWrites = true) => new EntityCache({ limit, seesAllWrites });

test('an answer given at once is returned at once and held', () => {
  const cache = cacheOf(10);
  assert.equal(
    cache.get('a', 'x', () => 1),
    1,
  );
  assert.equal(
    cache.get('a', 'x', () => 2),
    1,
  );
  assert.equal(cache.peek('a', 'x'), 1);
  cache.drop('a', 'x');
  assert.equal(
    cache.get('a', 'x', () => 2),
    2,
  );
});

test('an account that nobody vouched for is read, not held', () => {
  const cache = cacheOf(10, false);
  assert.equal(
    cache.get('a', 'x', () => 1),
    1,
  );
  assert.equal(cache.peek('a', 'x'), undefined);
  cache.setVersion('a', 7);
  assert.equal(
    cache.get('a', 'x', () => 2),
    2,
  );
  assert.equal(cache.peek('a', 'x'), 2);
  assert.equal(cache.versionOf('a'), 7);
});

test('a load under way when its account is dropped is not held', async () => {
  const cache = cacheOf(10, false);
  cache.setVersion('a', 1);
  const early = cache.get('a', 'x', async () => 'old');
  cache.dropAccount('a');
  cache.setVersion('a', 2);
  assert.equal(await early, 'old');
  assert.equal(cache.peek('a', 'x'), undefined);
});

test('an entity that is used stays while others come and go', () => {
  const cache = cacheOf(100);
  cache.get('a', 'used', () => 'held');
  for (let i = 0; i < 2000; i += 1) {
    cache.get(`account ${i % 7}`, `entity ${i}`, () => i);
    cache.get('a', `other ${i}`, () => i);
    assert.equal(cache.peek('a', 'used'), 'held');
  }
});

test('names tried by a stranger grow neither the entities nor the accounts', () => {
  const cache = cacheOf(50, false);
  for (let i = 0; i < 5000; i += 1) {
    cache.setVersion(`account ${i}`, 0);
    cache.get(`account ${i}`, 'x', () => (i % 2 === 0 ? i : undefined));
  }
  const accounts = Array.from({ length: 5000 }, (_, i) => cache.versionOf(`account ${i}`));
  assert.ok(accounts.filter((version) => version !== undefined).length <= 100);
  assert.ok(cache.size <= 50);
});

test('a load may use the cache itself, even for its own entity', () => {
  const cache = cacheOf(4);
  const value = cache.get('a', 'x', () => {
    for (let i = 0; i < 20; i += 1) cache.get('b', `part ${i}`, () => i);
    return cache.get('a', 'x', () => 'inner');
  });
  assert.equal(value, 'inner');
  assert.equal(cache.peek('a', 'x'), 'inner');
  assert.ok(cache.size <= 4);
});

test('the size counted is the number held, whatever happens, and never above the limit', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd');
  const step = fc.oneof(
    fc.record({ kind: fc.constant('get'), account: name, entity: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ kind: fc.constant('drop'), account: name, entity: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ kind: fc.constant('dropAccount'), account: name, entity: fc.constant(0) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const cache = cacheOf(12);
      for (const { kind, account, entity } of steps) {
        if (kind === 'get') cache.get(account, String(entity), () => `${account}${entity}`);
        else if (kind === 'drop') cache.drop(account, String(entity));
        else cache.dropAccount(account);
        assert.ok(cache.size <= 12);
      }
      let held = 0;
      for (const account of ['a', 'b', 'c', 'd']) {
        for (let entity = 0; entity < 10; entity += 1) {
          const value = cache.peek(account, String(entity));
          if (value !== undefined) held += 1;
          assert.ok(value === undefined || value === `${account}${entity}`);
        }
      }
      assert.equal(cache.size, held);
    }),
    { numRuns: 300 },
  );
});
