/** `gatehouse diagnose`: as a process of its own, or in place. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { runWith } from '../../src/cli/testing.ts';
import { commandServices } from '../../src/compose.ts';
import type { Diagnosis } from '../corpus/rows.ts';
import { clientEnvironment, ended } from '../support/cli.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** What the command prints as JSON; it must have judged, whatever the verdict. */
export type Diagnose = (
  home: string,
  words: readonly string[],
  environment?: Readonly<Record<string, string>>,
) => Promise<readonly Diagnosis[]>;

/** Runs the command as its users do. */
export const diagnose: Diagnose = async (home, words, environment = {}) => {
  const main = join(ROOT, 'src', 'main.ts');
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', main, 'diagnose', ...words, '--json'],
    {
      cwd: home,
      env: {
        ...clientEnvironment(home, 'us-east-1'),
        NODE_COMPILE_CACHE: join(ROOT, '.cache', 'compile'),
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const { code, stdout, stderr } = await ended(child);
  return read(code, stdout, stderr);
};

/** Runs the command in this process, which saves its start: for the many cases after the first. */
export const diagnoseInPlace: Diagnose = async (home, words, environment = {}) => {
  const parameters = ['diagnose', ...words, '--json'];
  const { code, out, err } = await runWith(await commandServices(), parameters, {
    environment: { ...clientEnvironment(home, 'us-east-1'), ...environment },
    home,
  });
  return read(code, out, err);
};

function read(code: number | null, out: string, err: string): readonly Diagnosis[] {
  assert.ok(code === 0 || code === 1, `${code}: ${err}`);
  const said: Diagnosis | readonly Diagnosis[] = JSON.parse(out);
  return 'checks' in said ? [said] : said;
}
