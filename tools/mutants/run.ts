/** Runs the tests of one mutant in a copy of the tree, up to the first failure. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Mutant } from './mutant.ts';

/** What is copied; `node_modules` is linked. */
const COPIED = [
  ...['src', 'test', 'tools', 'locales', 'bin', 'web', 'docs', 'examples', 'dist'],
  ...['package.json', 'tsconfig.json', 'README.md', 'README.ko.md'],
];

/** A copy of the tree that one mutant at a time lives in. */
export interface Workspace {
  readonly folder: string;
  /** The text of each file before a mutant changed it. */
  readonly original: ReadonlyMap<string, string>;
}

/** How the tests took it: the first that failed, that all passed, or that the time was over. */
export type Outcome =
  | { readonly kind: 'failed'; readonly file: string; readonly title: string }
  | { readonly kind: 'passed' }
  | { readonly kind: 'late' };

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

/**
 * Runs test files in their order, one process at a time, up to the first test that fails.
 *
 * @param timeout milliseconds for all of them
 */
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
    if (failed) return { kind: 'failed', ...failed };
    if (late) return { kind: 'late' };
    if ((await closed) === 0) return { kind: 'passed' };
    return { kind: 'failed', file: tests.join(' '), title: 'the test run itself' };
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
): Promise<{ file: string; title: string } | undefined> {
  let title: string | undefined;
  for await (const line of lines) {
    const failed = /^\s*not ok \d+ - (.*?)(?: # .*)?$/.exec(line)?.[1];
    if (failed !== undefined) title ??= failed.replaceAll('\\#', '#');
    const place = /^\s*location: '(.+?):\d+:\d+'$/.exec(line)?.[1];
    if (title !== undefined && place !== undefined) {
      const file = path.isAbsolute(place) ? path.relative(folder, place) : place;
      return { file, title: title.endsWith(file) ? 'the file itself' : title };
    }
  }
  return undefined;
}
