import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CHANGES_KEPT, PRUNE_EVERY } from '../engine-tables.ts';
import { GuardFailed } from '../errors.ts';
import {
  addThing,
  amountOf,
  type BackEnd,
  openTest,
  planOf,
  setAmount,
  type TestStore,
} from './harness.ts';

/** Versions of accounts, the change log, and the cache that follows them. */
export function versionConformance(backEnd: BackEnd): void {
  describe(`${backEnd.name}: versions and cache`, () => {
    let store: TestStore;
    before(async () => {
      store = await openTest(await backEnd.place(), { cacheLimit: 40 });
    });
    after(() => store.close());

    const versionOf = async (account: string): Promise<number | undefined> => {
      const lookup = store.prepare<{ version: number }>(
        'select version from account_versions where account = ?',
      );
      return (await lookup(account))[0]?.version;
    };
    const logOf = async (account: string): Promise<[number, string][]> => {
      const lookup = store.prepare<{ version: number; entity: string }>(
        'select version, entity from changes where account = ? order by version, entity',
      );
      return (await lookup(account)).map((row) => [row.version, row.entity]);
    };

    test('each plan with changes raises the version of its accounts and logs what changed', async () => {
      await store.commit(planOf([addThing(store, 'v', 'x')], 'v', 'thing:x', 'list', 'list'));
      const both = planOf([addThing(store, 'v', 'y')], 'v', 'thing:y');
      both.changes.push({ account: 'w', entity: 'other' });
      await store.commit(both);
      await store.commit(planOf([addThing(store, 'v', 'z')]));
      assert.deepEqual([await versionOf('v'), await versionOf('w')], [2, 1]);
      assert.deepEqual(await logOf('v'), [
        [1, 'list'],
        [1, 'thing:x'],
        [2, 'thing:y'],
      ]);
      assert.deepEqual(await logOf('w'), [[1, 'other']]);
    });

    test('a refused plan raises no version', async () => {
      await store.commit(planOf([], 'n', 'first'));
      await assert.rejects(
        store.commit(planOf([setAmount(store, 'n', 'none', 1, 1)], 'n', 'second')),
        GuardFailed,
      );
      assert.deepEqual(await logOf('n'), [[1, 'first']]);
      assert.equal(await versionOf('n'), 1);
    });

    test('the change log keeps a bounded number of versions', async () => {
      const versions = CHANGES_KEPT + PRUNE_EVERY;
      for (let from = 0; from < versions; from += PRUNE_EVERY) {
        await Promise.all(
          Array.from({ length: PRUNE_EVERY }, () => store.commit(planOf([], 'p', 'x'))),
        );
      }
      const log = await logOf('p');
      assert.equal(log.length, CHANGES_KEPT);
      assert.equal(log[0]?.[0], PRUNE_EVERY + 1);
    });

    test('what a caller wrote is what it reads next, through the cache', async () => {
      const read = async () => {
        await store.fresh(['c']);
        return await store.cache.get('c', 'x', () => amountOf(store, 'c', 'x'));
      };
      await store.commit(planOf([addThing(store, 'c', 'x', 0)], 'c', 'x'));
      for (let amount = 1; amount < 20; amount += 1) {
        assert.equal(await read(), amount - 1);
        assert.equal(store.cache.peek('c', 'x'), amount - 1);
        await store.commit(planOf([setAmount(store, 'c', 'x', amount, amount)], 'c', 'x'));
        assert.equal(store.cache.peek('c', 'x'), undefined);
      }
    });

    test('an entity that nobody changed stays', async () => {
      await store.fresh(['k']);
      await store.cache.get('k', 'kept', async () => 'value');
      await store.commit(planOf([], 'k', 'other'));
      await store.fresh(['k']);
      assert.equal(store.cache.peek('k', 'kept'), 'value');
    });

    test('callers at the same time share one load; its failure is theirs and is not kept', async () => {
      await store.fresh(['l']);
      let loads = 0;
      const load = async () => {
        loads += 1;
        await new Promise((resolve) => setImmediate(resolve));
        if (loads === 1) throw new Error('first load fails');
        return loads;
      };
      const first = await Promise.allSettled([1, 2, 3].map(() => store.cache.get('l', 'x', load)));
      assert.deepEqual(
        first.map((result) => result.status),
        ['rejected', 'rejected', 'rejected'],
      );
      assert.deepEqual(
        await Promise.all([1, 2, 3].map(() => store.cache.get('l', 'x', load))),
        [2, 2, 2],
      );
      assert.equal(loads, 2);
    });

    test('a load that began before a change is not kept after it', async () => {
      await store.fresh(['i']);
      const gate = Promise.withResolvers<string>();
      const early = store.cache.get('i', 'x', () => gate.promise);
      await store.commit(planOf([], 'i', 'x'));
      await store.fresh(['i']);
      const late = store.cache.get('i', 'x', async () => 'new');
      gate.resolve('old');
      assert.equal(await early, 'old');
      assert.equal(await late, 'new');
      assert.equal(store.cache.peek('i', 'x'), 'new');
    });

    test('what does not exist is not kept', async () => {
      await store.fresh(['m']);
      assert.equal(await store.cache.get('m', 'x', async () => undefined), undefined);
      assert.equal(await store.cache.get('m', 'x', async () => 'now there'), 'now there');
    });
  });
}
