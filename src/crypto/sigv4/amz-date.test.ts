import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBasicDate, parseDateHeader } from './amz-date.ts';

test('the basic form of a date is read to the second', () => {
  assert.equal(parseBasicDate('20260131T093007Z'), Date.UTC(2026, 0, 31, 9, 30, 7));
  assert.equal(parseBasicDate('20240229T235959Z'), Date.UTC(2024, 1, 29, 23, 59, 59));
});

test('what only resembles the basic form is no date', () => {
  const texts = [
    '2026013AT093007Z',
    '20260131T09300:Z',
    '20260131t093007Z',
    '20260131T093007z',
    '20260131T093007',
    '20260131T0930070Z',
    '-2026131T093007Z',
    '２0260131T093007Z',
    '20261301T093007Z',
    '20260229T093007Z',
    '20260131T243007Z',
    '19691231T235959Z',
  ];
  for (const text of texts) assert.equal(parseBasicDate(text), undefined, text);
});

test('a Date header may have either form', () => {
  const time = Date.UTC(2026, 0, 31, 9, 30, 7);
  assert.equal(parseDateHeader('Sat, 31 Jan 2026 09:30:07 GMT'), time);
  assert.equal(parseDateHeader('20260131T093007Z'), time);
  assert.equal(parseDateHeader('Sat, 31 Jan 2026 09:30:07 UTC'), undefined);
});
