import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { isoBasic, isoSeconds } from './clock.ts';

const LEAST = Date.UTC(1960, 0, 1);
const MOST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

it('writes any time as Date does, without fractions', () => {
  const expected = (time: number) => new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
  fc.assert(
    fc.property(fc.integer({ min: LEAST, max: MOST }), (time) => {
      assert.equal(isoSeconds(time), expected(time));
    }),
    { numRuns: 5000 },
  );
  for (let day = Date.UTC(1970, 0, 1); day < Date.UTC(2110, 0, 1); day += 86_400_000) {
    assert.equal(isoSeconds(day), expected(day));
    assert.equal(isoSeconds(day + 86_399_999), expected(day + 86_399_999));
  }
  assert.equal(isoSeconds(MOST), '9999-12-31T23:59:59Z');
});

it('writes the basic form', () => {
  assert.equal(isoBasic(Date.UTC(2026, 0, 31, 9, 30)), '20260131T093000Z');
});

it('refuses what is no time', () => {
  assert.throws(() => isoSeconds(Number.NaN), RangeError);
  assert.throws(() => isoSeconds(Number.POSITIVE_INFINITY), RangeError);
});
