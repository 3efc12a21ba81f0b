import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openTestStore } from '../iam/test-support.ts';
import { createAttemptRemoval } from './index.ts';
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
