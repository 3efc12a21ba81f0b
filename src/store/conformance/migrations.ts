import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { MigrationFailed, StoreNewer } from '../errors.ts';
import type { Migrations } from '../migrate.ts';
import { addThing, amountOf, type BackEnd, openTest, planOf, testMigrations } from './harness.ts';

const colour: Migrations = {
  ...testMigrations,
  '0002-colour': {
    up: async (db) => void (await sql`alter table things add colour text`.execute(db)),
  },
};

/** Steps of the schema: forward only, all or nothing, never below what is there. */
export function migrationConformance(backEnd: BackEnd): void {
  test(`${backEnd.name}: a later program adds its steps and keeps the rows`, async () => {
    const location = await backEnd.place();
    const first = await openTest(location);
    await first.commit(planOf([addThing(first, 'a', 'x', 7)]));
    await first.close();
    const second = await openTest(location, { migrations: colour });
    const { rows } = await sql<{
      amount: number;
      colour: null;
    }>`select amount, colour from things`.execute(second.read);
    assert.deepEqual(rows, [{ amount: 7, colour: null }]);
    await second.close();
  });

  test(`${backEnd.name}: STORE-007: a store newer than the program is refused and left alone`, async () => {
    const location = await backEnd.place();
    await (await openTest(location, { migrations: colour })).close();
    await assert.rejects(openTest(location), (error: StoreNewer) => {
      assert.ok(error instanceof StoreNewer);
      assert.equal(error.failure.code, 'STORE-007');
      assert.equal(
        error.message,
        'the store was written by a newer Gatehouse: migration `0002-colour` is unknown to this one',
      );
      return true;
    });
    await (await openTest(location, { migrations: colour })).close();
  });

  test(`${backEnd.name}: STORE-011: a step that fails undoes every step of its start`, async () => {
    const location = await backEnd.place();
    const broken: Migrations = {
      ...colour,
      '0003-broken': {
        up: async () => {
          throw new Error('no such thing');
        },
      },
    };
    await assert.rejects(openTest(location, { migrations: broken }), (error: MigrationFailed) => {
      assert.ok(error instanceof MigrationFailed);
      assert.equal(error.failure.code, 'STORE-011');
      assert.equal(error.message, 'migration `0003-broken` failed and was undone: no such thing');
      return true;
    });
    const store = await openTest(location);
    assert.equal(await amountOf(store, 'a', 'x'), undefined);
    await store.close();
  });
}
