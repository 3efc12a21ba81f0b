import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileGlob, globTokens } from './glob.ts';

describe('compileGlob', () => {
  it('agrees with a regular expression', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 10 });
    fc.assert(
      fc.property(pattern, text, (glob, value) => {
        const source = glob.replaceAll('*', '[^]*').replaceAll('?', '[^]');
        assert.equal(compileGlob(globTokens(glob))(value), new RegExp(`^${source}$`).test(value));
      }),
      { numRuns: 5000 },
    );
  });

  it('answers at once for patterns that make backtracking matchers explode', () => {
    const text = 'a'.repeat(10_000);
    for (const glob of [
      `${'*a'.repeat(2000)}b`,
      `${'a*?'.repeat(2000)}b`,
      `*${'?'.repeat(9999)}b`,
    ]) {
      assert.equal(compileGlob(globTokens(glob))(text), false);
    }
    assert.equal(compileGlob(globTokens('*'.repeat(50_000)))(text), true);
    assert.equal(compileGlob(globTokens('*a'.repeat(5000)))(text), true);
  });
});
