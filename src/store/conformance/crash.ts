import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { StoreLocation } from '../store.ts';
import { type BackEnd, openTest } from './harness.ts';

const KILLS = 3;
const VERSION = 'select version from account_versions where account = ?';

/** Starts a process that writes to the store until it is killed. */
export function startWriter(location: StoreLocation, log: string): ChildProcess {
  const script = join(import.meta.dirname, 'crash-child.ts');
  const stdio = ['ignore', 'ignore', 'inherit'] as const;
  return spawn(execPath, [script, JSON.stringify(location), log], { stdio: [...stdio] });
}

/** The names of the plans that the process noted as answered. */
export function notedIn(log: string): string[] {
  // The last line may have been cut by the kill.
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : [];
}

/** Waits until the process has noted more than `count` plans. */
export async function untilNoted(log: string, count: number, child: ChildProcess): Promise<void> {
  while (notedIn(log).length <= count) {
    assert.equal(child.exitCode, null, 'the writing process ended by itself');
    await pause(5);
  }
}

/** Kills the process as a power cut would, and waits for its end. */
export async function killHard(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** A process killed in the middle of writes: what it answered is there, and nothing is by half. */
export function crashConformance(backEnd: BackEnd): void {
  test(`${backEnd.name}: kill -9 in the middle of writes loses nothing that was answered`, async () => {
    const location = await backEnd.place();
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-crash-'));
    const log = join(folder, 'answered');
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = startWriter(location, log);
      await untilNoted(log, notedIn(log).length + 100 * kill + 37, child);
      await killHard(child);
      const store = await openTest(location);
      const rows = await store.read.selectFrom('things').select('name').execute();
      const kept = new Set(rows.map((row) => row.name));
      const lost = notedIn(log).filter((name) => !kept.has(name) || !kept.has(`${name}-too`));
      assert.deepEqual(lost, []);
      const halves = [...kept].filter((name) => !kept.has(name.replace(/-too$/, '')));
      assert.deepEqual(halves, []);
      const [row] = await store.prepare<{ version: number }>(VERSION)('crash');
      assert.equal(row?.version, kept.size / 2);
      await store.close();
    }
    rmSync(folder, { recursive: true });
  });
}
