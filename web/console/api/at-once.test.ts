import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atOnce } from './at-once.ts';

describe('many things', () => {
  it('are done some at a time and answered in their order', async () => {
    let running = 0;
    let most = 0;
    const results = await atOnce([5, 1, 4, 2, 3], 2, async (turns) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < turns; turn += 1) await undefined;
      running -= 1;
      return turns * 10;
    });
    assert.deepEqual(results, [50, 10, 40, 20, 30]);
    assert.equal(most, 2);
    assert.deepEqual(await atOnce([], 3, async () => assert.fail('there is nothing to do')), []);
  });

  it('end with the first failure, and no more are begun', async () => {
    const begun: number[] = [];
    const done = atOnce([1, 2, 3, 4], 1, async (item) => {
      begun.push(item);
      if (item === 2) throw new Error('two');
    });
    await assert.rejects(done, { message: 'two' });
    assert.deepEqual(begun, [1, 2]);
  });
});
