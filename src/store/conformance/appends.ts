import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type StoreError, UniqueViolation } from '../errors.ts';
import type { Plan } from '../plan.ts';
import { addThing, type BackEnd, openTest, planOf, type TestStore } from './harness.ts';

async function countOf(store: TestStore, account: string): Promise<number> {
  const { count } = await store.read
    .selectFrom('things')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('account', '=', account)
    .executeTakeFirstOrThrow();
  return count;
}

/** Plans that nobody waits for. */
export function appendConformance(backEnd: BackEnd): void {
  test(`${backEnd.name}: appended plans are there after flush, and after close`, async () => {
    const location = await backEnd.place();
    const store = await openTest(location);
    for (let i = 0; i < 700; i += 1) await store.append(planOf([addThing(store, 'a', `x${i}`)]));
    await store.flush();
    assert.equal(await countOf(store, 'a'), 700);
    for (let i = 0; i < 700; i += 1) await store.append(planOf([addThing(store, 'b', `x${i}`)]));
    await store.close();
    const again = await openTest(location);
    assert.equal(await countOf(again, 'b'), 700);
    await again.close();
  });

  test(`${backEnd.name}: an appended plan that fails is reported, and takes no other with it`, async () => {
    const lost: [StoreError, Plan | undefined][] = [];
    const report = (error: StoreError, plan?: Plan) => lost.push([error, plan]);
    const store = await openTest(await backEnd.place(), { report });
    const plans = [0, 1, 2, 1, 3].map((i) => planOf([addThing(store, 'a', `x${i}`)]));
    for (const plan of plans) await store.append(plan);
    await store.flush();
    assert.equal(await countOf(store, 'a'), 4);
    assert.equal(lost.length, 1);
    assert.ok(lost[0]?.[0] instanceof UniqueViolation);
    assert.equal(lost[0]?.[1], plans[3]);
    await store.close();
  });

  test(`${backEnd.name}: a full queue makes its callers wait until there is room`, async () => {
    const store = await openTest(await backEnd.place());
    const add = store.prepareStatement(
      'insert into things (account, name, amount, row_version) values (?, ?, 1, 1)',
    );
    let waits = 0;
    for (let i = 0; i < 9000; i += 1) {
      const room = store.append(planOf([add('q', `x${i}`)]));
      if (!room) continue;
      waits += 1;
      await room;
    }
    await store.flush();
    assert.equal(waits, 1);
    assert.equal(await countOf(store, 'q'), 9000);
    await store.close();
  });
}
