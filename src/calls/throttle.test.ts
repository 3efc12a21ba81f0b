import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createThrottle } from './throttle.ts';

test('R117: a bucket holds two seconds of its rate and refills with time', () => {
  const throttle = createThrottle(2);
  const taken = Array.from({ length: 5 }, () => throttle.take('a', 0));
  assert.deepEqual(taken, [true, true, true, true, false]);
  assert.equal(throttle.permits('a', 0), false);
  assert.equal(throttle.take('b', 0), true, 'another key has its own bucket');
  assert.equal(throttle.take('a', 500), true);
  assert.equal(throttle.take('a', 500), false);
});

test('a clock that steps back neither fills nor empties a bucket', () => {
  const throttle = createThrottle(1);
  throttle.take('a', 10_000);
  assert.equal(throttle.take('a', 0), true);
  assert.equal(throttle.take('a', 0), false);
});
