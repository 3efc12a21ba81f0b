/** The console's pages are light: the sizes of what is built are the same on every machine. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MOST_BYTES, pageWeights } from '../../tools/web-weight.ts';
import { needWebApp } from '../support/web-app.ts';

describe('the first load of each page of the console', () => {
  it('is at most 450 KB, compressed', async () => {
    await needWebApp();
    const weights = pageWeights();
    assert.ok(weights.length > 6, 'every room is a page');
    assert.deepEqual(
      weights.filter(({ bytes }) => bytes > MOST_BYTES),
      [],
    );
  });
});
