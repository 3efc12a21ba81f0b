import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestStore, type TestStore } from '../iam/test-support.ts';
import { type EventSearch, searchEvents } from './lookup.ts';

let tests: TestStore;
before(async () => {
  tests = await openTestStore();
});
after(async () => await tests.close());

const ROWS = 3500;

/** An account with events at the times 0 to `ROWS`, two of each second time; the last is bob's. */
async function accountWithEvents(): Promise<string> {
  const { id } = await tests.account();
  const insert = tests.store.prepareStatement(
    `insert into events (account_id, event_time, event_id, region, event_name, event_source,
     user_name, access_key_id, read_only, resources, record)
     values (?, ?, ?, 'us-east-1', 'GetUser', 'iam.amazonaws.com', ?, null, 1, null, '{}')`,
  );
  const statements = Array.from({ length: ROWS }, (_, index) =>
    insert(id, Math.floor(index / 2), `event-${index}`, index === 0 ? 'bob' : 'alice'),
  );
  await tests.store.commit({ statements, changes: [] });
  return id;
}

const searchOf = (account: string, user: string): EventSearch => ({
  account,
  attribute: { key: 'Username', value: user },
  from: 0,
  to: ROWS,
  size: 50,
  token: undefined,
});

test('a rare value is found beyond many chunks, and other work gets its turns meanwhile', async () => {
  const account = await accountWithEvents();
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  }, 0);
  const { rows, nextToken } = await searchEvents(tests.store.read, searchOf(account, 'bob'));
  clearInterval(counting);
  assert.deepEqual(
    rows.map((row) => row.event_id),
    ['event-0'],
  );
  assert.equal(nextToken, undefined);
  assert.ok(turns > 0, 'the search held up everything else');
});

test('pages join without a gap, also where events share their time', async () => {
  const account = await accountWithEvents();
  const seen: string[] = [];
  let token: string | undefined;
  do {
    const search = { ...searchOf(account, 'alice'), token };
    const { rows, nextToken } = await searchEvents(tests.store.read, search);
    seen.push(...rows.map((row) => row.event_id));
    token = nextToken;
  } while (token !== undefined);
  assert.equal(seen.length, ROWS - 1);
  assert.equal(new Set(seen).size, ROWS - 1);
});
