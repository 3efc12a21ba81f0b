import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pid } from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { killHard, startWriter, untilNoted } from '../conformance/crash.ts';
import { addThing, amountOf, closeOpened, openTest, planOf } from '../conformance/harness.ts';
import { StoreFull, StoreLocked, StoreUnavailable } from '../errors.ts';
import { openWritable } from './connection.ts';

const folders = mkdtempSync(join(tmpdir(), 'gatehouse-sqlite-'));
after(closeOpened);
after(() => rmSync(folders, { recursive: true }));
let made = 0;

function newFolder(): { kind: 'sqlite'; folder: string } {
  made += 1;
  return { kind: 'sqlite', folder: join(folders, String(made)) };
}

test('STORE-008: a data folder has one owner, whom the refusal names', async () => {
  const location = newFolder();
  const owner = await openTest(location);
  await assert.rejects(openTest(location), (error: StoreLocked) => {
    assert.ok(error instanceof StoreLocked);
    assert.equal(error.failure.code, 'STORE-008');
    assert.equal(
      error.message,
      `the data folder \`${location.folder}\` is in use by process ${pid} on ${hostname()}`,
    );
    return true;
  });
  await owner.close();
  await (await openTest(location)).close();
});

test('the lock of another process holds while it lives, and dies with it', async () => {
  const location = newFolder();
  mkdirSync(location.folder);
  const log = join(folders, `${made}.log`);
  const child = startWriter(location, log);
  await untilNoted(log, 5, child);
  await assert.rejects(openTest(location), (error: StoreLocked) => {
    assert.match(error.message, new RegExp(`is in use by process ${child.pid} on `));
    return true;
  });
  await killHard(child);
  await (await openTest(location)).close();
});

test('only the owner of the folder can read what is in it', async () => {
  const location = newFolder();
  const store = await openTest(location);
  await store.commit(planOf([addThing(store, 'a', 'x')]));
  const modes = readdirSync(location.folder).map((name) => {
    return [name, statSync(join(location.folder, name)).mode & 0o777];
  });
  assert.deepEqual(modes, [
    ['gatehouse.db', 0o600],
    ['gatehouse.db-shm', 0o600],
    ['gatehouse.db-wal', 0o600],
    ['lock.db', 0o600],
    ['lock.owner', 0o600],
  ]);
  assert.equal(statSync(location.folder).mode & 0o777, 0o700);
  await store.close();
  assert.deepEqual(readdirSync(location.folder), ['gatehouse.db', 'lock.db']);
});

test('the writing connection makes answered writes durable', () => {
  const { folder } = newFolder();
  mkdirSync(folder);
  const db = openWritable(join(folder, 'x.db'));
  const pragma = (name: string) => Object.values(db.prepare(`pragma ${name}`).get() ?? {})[0];
  assert.deepEqual(['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'].map(pragma), [
    'wal',
    2,
    1,
    5000,
  ]);
  db.close();
});

test('STORE-010: a place that cannot keep a journal is refused', () => {
  assert.throws(() => openWritable(':memory:'), {
    name: 'StoreUnsafe',
    message: 'the store does not keep what it answers: `journal_mode` is `memory`, not `wal`',
  });
});

test('STORE-005: a file that is no database is refused with the reason', async () => {
  const location = newFolder();
  mkdirSync(location.folder);
  writeFileSync(join(location.folder, 'gatehouse.db'), 'this is not a database, but long enough');
  await assert.rejects(openTest(location), (error: StoreUnavailable) => {
    assert.ok(error instanceof StoreUnavailable);
    assert.equal(error.message, 'the store cannot be used: file is not a database');
    return true;
  });
  truncateSync(join(location.folder, 'gatehouse.db'));
  await (await openTest(location)).close();
});

test('plans wait while another program holds the lock of the database', async () => {
  const location = newFolder();
  const store = await openTest(location);
  const intruder = new DatabaseSync(join(location.folder, 'gatehouse.db'));
  intruder.exec('begin immediate');
  const waiting = store.commit(planOf([addThing(store, 'a', 'x')]));
  setTimeout(() => intruder.exec('rollback'), 50);
  await waiting;
  assert.equal(await amountOf(store, 'a', 'x'), 1);
  intruder.close();
  await store.close();
});

test('STORE-004: a full disk refuses writes, keeps reads, and recovers', async (context) => {
  const location = newFolder();
  mkdirSync(location.folder);
  const mounted = mountSmall(location.folder);
  if (!mounted) return context.skip('mounting a small file system needs root');
  try {
    const store = await openTest(location);
    await store.commit(planOf([addThing(store, 'a', 'kept', 5)]));
    const hog = join(location.folder, 'hog');
    fill(hog);
    const add = store.prepareStatement('insert into things values (?, ?, 1, 1)', 1);
    const write = (name: string) => store.commit(planOf([add('a', name.padEnd(70_000, 'x'))]));
    await assert.rejects(write('lost'), (error: StoreFull) => {
      assert.ok(error instanceof StoreFull);
      assert.equal(error.failure.code, 'STORE-004');
      assert.equal(error.message, 'the store is full: database or disk is full');
      return true;
    });
    assert.equal(await amountOf(store, 'a', 'kept'), 5);
    rmSync(hog);
    await write('found');
    await store.close();
    const again = await openTest(location);
    assert.equal(await amountOf(again, 'a', 'kept'), 5);
    assert.equal(await amountOf(again, 'a', 'found'.padEnd(70_000, 'x')), 1);
    await again.close();
  } finally {
    execFileSync('umount', [location.folder]);
  }
});

function mountSmall(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Writes until there is no room left. */
function fill(file: string): void {
  try {
    writeFileSync(file, Buffer.alloc(4 * 1024 * 1024));
  } catch {
    // No space left, as intended.
  }
}
