import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cut, fill } from './fill.ts';

describe('texts with places', () => {
  it('are filled, and a place without a detail stays', () => {
    assert.equal(fill('{a} of {b}, {c}', { a: 1, b: 'two' }), '1 of two, {c}');
    assert.equal(fill('{a}', { a: '{b}' }), '{b}');
  });

  it('are cut at their places', () => {
    assert.deepEqual(cut('Read {link} first'), [
      { text: 'Read ' },
      { text: '{link}', place: 'link' },
      { text: ' first' },
    ]);
    assert.deepEqual(cut(''), []);
  });
});
