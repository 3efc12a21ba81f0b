/** Runs the tests of one mutant in a copy of the tree, up to the first failure. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Mutant } from './find.ts';

/** What is copied; `node_modules` is linked. */
const COPIED = [
  ...['src', 'test', 'tools', 'locales', 'bin'],
  ...['package.json', 'tsconfig.json', 'README.md', 'README.ko.md'],
];

/** A copy of the tree that one mutant at a time lives in. */
export interface Workspace {
  readonly folder: string;
  /** The text of each file before a mutant changed it. */
  readonly original: ReadonlyMap<string, string>;
}

/** How the tests took a mutant: the first test that failed, or that none did. */
export interface Outcome {
  readonly killedBy: string | undefined;
}

/** Copies the tree at `root` into a new temporary folder. */
export function openWorkspace(root: string, original: ReadonlyMap<string, string>): Workspace {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-mutants-'));
  for (const name of COPIED) {
    const source = path.join(root, name);
    if (existsSync(source)) cpSync(source, path.join(folder, name), { recursive: true });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return { folder, original };
}

/** Removes the copy. */
export function closeWorkspace({ folder }: Workspace): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Puts the mutant in, runs the tests, and puts the original back. */
export async function tryMutant(
  workspace: Workspace,
  mutant: Pick<Mutant, 'file' | 'text'>,
  tests: readonly string[],
  timeout: number,
): Promise<Outcome> {
  const place = path.join(workspace.folder, mutant.file);
  writeFileSync(place, mutant.text);
  try {
    return await firstFailure(workspace.folder, tests, timeout);
  } finally {
    const text = workspace.original.get(mutant.file);
    if (text === undefined) rmSync(place);
    else writeFileSync(place, text);
  }
}

/** The first test that fails, by its file and title; undefined when all pass. */
export async function firstFailure(
  folder: string,
  tests: readonly string[],
  timeout: number,
): Promise<Outcome> {
  const options = ['--test', '--test-force-exit', '--test-concurrency=1', '--test-reporter=tap'];
  const child = spawn(process.execPath, [...options, ...tests], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, CI: '', NODE_TEST_CONTEXT: undefined, TEST_STORES: 'sqlite' },
  });
  const closed = new Promise<number | null>((resolve) => {
    child.once('close', (status) => resolve(status));
  });
  const end = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Already gone.
    }
  };
  let late = false;
  const watch = setTimeout(() => {
    late = true;
    end();
  }, timeout);
  try {
    const failed = await readFailure(createInterface({ input: child.stdout }), folder);
    if (failed !== undefined) return { killedBy: failed };
    if (late) return { killedBy: `no answer within ${timeout / 1000} s` };
    return { killedBy: (await closed) === 0 ? undefined : 'the test run itself' };
  } finally {
    clearTimeout(watch);
    end();
    await closed;
  }
}

/** Reads TAP up to the first `not ok` and the place that its diagnostics name. */
async function readFailure(
  lines: AsyncIterable<string>,
  folder: string,
): Promise<string | undefined> {
  let title: string | undefined;
  for await (const line of lines) {
    const failed = /^\s*not ok \d+ - (.*?)(?: # .*)?$/.exec(line)?.[1];
    if (failed !== undefined) title ??= failed.replaceAll('\\#', '#');
    const place = /^\s*location: '(.+?):\d+:\d+'$/.exec(line)?.[1];
    if (title !== undefined && place !== undefined) {
      const file = path.isAbsolute(place) ? path.relative(folder, place) : place;
      return title.endsWith(file) ? file : `${file}: ${title}`;
    }
  }
  return title;
}
