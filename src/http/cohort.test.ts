import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCohort } from './cohort.ts';

test('what comes in one turn begins together and in order, and none of it within the giver', async () => {
  const begun: string[] = [];
  const done = Promise.withResolvers<void>();
  const give = createCohort<string>((item) => {
    begun.push(item);
    if (item === 'later') give('last');
    if (item === 'last') done.resolve();
  });
  give('first');
  await Promise.resolve().then(() => give('second'));
  assert.deepEqual(begun, []);
  setImmediate(() => {
    assert.deepEqual(begun, ['first', 'second']);
    give('later');
  });
  await done.promise;
  assert.deepEqual(begun, ['first', 'second', 'later', 'last']);
});
