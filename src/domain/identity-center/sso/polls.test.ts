import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createPolls } from './polls.ts';

describe('polls of a device', () => {
  it('two are free, then the interval counts and grows by five seconds (SSO-064, SSO-065)', () => {
    const { tooSoon } = createPolls();
    assert.equal(tooSoon('a', 0), undefined);
    assert.equal(tooSoon('a', 10), undefined);
    assert.equal(tooSoon('a', 800), undefined);
    assert.equal(tooSoon('a', 1500), 6);
    assert.equal(tooSoon('a', 7000), 11);
    assert.equal(tooSoon('a', 18_000), undefined);
    assert.equal(tooSoon('b', 18_000), undefined);
  });
});
