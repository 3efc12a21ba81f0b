import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { durationOf, HOURS, inUnit, isSessionLength, secondsOf } from './duration.ts';

describe('the session duration of a permission set', () => {
  it('is read and written as ISO 8601 has it', () => {
    assert.equal(secondsOf('PT8H'), 28_800);
    assert.equal(secondsOf('PT1H30M'), 5400);
    assert.equal(secondsOf('PT90M'), 5400);
    assert.equal(secondsOf('PT3600S'), 3600);
    for (const other of ['', 'PT', '8H', 'P1D', 'PT8']) assert.equal(secondsOf(other), undefined);
    assert.deepEqual(
      HOURS.map((hours) => secondsOf(durationOf(hours))),
      HOURS.map((hours) => hours * 3600),
    );
  });
});

describe('the length of a portal session', () => {
  it('R171: is from fifteen minutes to ninety days', () => {
    for (const minutes of [15, 480, 129_600]) assert.ok(isSessionLength(minutes), `${minutes}`);
    for (const minutes of [14, 129_601, 20.5, Number.NaN]) {
      assert.ok(!isSessionLength(minutes), `${minutes}`);
    }
  });

  it('is shown in the largest unit that fits', () => {
    assert.deepEqual(inUnit(15), { value: 15, unit: 'minutes' });
    assert.deepEqual(inUnit(90), { value: 90, unit: 'minutes' });
    assert.deepEqual(inUnit(480), { value: 8, unit: 'hours' });
    assert.deepEqual(inUnit(129_600), { value: 90, unit: 'days' });
  });
});
