import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AwsError } from '../../failures/aws-error.ts';
import { pageOf } from './paging.ts';

const itself = (text: string) => text;

describe('pages', () => {
  it('together hold every item once, in the order of their keys', () => {
    const keys = fc.uniqueArray(fc.string({ minLength: 1, unit: 'grapheme' }), { maxLength: 40 });
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 10 }), (all, MaxResults) => {
        const found: string[] = [];
        let NextToken: string | undefined;
        do {
          const page = pageOf(all, { MaxResults, NextToken }, itself);
          assert.ok(page.items.length <= MaxResults);
          found.push(...page.items);
          NextToken = page.nextToken;
        } while (NextToken !== undefined);
        assert.deepEqual(
          found,
          [...all].sort((a, b) => (a < b ? -1 : 1)),
        );
      }),
    );
  });

  it('hold a hundred items unless told', () => {
    const all = Array.from({ length: 101 }, (_, n) => String(n).padStart(3, '0'));
    assert.equal(pageOf(all, {}, itself).items.length, 100);
    assert.equal(pageOf(all.slice(1), {}, itself).nextToken, undefined);
  });

  it('begin with no token that was made elsewhere', () => {
    for (const NextToken of ['', 'x', 'YWZ0ZXI6', 'YWZ0ZXI6YQ==']) {
      assert.throws(
        () => pageOf(['a', 'b'], { NextToken }, itself),
        (error) =>
          error instanceof AwsError &&
          error.code === 'ValidationException' &&
          error.message === 'The NextToken of the request is not valid.',
      );
    }
    assert.deepEqual(pageOf(['a', 'b'], { NextToken: 'YWZ0ZXI6YQ' }, itself).items, ['b']);
  });
});
