/** An installation as its operator starts it: `gatehouse serve` in an empty data folder. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../tools/tree.ts';

/** A server that was started for the first time. */
export interface StartedInstallation {
  /** Where it says that it is. */
  readonly url: string;
  readonly account: string;
  /** Its data. */
  readonly folder: string;
  /** Everything that the command printed for the operator. */
  readonly greeting: string;
  /** The link that sets the root user's password. */
  readonly setupUrl: string;
  /** Asks it to stop, and deletes the folder. */
  readonly stop: () => Promise<void>;
}

/** Starts the command on a free port; the settings are those of an environment. */
export async function startInstallation(
  settings: Readonly<Record<string, string>>,
): Promise<StartedInstallation> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-installation-'));
  const { PATH = '', HOME = folder } = process.env;
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'gatehouse.js'), 'serve'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH, HOME, GATEHOUSE_DATA: folder, GATEHOUSE_PORT: '0', ...settings },
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  let greeting = '';
  try {
    for await (const part of child.stderr) {
      greeting += part;
      const setupUrl = /(\S+\/setup\?token=\S+)\s/.exec(greeting)?.[1];
      const [, url, account] = /serves (\S+) \(account (\d{12})\)/.exec(greeting) ?? [];
      if (!setupUrl || !url || !account) continue;
      return { url, account, folder, greeting, setupUrl, stop };
    }
    assert.fail(`the server ended before it answered: ${greeting}`);
  } catch (error) {
    await stop();
    throw error;
  }
}
