import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import pg from 'pg';
import { privatePostgres, testPostgres } from '../../../tools/postgres.ts';
import {
  addThing,
  amountOf,
  closeOpened,
  openTest,
  planOf,
  setAmount,
  type TestStore,
} from '../conformance/harness.ts';
import { CHANGES_KEPT } from '../engine-tables.ts';
import { StaleState, StoreUnavailable, StoreUnsafe } from '../errors.ts';

const postgres = await testPostgres();
after(closeOpened);
after(() => postgres?.stop());
const stopping = await privatePostgres();
after(() => stopping?.stop());

const newUrl = async (): Promise<string> => (await postgres?.createDatabase()) ?? '';

async function twoNodes(): Promise<[TestStore, TestStore, () => Promise<unknown>]> {
  const location = { kind: 'postgres', url: await newUrl() } as const;
  const nodes = await Promise.all([openTest(location), openTest(location)]);
  return [...nodes, () => Promise.all(nodes.map((node) => node.close()))];
}

async function cachedAmount(store: TestStore, account: string, name: string) {
  await store.fresh([account]);
  return await store.cache.get(account, name, () => amountOf(store, account, name));
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

if (!postgres || !stopping) {
  test('PostgreSQL', { skip: 'install postgresql or set GATEHOUSE_TEST_POSTGRES_URL' });
} else {
  test('two nodes that start at once on an empty database do not collide', async () => {
    const [a, b, close] = await twoNodes();
    await a.commit(planOf([addThing(a, 'a', 'x', 3)]));
    assert.equal(await amountOf(b, 'a', 'x'), 3);
    await close();
  });

  test('what one node answered the other node uses with its next request, without a pause', async () => {
    const [a, b, close] = await twoNodes();
    const nodes = [a, b];
    await a.commit(planOf([addThing(a, 'a', 'x', 0)], 'a', 'x'));
    for (let amount = 1; amount <= 60; amount += 1) {
      const [writer, reader] = amount % 2 ? nodes : nodes.toReversed();
      assert.ok(writer && reader);
      assert.equal(await cachedAmount(reader, 'a', 'x'), amount - 1);
      await writer.commit(planOf([setAmount(writer, 'a', 'x', amount, amount)], 'a', 'x'));
      assert.equal(await cachedAmount(reader, 'a', 'x'), amount);
    }
    await close();
  });

  test('a node forgets what another changed, and nothing else', async () => {
    const [a, b, close] = await twoNodes();
    await b.fresh(['a']);
    await b.cache.get('a', 'kept', async () => 'kept');
    await b.cache.get('a', 'gone', async () => 'gone');
    await a.commit(planOf([], 'a', 'gone'));
    await a.commit(planOf([], 'a', 'more'));
    await b.fresh(['a']);
    assert.equal(b.cache.peek('a', 'kept'), 'kept');
    assert.equal(b.cache.peek('a', 'gone'), undefined);
    await close();
  });

  test('a load that began before another node changed its entity is not kept', async () => {
    const [a, b, close] = await twoNodes();
    await b.fresh(['a']);
    const gate = Promise.withResolvers<string>();
    const early = b.cache.get('a', 'x', () => gate.promise);
    await a.commit(planOf([], 'a', 'x'));
    await b.fresh(['a']);
    gate.resolve('old');
    assert.equal(await early, 'old');
    assert.equal(b.cache.peek('a', 'x'), undefined);
    await close();
  });

  test('a node too far behind for the log, or whose log has gaps, forgets the account', async () => {
    const [a, b, close] = await twoNodes();
    const hold = async (account: string) => {
      await b.fresh([account]);
      await b.cache.get(account, 'x', async () => 'held');
    };
    await a.commit(planOf([], 'gap', 'y'));
    await hold('gap');
    await hold('far');
    await a.commit(planOf([], 'gap', 'y'));
    await a.commit({
      statements: [
        { sql: `delete from changes where account = 'gap'`, parameters: [], expect: 2 },
        {
          sql: `insert into account_versions (account, version) values ('far', ${CHANGES_KEPT})`,
          parameters: [],
        },
      ],
      changes: [],
    });
    await b.fresh(['gap', 'far']);
    assert.equal(b.cache.peek('gap', 'x'), undefined);
    assert.equal(b.cache.peek('far', 'x'), undefined);
    await hold('gap');
    await a.commit(planOf([], 'gap', 'y'));
    await b.fresh(['gap']);
    assert.equal(b.cache.peek('gap', 'x'), 'held');
    await close();
  });

  test('a database set back to an earlier state makes the node forget the account', async () => {
    const [a, b, close] = await twoNodes();
    await a.commit(planOf([], 'a', 'y'));
    await a.commit(planOf([], 'a', 'y'));
    await b.fresh(['a']);
    await b.cache.get('a', 'x', async () => 'held');
    const back = { sql: 'update account_versions set version = 1', parameters: [], expect: 1 };
    await a.commit(planOf([back]));
    await b.fresh(['a']);
    assert.equal(b.cache.peek('a', 'x'), undefined);
    await close();
  });

  test('requests of one turn share a read of versions; a later one does not join it', async () => {
    const store = await openTest({ kind: 'postgres', url: await newUrl() });
    const first = store.fresh(['a']);
    assert.equal(store.fresh(['b']), first);
    await turn();
    const later = store.fresh(['a']);
    assert.notEqual(later, first);
    await Promise.all([first, later]);
    await store.close();
  });

  test('many plans refused at once do not wait for each other for ever', async () => {
    const store = await openTest({ kind: 'postgres', url: await newUrl() });
    await store.commit(planOf([addThing(store, 'a', 'x')]));
    const plans = Array.from({ length: 40 }, () =>
      store.commit(planOf([addThing(store, 'a', 'x')])),
    );
    for (const { status } of await Promise.allSettled(plans)) assert.equal(status, 'rejected');
    await store.close();
  });

  test('plans of two nodes over one account pass one by one, and none is lost', async () => {
    const [a, b, close] = await twoNodes();
    await a.commit(planOf([addThing(a, 'a', 'sum', 0)], 'a', 'sum'));
    const more = { sql: `update things set amount = amount + 1`, parameters: [], expect: 1 };
    const plans = Array.from({ length: 40 }, (_, i) =>
      (i % 2 ? a : b).commit(planOf([more], 'a', 'sum')),
    );
    await Promise.all(plans);
    assert.equal(await amountOf(a, 'a', 'sum'), 40);
    const [row] = await a.prepare<{ version: number }>('select version from account_versions')();
    assert.equal(row?.version, 41);
    await close();
  });

  test('connections that the database cuts are replaced', async () => {
    const url = await newUrl();
    const store = await openTest({ kind: 'postgres', url });
    await store.commit(planOf([addThing(store, 'a', 'x', 2)], 'a', 'x'));
    await cachedAmount(store, 'a', 'x');
    await run(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await turn();
    // Whoever is first may meet a connection whose end has not been noticed; the next has a new one.
    const again = async <Answer>(ask: () => Answer) =>
      await Promise.resolve()
        .then(ask)
        .catch(() => ask());
    await again(() => store.fresh(['a']));
    assert.equal(await again(() => amountOf(store, 'a', 'x')), 2);
    await again(() => store.commit(planOf([setAmount(store, 'a', 'x', 3, 1)])));
    await store.close();
  });

  test('STORE-010: a database that answers before it has written is refused', async () => {
    const url = await newUrl();
    const name = new URL(url).pathname.slice(1);
    await run(url, `alter database ${name} set synchronous_commit = off`);
    await assert.rejects(openTest({ kind: 'postgres', url }), {
      name: 'StoreUnsafe',
      message: 'the store does not keep what it answers: `synchronous_commit` is `off`, not `on`',
    });
    await run(url, `alter database ${name} set synchronous_commit = on`);
    const store = await openTest({ kind: 'postgres', url });
    assert.deepEqual(
      store.reports.filter((report) => report instanceof StoreUnsafe),
      [],
    );
    await store.close();
  });

  test('STORE-006: a node that cannot learn the versions refuses rather than trust its cache', async () => {
    const url = await stopping.createDatabase();
    const store = await openTest({ kind: 'postgres', url });
    await store.fresh(['a']);
    await store.cache.get('a', 'x', async () => 'held');
    await stopping.stop();
    await assert.rejects(
      async () => store.fresh(['a']),
      (error: StaleState) => {
        assert.ok(error instanceof StaleState);
        assert.equal(error.failure.code, 'STORE-006');
        assert.match(error.message, /^the current version of the accounts cannot be read: /);
        return true;
      },
    );
    await assert.rejects(store.commit(planOf([addThing(store, 'a', 'x')])), StoreUnavailable);
    await assert.rejects(amountOf(store, 'a', 'x'), StoreUnavailable);
    await assert.rejects(async () => store.prepare('select 1')(), StoreUnavailable);
    const health = await store.health();
    assert.equal(health.writable, false);
    assert.ok(health.problem instanceof StoreUnavailable);
    await store.append(planOf([addThing(store, 'a', 'x')]));
    await store.close();
    assert.equal(store.reports.length, 1);
  });
}
