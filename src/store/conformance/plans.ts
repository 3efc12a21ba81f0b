import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import {
  ConstraintViolation,
  GuardFailed,
  StatementRefused,
  StoreUnavailable,
  UniqueViolation,
} from '../errors.ts';
import { compilePlanStatement, type Statement } from '../plan.ts';
import {
  addThing,
  amountOf,
  type BackEnd,
  openTest,
  planOf,
  setAmount,
  type TestStore,
} from './harness.ts';

/** Plans: all or nothing, guards, what is refused and how, prepared reads. */
export function planConformance(backEnd: BackEnd): void {
  describe(`${backEnd.name}: plans`, () => {
    let store: TestStore;
    before(async () => {
      store = await openTest(await backEnd.place());
    });
    after(() => store.close());

    test('a committed plan is read back by queries and by prepared lookups', async () => {
      await store.commit(planOf([addThing(store, 'a', 'x', 2 ** 40), addThing(store, 'a', 'y')]));
      assert.equal(await amountOf(store, 'a', 'x'), 2 ** 40);
      const lookup = store.prepare<{ name: string; amount: number }>(
        `select name, amount from things where account = ? and name <> '?' order by name`,
      );
      const rows = (await lookup('a')).map((row) => [row.name, row.amount]);
      assert.deepEqual(rows, [
        ['x', 2 ** 40],
        ['y', 1],
      ]);
    });

    test('a statement made once serves many plans', async () => {
      const add = store.prepareStatement(
        'insert into things (account, name, amount, row_version) values (?, ?, ?, 1)',
        1,
      );
      await store.commit(planOf([add('once', 'x', 1), add('once', 'y', 2)]));
      assert.equal(await amountOf(store, 'once', 'y'), 2);
    });

    test('STORE-001: a failed guard names itself and leaves no trace of its plan', async () => {
      await store.commit(planOf([addThing(store, 'g', 'x', 1)]));
      const stale = planOf([addThing(store, 'g', 'new'), setAmount(store, 'g', 'x', 5, 7)]);
      await assert.rejects(store.commit(stale), (error: GuardFailed) => {
        assert.ok(error instanceof GuardFailed);
        assert.equal(error.failure.code, 'STORE-001');
        assert.equal(error.message, 'guard `thing x` expected 1 rows and found 0');
        assert.deepEqual(
          [error.statement, error.guard, error.expected, error.actual],
          [1, 'thing x', 1, 0],
        );
        return true;
      });
      assert.equal(await amountOf(store, 'g', 'new'), undefined);
      await store.commit(planOf([setAmount(store, 'g', 'x', 5, 1)]));
      assert.equal(await amountOf(store, 'g', 'x'), 5);
    });

    test('a guard may be a select, and may ask that there be no row', async () => {
      const none = (name: string): Statement =>
        compilePlanStatement(
          store.read
            .selectFrom('things')
            .select('name')
            .where('account', '=', 's')
            .where('name', '=', name),
          0,
          'free',
        );
      await store.commit(planOf([none('x'), addThing(store, 's', 'x')], 's', 'x'));
      await assert.rejects(
        store.commit(planOf([none('x'), addThing(store, 's', 'z')], 's', 'x')),
        GuardFailed,
      );
      assert.equal(await amountOf(store, 's', 'z'), undefined);
    });

    test('plans that arrive together succeed or fail each for itself', async () => {
      await store.commit(planOf([addThing(store, 't', 'taken')]));
      const results = await Promise.allSettled(
        Array.from({ length: 30 }, (_, i) => {
          if (i % 10 === 3)
            return store.commit(
              planOf([addThing(store, 't', `n${i}`), addThing(store, 't', 'taken')]),
            );
          if (i % 10 === 6)
            return store.commit(
              planOf([addThing(store, 't', `n${i}`), setAmount(store, 't', 'no', 1, 1)]),
            );
          return store.commit(planOf([addThing(store, 't', `n${i}`)]));
        }),
      );
      for (const [i, result] of results.entries()) {
        const good = i % 10 !== 3 && i % 10 !== 6;
        assert.equal(result.status, good ? 'fulfilled' : 'rejected', `plan ${i}`);
        assert.equal(await amountOf(store, 't', `n${i}`), good ? 1 : undefined);
      }
    });

    test('of plans that race for one row version exactly one wins', async () => {
      await store.commit(planOf([addThing(store, 'r', 'x', 0)]));
      const results = await Promise.allSettled(
        Array.from({ length: 12 }, (_, i) =>
          store.commit(planOf([setAmount(store, 'r', 'x', i + 1, 1)])),
        ),
      );
      const won = results.flatMap((result, i) => (result.status === 'fulfilled' ? [i + 1] : []));
      assert.equal(won.length, 1);
      assert.equal(await amountOf(store, 'r', 'x'), won[0]);
      for (const result of results) {
        if (result.status === 'rejected') assert.ok(result.reason instanceof GuardFailed);
      }
    });

    test('STORE-002: a taken key is told with its table and columns', async () => {
      await store.commit(planOf([addThing(store, 'u', 'x')]));
      await assert.rejects(
        store.commit(planOf([addThing(store, 'u', 'x')])),
        (error: UniqueViolation) => {
          assert.ok(error instanceof UniqueViolation);
          assert.equal(error.failure.code, 'STORE-002');
          assert.equal(
            error.message,
            'a row with the same `account, name` exists in table `things`',
          );
          assert.deepEqual([error.table, error.columns], ['things', ['account', 'name']]);
          return true;
        },
      );
      await store.commit(planOf([addThing(store, 'u', 'X')]));
    });

    test('STORE-003: a row that breaks a foreign key is refused', async () => {
      const part = (thing: string) =>
        compilePlanStatement(
          store.read.insertInto('parts').values({ account: 'f', thing, part: 'p' }),
        );
      await assert.rejects(store.commit(planOf([part('none')])), (error: ConstraintViolation) => {
        assert.ok(error instanceof ConstraintViolation);
        assert.equal(error.failure.code, 'STORE-003');
        assert.match(error.message, /^the store refused a row: .*foreign key/i);
        return true;
      });
      await store.commit(planOf([addThing(store, 'f', 'some'), part('some')]));
    });

    test('STORE-009: a statement that the database cannot run is refused', async () => {
      const broken = { sql: 'insert into nothing values (1)', parameters: [] };
      await assert.rejects(store.commit(planOf([broken])), (error: StatementRefused) => {
        assert.ok(error instanceof StatementRefused);
        assert.equal(error.failure.code, 'STORE-009');
        assert.match(error.message, /^the database refused a statement: .*nothing/);
        return true;
      });
      await store.commit(planOf([{ sql: 'delete from parts where 1 = 0', parameters: [] }]));
    });

    test('queries cannot write, so nothing bypasses the plans', async () => {
      await assert.rejects(
        sql`insert into parts (account, thing, part) values ('x', 'y', 'z')`.execute(store.read),
        /read-?only/,
      );
      await assert.rejects(store.read.deleteFrom('parts').execute(), /read-?only/);
    });

    test('the store tells its engine, that it can write, and how its clock stands', async () => {
      const health = await store.health();
      assert.match(health.engine, /^(SQLite 3|PostgreSQL 1\d)\.\d/);
      assert.equal(health.writable, true);
      assert.equal(health.problem, undefined);
      assert.ok(Math.abs(health.clockDifference) < 2000);
    });
  });

  test(`${backEnd.name}: STORE-005: a closed store finishes what it took and takes no more`, async () => {
    const location = await backEnd.place();
    const store = await openTest(location);
    const late = Array.from({ length: 5 }, (_, i) =>
      store.commit(planOf([addThing(store, 'c', `x${i}`)])),
    );
    await store.append(planOf([addThing(store, 'c', 'appended')]));
    await Promise.all([store.close(), store.close(), ...late]);
    const refused = (error: unknown) =>
      error instanceof StoreUnavailable &&
      error.failure.code === 'STORE-005' &&
      error.message === 'the store cannot be used: the store is closed';
    await assert.rejects(store.commit(planOf([])), refused);
    assert.throws(() => store.append(planOf([])), refused);
    const again = await openTest(location);
    assert.equal(await amountOf(again, 'c', 'x4'), 1);
    assert.equal(await amountOf(again, 'c', 'appended'), 1);
    await again.close();
  });
}
