import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type RootOperationNode, sql } from 'kysely';
import { openTestStore } from '../iam/test-support.ts';
import { type AttemptFilter, createAttemptRemoval, findAttempt, searchAttempts } from './index.ts';
import { attemptTests, recorderOver } from './testing.ts';

attemptTests('SQLite', openTestStore);

const { store, close } = await openTestStore();
after(close);

test('what is run for an attempt, and to remove old ones, reads ranges of indexes alone', async () => {
  const statements: string[] = [];
  const watched = new Proxy(store, {
    get(target, name) {
      const member = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        if (name === 'prepareStatement' || name === 'prepare') statements.push(String(given[0]));
        return member.apply(target, given);
      };
    },
  });
  recorderOver(watched);
  for (const table of ['attempts', 'attempt_bodies'] as const) createAttemptRemoval(watched, table);
  const own = statements.filter((text) => /attempt_bodies|attempts/.test(text));
  assert.equal(own.length, 13);
  for (const text of own) {
    const plan = sql.raw<{ detail: string }>(`explain query plan ${text.replaceAll('?', "'x'")}`);
    const { rows } = await plan.execute(store.read);
    for (const { detail } of rows)
      assert.doesNotMatch(detail, /SCAN attempt/, `${text}\n${detail}`);
    assert.ok(
      rows.some(({ detail }) => /SEARCH .* USING .*INDEX/.test(detail)),
      text,
    );
  }
});

test('every way to find an attempt begins in an index that is made for it', async () => {
  const nodes: RootOperationNode[] = [];
  const read = store.read.withPlugin({
    transformQuery: ({ node }) => {
      nodes.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const filters: readonly [filter: AttemptFilter, index: RegExp][] = [
    [{}, /sqlite_autoindex_attempts_1 \(account_id=\?\)/],
    [{ from: 1, to: 2 }, /sqlite_autoindex_attempts_1 \(account_id=\? AND attempt_id>\? AND/],
    [{ requestId: 'r' }, /attempts_request \(account_id=\? AND request_id=\?\)/],
    [{ subject: 's', code: 'c' }, /attempts_subject \(account_id=\? AND subject=\?\)/],
    [{ code: 'c', provider: 'p' }, /attempts_code \(account_id=\? AND code=\?\)/],
    [{ provider: 'p', kind: 'k' }, /attempts_provider \(account_id=\? AND provider=\?\)/],
  ];
  for (const [filter] of filters) await searchAttempts(read, { account: 'a', filter, size: 5 });
  await findAttempt(read, 'a', { request: 'r' });
  await findAttempt(read, 'a', { attempt: 'i' });
  const wanted = [
    ...filters.map(([, index]) => index),
    /attempts_request \(account_id=\? AND request_id=\?\)/,
    /sqlite_autoindex_attempts_1 \(account_id=\? AND attempt_id=\?\)/,
  ];
  assert.equal(nodes.length, wanted.length);
  for (const [at, node] of nodes.entries()) {
    const compiled = store.read.getExecutor().compileQuery(node, { queryId: String(at) });
    const explained = sql.raw<{ detail: string }>(
      `explain query plan ${compiled.sql.replaceAll('?', "'x'")}`,
    );
    const { rows } = await explained.execute(store.read);
    const details = rows.map(({ detail }) => detail).join('; ');
    assert.match(details, wanted[at] ?? /never/);
    assert.doesNotMatch(details, /TEMP B-TREE/, compiled.sql);
  }
});
