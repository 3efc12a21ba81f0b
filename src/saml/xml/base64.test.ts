import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeBase64 } from './base64.ts';

test('whatever is encoded is decoded, with white space anywhere', () => {
  fc.assert(
    fc.property(
      fc.uint8Array(),
      fc.nat(),
      fc.constantFrom(' ', '\n', '\r\n', '\t'),
      (bytes, at, space) => {
        const text = Buffer.from(bytes).toString('base64');
        const index = at % (text.length + 1);
        assert.deepEqual(
          decodeBase64(text.slice(0, index) + space + text.slice(index)),
          Buffer.from(bytes),
        );
      },
    ),
  );
});

test('what is no base64, or another spelling of the same bytes, is nothing', () => {
  for (const text of [
    'A',
    'AA',
    'AAA',
    'AA=A',
    '====',
    'A===',
    'AAAA=',
    'AB==',
    'AAB=',
    'AA-_',
    'AAA\u00a0',
    'é',
  ]) {
    assert.equal(decodeBase64(text), undefined, text);
  }
  assert.deepEqual(decodeBase64('AA=='), Buffer.of(0));
  assert.deepEqual(decodeBase64(''), Buffer.alloc(0));
});
