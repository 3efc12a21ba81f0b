import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { slowestFiles } from './file-times.ts';

describe('the times of test files', () => {
  it('are reported by the runner, one line for each file', (test) => {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-file-times-'));
    test.after(() => rmSync(folder, { recursive: true }));
    const files = ['one.test.ts', 'two.test.ts'];
    for (const file of files) {
      const text = `require('node:test').describe('a suite.test.ts', () => require('node:test').it('a test'));`;
      writeFileSync(join(folder, file), text);
    }
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const reporter = join(import.meta.dirname, 'file-times.ts');
    const options = ['--test', `--test-reporter=${reporter}`, '--test-reporter-destination=times'];
    execFileSync(process.execPath, [...options, ...files], { cwd: folder, env, stdio: 'ignore' });
    const lines = readFileSync(join(folder, 'times'), 'utf8').trim().split('\n').sort();
    assert.equal(lines.length, files.length);
    for (const line of lines) assert.match(line, /^\d+ (?:one|two)\.test\.ts$/);
  });

  it('are summed up by the longest', () => {
    const lines = ['1200 a.test.ts', '', 'no time', '61000 b.test.ts', '300 c.test.ts'];
    assert.deepEqual(slowestFiles(lines, 2), ['   61.0 s  b.test.ts', '    1.2 s  a.test.ts']);
  });
});
