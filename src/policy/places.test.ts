import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findJsonFault, readJson } from '../base/json.ts';
import { type PlacedValue, placeOf, placesOf, positionsIn } from './places.ts';

const LIMITS = { maxCharacters: 10_000, maxDepth: 16 };

/** The values of a text put together again from the places of their innermost values. */
function valueAt(text: string, place: PlacedValue): unknown {
  const own = text.slice(place.start, place.end);
  if (own.startsWith('{')) {
    return Object.fromEntries([...place.members].map(([name, at]) => [name, valueAt(text, at)]));
  }
  return own.startsWith('[') ? place.items.map((at) => valueAt(text, at)) : JSON.parse(own);
}

describe('places', () => {
  it('hold every value of a text that is JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.boolean(), (json, spaced) => {
        const text = spaced ? ` ${JSON.stringify(JSON.parse(json), null, 2)}\n` : json;
        fc.pre(readJson(text, LIMITS) !== undefined && !text.includes('__proto__'));
        assert.deepEqual(valueAt(text, placesOf(text)), JSON.parse(text));
      }),
    );
  });

  it('a path ends where the text does not go on, and one value is its own list', () => {
    const text = '{"Statement":{"Action":"a:b","Resource":["x","y"]}}';
    const at = (...path: (string | number)[]) => {
      const { start, end } = placeOf(placesOf(text), path);
      return text.slice(start, end);
    };
    assert.equal(at('Statement', 0, 'Action', 0), '"a:b"');
    assert.equal(at('Statement', 0, 'Resource', 1), '"y"');
    assert.equal(at('Statement', 0, 'Condition'), at('Statement'));
    assert.equal(at('Statement', 0, 'Resource', 7), '["x","y"]');
  });

  it('lines and columns are counted from 1', () => {
    const at = positionsIn('ab\ncd');
    assert.deepEqual(at(0), { line: 1, column: 1 });
    assert.deepEqual(at(2), { line: 1, column: 3 });
    assert.deepEqual(at(3), { line: 2, column: 1 });
    assert.deepEqual(at(5), { line: 2, column: 3 });
  });
});

describe('findJsonFault', () => {
  it('tells how far a text was read, and a name that is there twice', () => {
    assert.deepEqual(findJsonFault('{"a":1,}', LIMITS), { at: 7, repeatedName: undefined });
    assert.deepEqual(findJsonFault('{"a":1,"a":2}', LIMITS), { at: 10, repeatedName: 'a' });
    assert.deepEqual(findJsonFault('{"a":tru}', LIMITS), { at: 5, repeatedName: undefined });
    assert.deepEqual(findJsonFault('{"a":1', LIMITS), { at: 6, repeatedName: undefined });
    assert.equal(findJsonFault('{"a":1}', LIMITS), undefined);
  });

  it('finds a fault in exactly the texts that are not read', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.string({ maxLength: 2 }),
        (text, at, by) => {
          const place = at % (text.length + 1);
          const changed = text.slice(0, place) + by + text.slice(place + 1);
          const fault = findJsonFault(changed, LIMITS);
          assert.equal(fault === undefined, readJson(changed, LIMITS) !== undefined);
          assert.ok(fault === undefined || (fault.at >= 0 && fault.at <= changed.length));
        },
      ),
    );
  });
});
