/** What a browser loads of the access portal, compressed. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { ROOT } from '../../tools/tree.ts';
import { pageWeights } from '../../tools/web-weight.ts';
import { needWebApp } from '../support/web-app.ts';

/** Bytes: half of what a page of the console may weigh; everybody begins here, also on the way. */
const MOST_BYTES = 225_000;

describe('the weight of the access portal', () => {
  before(needWebApp);

  it('is that of a page of the console at most; its first page is half of it', () => {
    const weights = pageWeights(path.join(ROOT, 'dist', 'web', 'portal'));
    const first = weights.find(({ page }) => page === 'index.html');
    assert.ok(first && first.bytes <= MOST_BYTES, JSON.stringify(first));
    for (const { page, bytes } of weights) assert.ok(bytes <= 2 * MOST_BYTES, `${page}: ${bytes}`);
  });
});
