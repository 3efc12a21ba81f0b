import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RequestProblem } from './problem.ts';
import { createSlots } from './slots.ts';

const never = new AbortController().signal;
/** Lets everything run that is ready to. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('are taken up to the limits of a host and of all, and then waited for in order', async () => {
    const take = createSlots({ total: 3, perHost: 2, waiting: 10 });
    const order: string[] = [];
    const ask = (host: string) =>
      take(host, never).then((release) => {
        order.push(host);
        return release;
      });
    const first = await ask('a');
    await ask('a');
    ask('a');
    const other = await ask('b');
    ask('c');
    await settle();
    assert.deepEqual(order, ['a', 'a', 'b']);
    other();
    await settle();
    assert.deepEqual(order, ['a', 'a', 'b', 'c'], 'a host with room passes one without');
    first();
    await settle();
    assert.deepEqual(order, ['a', 'a', 'b', 'c', 'a']);
  });

  it('are refused when too many wait, and not a place before', async () => {
    const take = createSlots({ total: 1, perHost: 1, waiting: 1 });
    const release = await take('a', never);
    const second = take('b', never);
    const busy = (error: unknown) =>
      error instanceof RequestProblem && error.problem.kind === 'busy';
    await assert.rejects(take('c', never), busy);
    release();
    (await second)();
    (await take('c', never))();
  });

  it('are not kept by those who gave up waiting', async () => {
    const take = createSlots({ total: 1, perHost: 1, waiting: 2 });
    const release = await take('a', never);
    const stop = new AbortController();
    const given = take('b', stop.signal);
    const patient = take('c', never);
    stop.abort();
    await assert.rejects(given, { name: 'AbortError' });
    await assert.rejects(take('d', stop.signal), { name: 'AbortError' });
    release();
    (await patient)();
    (await take('e', never))();
  });

  it('go on when the wait ends in the moment in which the turn comes', async () => {
    const take = createSlots({ total: 1, perHost: 1, waiting: 2 });
    const release = await take('a', never);
    const stop = new AbortController();
    const given = take('b', stop.signal);
    stop.abort();
    release();
    await assert.rejects(given, { name: 'AbortError' });
    await settle();
    (await take('c', never))();
  });

  it('are never more than the limits, whatever comes and goes', async () => {
    const step = fc.record({ host: fc.constantFrom('a', 'b', 'c'), ends: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const take = createSlots({ total: 4, perHost: 2, waiting: 100 });
        const held: { host: string; release: () => void }[] = [];
        for (const { host, ends } of steps) {
          if (ends) held.shift()?.release();
          else take(host, never).then((release) => held.push({ host, release }));
          await settle();
          assert.ok(held.length <= 4);
          assert.ok(held.filter((each) => each.host === host).length <= 2);
        }
      }),
      { numRuns: 30 },
    );
  });
});
