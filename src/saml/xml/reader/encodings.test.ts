import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf } from '../navigate.ts';
import { documentOf } from '../testing.ts';
import { type ReadOptions, readXml } from './read.ts';

const BOM = '\ufeff';

function problem(input: Uint8Array | string, options?: ReadOptions) {
  const reading = readXml(input, options);
  return reading.ok ? undefined : reading.problem;
}

test('UTF-8 is read, of all planes', () => {
  const { root } = documentOf(Buffer.from('<a>é이름😀\u0085</a>'));
  assert.equal(textOf(root), 'é이름😀\u0085');
});

test('UTF-16 and UTF-32 are named and refused, with and without byte order mark', () => {
  const wide = Buffer.from('<a/>', 'utf16le');
  const inputs = [
    wide,
    Buffer.from(wide).swap16(),
    Buffer.concat([Buffer.of(0xff, 0xfe), wide]),
    Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(wide).swap16()]),
    Buffer.of(0, 0, 0xfe, 0xff, 0, 0, 0, 0x3c),
    Buffer.of(0x3c, 0, 0, 0),
  ];
  for (const input of inputs) {
    assert.deepEqual(problem(input), {
      kind: 'encoding',
      line: 0,
      column: 0,
      detail: 'the bytes are UTF-16 or UTF-32, not UTF-8',
    });
  }
});

test('bytes that are no UTF-8 are refused: overlong, surrogates, beyond the last plane, cut', () => {
  for (const bytes of [
    [0xc0, 0xbc],
    [0xe0, 0x80, 0xbc],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xe2, 0x82],
    [0x80],
    [0xff],
  ]) {
    const input = Buffer.concat([Buffer.from('<a>'), Buffer.from(bytes), Buffer.from('</a>')]);
    assert.equal(problem(input)?.kind, 'not-utf-8', String(bytes));
  }
  // EBCDIC
  assert.equal(problem(Buffer.of(0x4c, 0x6f, 0xa7, 0x94))?.kind, 'not-utf-8');
});

test('R079: a byte order mark is refused, or told of where it is allowed', () => {
  for (const input of [`${BOM}<a/>`, Buffer.from(`${BOM}<a/>`)]) {
    assert.deepEqual(problem(input), {
      kind: 'byte-order-mark',
      line: 0,
      column: 0,
      detail: 'a byte order mark is not allowed',
    });
    assert.equal(documentOf(input, { allowByteOrderMark: true }).byteOrderMark, true);
  }
  assert.equal(documentOf('<a/>', { allowByteOrderMark: true }).byteOrderMark, false);
});

test('a second byte order mark is text outside the root', () => {
  const found = problem(`${BOM}${BOM}<a/>`, { allowByteOrderMark: true });
  assert.equal(found?.detail, 'text outside the root element');
});
