import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type JsonValue, readJson } from './json.ts';

const LIMITS = { maxCharacters: 10_000, maxDepth: 8 };

/** The same value in plain JavaScript, for comparison with JSON.parse. */
function plain(value: JsonValue): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([name, member]) => [name, plain(member)]));
  }
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null && 'number' in value) return Number(value.number);
  return value;
}

test('what JSON.stringify writes is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5, noUnicodeString: false }), (text) => {
      const value = readJson(text, LIMITS);
      assert.ok(value !== undefined);
      assert.deepEqual(plain(value), JSON.parse(text));
    }),
  );
});

test('what is no JSON for JSON.parse is none here', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), fc.nat(), fc.string({ maxLength: 2 }), (text, at, by) => {
      const place = at % (text.length + 1);
      const changed = text.slice(0, place) + by + text.slice(place + 1);
      let parsed: unknown;
      try {
        parsed = JSON.parse(changed);
      } catch {
        assert.equal(readJson(changed, LIMITS), undefined);
        return;
      }
      const value = readJson(changed, LIMITS);
      // A change may make two names equal, which JSON.parse lets pass.
      if (value !== undefined) assert.deepEqual(plain(value), parsed);
    }),
  );
});

test('a repeated name is refused at any depth, written plainly or with escapes', () => {
  assert.equal(readJson('{"a":1,"a":1}', LIMITS), undefined);
  assert.equal(readJson('{"a":1,"\\u0061":1}', LIMITS), undefined);
  assert.equal(readJson('[{"b":[{"a":1,"a":1}]}]', LIMITS), undefined);
  assert.ok(readJson('{"a":{"a":1},"b":{"a":1}}', LIMITS));
});

test('half of a surrogate pair is refused, raw or escaped', () => {
  for (const text of ['"\ud800"', '"\\ud800"', '{"\\udc00":1}', '"\\ud83d\\u0020"']) {
    assert.equal(readJson(text, LIMITS), undefined, text);
  }
  assert.equal(readJson('"\\ud83d\\ude00"', LIMITS), '\u{1f600}');
});

test('control characters stand in no string, raw', () => {
  for (const code of [0x00, 0x09, 0x0a, 0x1f]) {
    assert.equal(readJson(`"${String.fromCharCode(code)}"`, LIMITS), undefined);
  }
  assert.equal(readJson('"\\u0000\\t"', LIMITS), '\u0000\t');
  assert.equal(readJson('"\u007f"', LIMITS), '\u007f');
});

test('length and depth are limited', () => {
  assert.ok(readJson(`"${'a'.repeat(9_998)}"`, LIMITS));
  assert.equal(readJson(`"${'a'.repeat(9_999)}"`, LIMITS), undefined);
  assert.ok(readJson(`${'['.repeat(8)}1${']'.repeat(8)}`, LIMITS));
  assert.equal(readJson(`${'['.repeat(9)}1${']'.repeat(9)}`, LIMITS), undefined);
  assert.equal(readJson('['.repeat(10_000), LIMITS), undefined);
});

test('names of the object prototype are ordinary names', () => {
  const value = readJson('{"__proto__":{"x":1},"constructor":2}', LIMITS);
  assert.ok(value instanceof Map);
  assert.deepEqual([...value.keys()], ['__proto__', 'constructor']);
});
