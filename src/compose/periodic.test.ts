import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { startPeriodic, type Timers } from './periodic.ts';

/** Timers that run when told to. */
function manualTimers() {
  const waiting: { delay: number; body: () => void }[] = [];
  const timers: Timers = {
    after: (delay, body) => {
      const entry = { delay, body };
      waiting.push(entry);
      return () => {
        const index = waiting.indexOf(entry);
        if (index >= 0) waiting.splice(index, 1);
      };
    },
  };
  return {
    timers,
    delays: () => waiting.map(({ delay }) => delay),
    fire: async () => {
      waiting.shift()?.body();
      await turn();
    },
  };
}

test('work is done after its first delay, then at its interval, also after a failure', async () => {
  const { timers, delays, fire } = manualTimers();
  const reports: unknown[] = [];
  let runs = 0;
  const stop = startPeriodic(
    {
      first: 5,
      every: 60,
      run: async () => {
        runs += 1;
        if (runs === 1) throw new Error('disk');
      },
      report: (error) => reports.push(error),
    },
    timers,
  );
  assert.deepEqual([runs, delays()], [0, [5]]);
  await fire();
  assert.deepEqual([runs, delays(), String(reports)], [1, [60], 'Error: disk']);
  await fire();
  assert.deepEqual([runs, delays(), reports.length], [2, [60], 1]);
  await stop();
  assert.deepEqual(delays(), []);
});

test('stopping tells a run under way, waits for it, and begins no other', async () => {
  const { timers, delays, fire } = manualTimers();
  const run = Promise.withResolvers<void>();
  let told = false;
  const stop = startPeriodic(
    {
      first: 1,
      every: 1,
      run: async (signal) => {
        signal.addEventListener('abort', () => {
          told = true;
        });
        await run.promise;
      },
      report: (error) => assert.fail(String(error)),
    },
    timers,
  );
  await fire();
  let stopped = false;
  const stopping = stop().then(() => {
    stopped = true;
  });
  await turn();
  assert.deepEqual([told, stopped], [true, false]);
  run.resolve();
  await stopping;
  assert.deepEqual(delays(), []);
});
