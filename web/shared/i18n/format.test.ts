import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatOf } from './time-format.ts';

const MOMENT = Date.UTC(2026, 0, 15, 8, 9, 10) / 1000;

describe('formats', () => {
  it('write moments in the language and the zone', () => {
    assert.equal(formatOf('en', 'UTC').moment(MOMENT), 'Jan 15, 2026, 8:09:10 AM');
    assert.equal(formatOf('ko', 'Asia/Seoul').moment(MOMENT), '2026. 1. 15. 오후 5:09:10');
  });

  it('write days and numbers', () => {
    assert.equal(formatOf('en', 'UTC').day(MOMENT), 'Jan 15, 2026');
    assert.equal(formatOf('ko').number(12_345), '12,345');
  });

  it('write distances in the largest unit that fits', () => {
    const { distance } = formatOf('en');
    assert.equal(distance(MOMENT - 7300, MOMENT), '2 hours ago');
    assert.equal(distance(MOMENT + 86_400, MOMENT), 'tomorrow');
    assert.equal(distance(MOMENT - 20, MOMENT), 'now');
  });
});
