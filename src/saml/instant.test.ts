import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseInstant } from './instant.ts';

test('reads the forms of xs:dateTime that identity providers write', () => {
  const noon = Date.UTC(2026, 0, 31, 12);
  for (const text of [
    '2026-01-31T12:00:00Z',
    '2026-01-31T12:00:00',
    '2026-01-31T12:00:00.000Z',
    '2026-01-31T12:00:00.000000999Z',
    '2026-01-31T13:30:00+01:30',
    '2026-01-31T04:00:00.0-08:00',
    '2026-01-31T12:00:00+00:00',
  ]) {
    assert.equal(parseInstant(text), noon, text);
  }
  assert.equal(parseInstant('2026-01-31T12:00:00.5Z'), noon + 500);
  assert.equal(parseInstant('2024-02-29T00:00:00Z'), Date.UTC(2024, 1, 29));
});

test('refuses what no calendar has and every other form', () => {
  for (const text of [
    '',
    '2026-01-31',
    '2026-01-31 12:00:00Z',
    '2026-02-29T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-13-10T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T23:60:00Z',
    '2026-01-31T23:59:60Z',
    '2026-01-31T12:00:00.Z',
    '2026-01-31T12:00:00z',
    '2026-01-31T12:00:00+15:00',
    '2026-01-31T12:00:00+01:60',
    '0000-01-01T00:00:00Z',
    '12026-01-31T12:00:00Z',
    ' 2026-01-31T12:00:00Z',
    '2026-01-31T12:00:00Z\n',
    '２026-01-31T12:00:00Z',
  ]) {
    assert.equal(parseInstant(text), undefined, text);
  }
});

test('agrees with the clock for every time that it writes', () => {
  const min = new Date('1000-01-01T00:00:00Z');
  const max = new Date('9999-12-31T23:59:59.999Z');
  fc.assert(
    fc.property(fc.date({ min, max, noInvalidDate: true }), (date) => {
      assert.equal(parseInstant(date.toISOString()), date.getTime());
    }),
  );
});
