import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { compilePlanStatement } from '../../store/index.ts';
import { openTestStore } from '../iam/test-support.ts';
import { createEventRemoval } from './retention.ts';

const { store, close } = await openTestStore();
after(close);

const HORIZON = 1000;
const removeOldEvents = createEventRemoval(store, 10);

/** Empties the history and fills it with one event for each pair of account and time. */
async function historyOf(events: readonly (readonly [account: string, time: number])[]) {
  const insert = events.map(([account_id, event_time], index) =>
    compilePlanStatement(
      store.read.insertInto('events').values({
        account_id,
        event_time,
        event_id: `event-${String(index).padStart(4, '0')}`,
        region: 'us-east-1',
        event_name: 'GetUser',
        event_source: 'iam.amazonaws.com',
        user_name: null,
        access_key_id: null,
        read_only: 1,
        resources: null,
        record: '{}',
      }),
    ),
  );
  const clear = compilePlanStatement(store.read.deleteFrom('events'));
  await store.commit({ statements: [clear, ...insert], changes: [] });
}

async function kept(): Promise<[string, number][]> {
  const rows = await store.read
    .selectFrom('events')
    .select(['account_id', 'event_time'])
    .orderBy('account_id')
    .orderBy('event_time')
    .execute();
  return rows.map((row) => [row.account_id, row.event_time]);
}

test('events before the horizon go, in every account; those at it and after it stay', async () => {
  await historyOf([
    ['111111111111', 1],
    ['111111111111', HORIZON - 1],
    ['111111111111', HORIZON],
    ['222222222222', HORIZON + 1],
    ['333333333333', 2],
  ]);
  assert.equal(await removeOldEvents(HORIZON), 2);
  assert.deepEqual(await kept(), [
    ['111111111111', HORIZON],
    ['222222222222', HORIZON + 1],
  ]);
  assert.equal(await removeOldEvents(HORIZON), 0, 'nothing to do, nothing written');
});

test('many old events go in batches, also when they share a moment', async () => {
  await historyOf(Array.from({ length: 25 }, (_, index) => ['111111111111', index % 2]));
  assert.equal(await removeOldEvents(HORIZON), 3);
  assert.deepEqual(await kept(), []);
});

test('a stopped run ends between two batches and a later one goes on', async () => {
  const events = Array.from({ length: 25 }, (_, index) => ['111111111111', index] as const);
  await historyOf(events);
  const stop = new AbortController();
  const removal = removeOldEvents(HORIZON, stop.signal);
  stop.abort();
  assert.ok((await removal) <= 1);
  const left = await kept();
  assert.ok(left.length >= 15, 'at most one batch was under way');
  await removeOldEvents(HORIZON);
  assert.deepEqual(await kept(), []);
});
