import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWhen } from './when.ts';

const NOON = Date.UTC(2026, 10, 1, 12);

test('a moment is now, issue, a time or a number of seconds or milliseconds', () => {
  assert.deepEqual(readWhen('now'), { kind: 'now' });
  assert.deepEqual(readWhen('issue'), { kind: 'issue' });
  for (const text of [
    '2026-11-01T12:00:00Z',
    '2026-11-01T12:00:00.000Z',
    '2026-11-01T21:00:00+09:00',
    '2026-11-01T12:00',
    '2026-11-01T12:00:00',
    String(NOON / 1000),
    String(NOON),
  ]) {
    assert.deepEqual(readWhen(text), { kind: 'time', time: NOON }, text);
  }
  assert.deepEqual(readWhen('2026-11-01'), { kind: 'time', time: Date.UTC(2026, 10, 1) });
});

test('other texts are no moment', () => {
  for (const text of ['', 'tomorrow', '12:00', '2026-13-01', '1', '2026-11-01T25:00:00Z', '-1']) {
    assert.throws(() => readWhen(text), /It is now, issue, 2026-11-01T09:30:00Z/, text);
  }
});
