import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutStatement, formatted, lineAround, lineCount, offsetOf } from './text-places.ts';

test('places are offsets and lines of the text', () => {
  const text = 'ab\ncd\n';
  assert.equal(offsetOf(text, { line: 2, column: 2 }), 4);
  assert.equal(offsetOf(text, { line: 9, column: 1 }), text.length);
  assert.deepEqual(lineAround(text, 4), [3, 5]);
  assert.deepEqual(lineAround(text, 0), [0, 2]);
  assert.equal(lineCount(text), 3);
});

test('a statement is cut out by the places that the server tells', () => {
  const text = '{"Statement":{"Effect":"Allow"}}';
  const [before, statement, after] = cutStatement(
    text,
    { line: 1, column: 15 },
    { line: 1, column: 32 },
  );
  assert.deepEqual([before, statement, after], ['{"Statement":', '{"Effect":"Allow"}', '}']);
});

test('a text that is not JSON is not formatted', () => {
  assert.equal(formatted('{"a":1}'), '{\n  "a": 1\n}');
  assert.equal(formatted('{"a":'), '{"a":');
});
