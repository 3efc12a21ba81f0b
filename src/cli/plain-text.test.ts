import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { columnsOf, padded, safeJson, visible, wrapped } from './plain-text.ts';

test('what would move the cursor, hide or turn around is written as an escape', () => {
  const hostile: readonly [string, string][] = [
    ['\u001b[2J\u001b]0;owned\u0007', '\\u{1b}[2J\\u{1b}]0;owned\\u{7}'],
    ['\u009b31m', '\\u{9b}31m'],
    ['admin\u202egnp.exe', 'admin\\u{202e}gnp.exe'],
    ['\u2066a\u2069\u200f\u061c', '\\u{2066}a\\u{2069}\\u{200f}\\u{61c}'],
    ['one\r\ntwo\tthree', 'one\\r\\ntwo\\tthree'],
    ['a\u2028b\u2029c\u0085d', 'a\\u{2028}b\\u{2029}c\\u{85}d'],
    ['zero\u200bwidth\u2060\ufeff', 'zero\\u{200b}width\\u{2060}\\u{feff}'],
    ['tag\u{e0041}', 'tag\\u{e0041}'],
    ['half \ud800', 'half \\u{d800}'],
    ['no\u00a0break\u3000wide', 'no\\u{a0}break\\u{3000}wide'],
    [' edges  ', '\\u{20}edges\\u{20}\\u{20}'],
    ['   ', '\\u{20}\\u{20}\\u{20}'],
  ];
  for (const [value, shown] of hostile) assert.equal(visible(value), shown);
  const plain = 'arn:aws:iam::111122223333:role/역할 é \u{1f600} "quoted" `ticks` \\d+';
  assert.equal(visible(plain), plain);
});

test('nothing that is made visible has a control or format character left', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (value) => {
      assert.doesNotMatch(visible(value), /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      assert.equal(visible(visible(value)), visible(value));
    }),
  );
});

test('JSON says the same to a program, and nothing to a terminal', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 30 })), (value) => {
      const text = safeJson(value);
      assert.deepEqual(JSON.parse(text), value);
      assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
  );
  assert.equal(
    safeJson({ a: '\u009b\u202e\u{e0041}' }),
    '{\n  "a": "\\u009b\\u202e\\udb40\\udc41"\n}\n',
  );
});

test('columns are counted as terminals show them', () => {
  assert.equal(columnsOf('abc'), 3);
  assert.equal(columnsOf('한글 ab'), 7);
  assert.equal(columnsOf('e\u0301'), 1);
  assert.equal(columnsOf('\u{1f600}漢'), 4);
  assert.equal(padded('원인', 6), '원인  ');
  assert.equal(padded('longer than that', 6), 'longer than that');
});

test('lines break at spaces and, where a word is too long, anywhere, never beyond their room', () => {
  assert.deepEqual(wrapped('a bb ccc dddd', 6), ['a bb', 'ccc', 'dddd']);
  assert.deepEqual(wrapped('abcdefgh ij', 3), ['abc', 'def', 'gh', 'ij']);
  assert.deepEqual(wrapped('정책이 허용합니다', 7), ['정책이', '허용합', '니다']);
  assert.deepEqual(wrapped('', 5), ['']);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 40 }), (text, room) => {
      const shown = visible(text);
      const lines = wrapped(shown, room);
      for (const line of lines) assert.ok(columnsOf(line) <= room, `${line} in ${room}`);
      assert.equal(lines.join('').replaceAll(' ', ''), shown.replaceAll(' ', ''));
    }),
  );
});
