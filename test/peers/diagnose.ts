/** `gatehouse diagnose` as a process of its own. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Diagnosis } from '../corpus/rows.ts';
import { clientEnvironment, ended } from '../support/cli.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** What the command prints as JSON; it must have judged, whatever the verdict. */
export async function diagnose(
  home: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<readonly Diagnosis[]> {
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
  assert.ok(code === 0 || code === 1, `${code}: ${stderr}`);
  const said: Diagnosis | readonly Diagnosis[] = JSON.parse(stdout);
  return 'checks' in said ? [said] : said;
}
