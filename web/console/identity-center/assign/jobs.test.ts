import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { doneOf, type Job, type JobState, type Progress, runJobs } from './jobs.ts';

const at = (status: Progress['status'], reason?: string): Progress => ({
  status,
  requestId: 'r',
  reason,
});

const job = (key: string, answers: readonly Progress[], first = at('IN_PROGRESS')): Job => {
  const left = [...answers];
  return {
    key,
    begin: async () => first,
    ask: async () => left.shift() ?? assert.fail('asked too often'),
  };
};

const pause = async (): Promise<void> => undefined;

async function run(jobs: readonly Job[], controller = new AbortController()) {
  const states = new Map<string, JobState>();
  const seen: string[] = [];
  const onState = (key: string, state: JobState): void => {
    states.set(key, state);
    seen.push(`${key} ${state.status}`);
  };
  await runJobs(jobs, onState, controller.signal, pause);
  return { states, seen };
}

describe('jobs of provisioning', () => {
  it('are followed to their ends; one that fails stops none of the others', async () => {
    const refused: Job = {
      key: 'refused',
      begin: async () => {
        throw new Error('You cannot assign access to permission sets of the management account');
      },
      ask: async () => assert.fail('there is nothing to ask'),
    };
    const { states } = await run([
      job('slow', [at('IN_PROGRESS'), at('SUCCEEDED')]),
      refused,
      job('failed', [at('FAILED', 'The account is suspended')]),
      job('quick', [], at('SUCCEEDED')),
    ]);
    assert.deepEqual(Object.fromEntries(states), {
      slow: { status: 'SUCCEEDED' },
      // R060: what the server says is shown as it is.
      refused: {
        status: 'FAILED',
        reason: 'You cannot assign access to permission sets of the management account',
      },
      failed: { status: 'FAILED', reason: 'The account is suspended' },
      quick: { status: 'SUCCEEDED' },
    });
    assert.equal(doneOf(states), 4);
  });

  it('are not begun after the page was left', async () => {
    const controller = new AbortController();
    controller.abort();
    const { seen } = await run([job('late', [])], controller);
    assert.deepEqual(seen, []);
  });

  it('count as done only at their ends', () => {
    const states = new Map<string, JobState>([
      ['a', { status: 'waiting' }],
      ['b', { status: 'IN_PROGRESS' }],
      ['c', { status: 'FAILED', reason: 'x' }],
    ]);
    assert.equal(doneOf(states), 1);
  });
});
