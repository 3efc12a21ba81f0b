/**
 * A process for the crash tests: opens the store at argv[2], writes plans of two rows from sixteen
 * callers without end, and notes in the file argv[3] each plan that was answered. It is killed.
 */
import { openSync, writeSync } from 'node:fs';
import { argv, pid } from 'node:process';
import { addThing, openTest, planOf } from './harness.ts';

const [, , location = '', log = ''] = argv;
const store = await openTest(JSON.parse(location));
const file = openSync(log, 'a');
const caller = async (number: number): Promise<never> => {
  for (let i = 0; ; i += 1) {
    const name = `${pid}-${number}-${i}`;
    const rows = [addThing(store, 'crash', name), addThing(store, 'crash', `${name}-too`)];
    await store.commit(planOf(rows, 'crash', name));
    writeSync(file, `${name}\n`);
  }
};
await Promise.all(Array.from({ length: 16 }, (_, number) => caller(number)));
