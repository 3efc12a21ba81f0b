import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pauseAfter, poll } from './poll.ts';

const isDone = (state: string): boolean => state !== 'IN_PROGRESS';

describe('asking until something is done', () => {
  it('goes on with longer pauses, none above ten seconds', async () => {
    const answers = ['IN_PROGRESS', 'IN_PROGRESS', 'SUCCEEDED', 'never asked'];
    const pauses: number[] = [];
    const state = await poll({
      first: 'IN_PROGRESS',
      isDone,
      ask: async () => answers.shift() ?? '',
      signal: new AbortController().signal,
      pause: async (milliseconds) => {
        pauses.push(milliseconds);
      },
    });
    assert.equal(state, 'SUCCEEDED');
    assert.deepEqual(pauses, [500, 800, 1280]);
    assert.deepEqual(answers, ['never asked']);
    assert.equal(pauseAfter(20), 10_000);
  });

  it('asks nothing about what is done from the start', async () => {
    const ask = async () => assert.fail('nothing is to be asked');
    const { signal } = new AbortController();
    assert.equal(await poll({ first: 'FAILED', isDone, ask, signal }), 'FAILED');
  });

  it('ends at once when the page is left, and that is no failure', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const never = async () => assert.fail('nothing is to be asked');
    const waiting = poll({ first: 'IN_PROGRESS', isDone, ask: never, signal });
    controller.abort();
    assert.equal(await waiting, undefined);

    const other = new AbortController();
    const asking = poll({
      first: 'IN_PROGRESS',
      isDone,
      ask: async () => {
        other.abort();
        throw new Error('aborted');
      },
      signal: other.signal,
      pause: async () => undefined,
    });
    assert.equal(await asking, undefined);
  });

  it('fails as the question fails', async () => {
    const { signal } = new AbortController();
    const ask = async () => {
      throw new Error('refused');
    };
    const asked = poll({ first: 'IN_PROGRESS', isDone, ask, signal, pause: async () => undefined });
    await assert.rejects(asked, { message: 'refused' });
  });
});
