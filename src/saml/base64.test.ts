import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { base64Fault, decodeBase64 } from './base64.ts';

test('decodes what any encoder makes, in lines or not', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(76), (bytes, line) => {
      const text = Buffer.from(bytes).toString('base64');
      const lines = line === 0 ? text : text.replace(new RegExp(`.{1,${line}}`, 'g'), ' $&\t\r\n');
      assert.deepEqual(decodeBase64(lines), Buffer.from(bytes));
    }),
  );
});

test('refuses every other character and length', () => {
  for (const text of [
    '',
    ' \n ',
    'YQ',
    'YQ=',
    'YQ===',
    '=',
    '====',
    'Y=Q=',
    'YQ==YQ==',
    'YW J',
    'YWI ',
    'YW-j',
    'YW_j',
    'YWé=',
    'YW\0=',
  ]) {
    const read = decodeBase64(text);
    assert.equal(read, undefined, JSON.stringify(text));
  }
});

test('says why a text is no base64', () => {
  const faults: [string, RegExp][] = [
    ['', /empty/],
    [' <samlp:Response>', /XML that was not encoded/],
    ['PHNhbWw%2B', /URL-encoded/],
    ['PHNh bWw', /plus signs/],
    ['PHNh_bWw', /URL-safe/],
    ['PHNh!bWw', /other characters/],
    ['PHNhbW', /a part is missing/],
  ];
  for (const [text, fault] of faults) assert.match(base64Fault(text), fault, text);
});
