/**
 * The package as its users get it: packed, installed into an empty folder without any script, and
 * started by its command with whatever Node the machine has.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { until } from '../support/until.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The environment of a person at a prompt: not that of an npm script of this checkout. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(package|lifecycle|command|execpath|node)|npm_config_local_prefix|INIT_CWD|GATEHOUSE_)/.test(
        name,
      ),
  );
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const plain = folders.filter((folder) => !folder.includes('node_modules'));
  const search = [...plain, path.dirname(process.execPath)].join(path.delimiter);
  return { ...Object.fromEntries(kept), PATH: search };
}

describe('the packed package', () => {
  const env = plainEnvironment();
  let folder = '';
  let installed = '';

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-pack-'));
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
    const run = (cwd: string, ...args: string[]): void => {
      execFileSync('npm', [...args, ...quiet], {
        cwd,
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    };
    run(ROOT, 'pack', `--pack-destination=${folder}`);
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
    assert.ok(tarball, 'npm pack left a tarball');
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
    run(folder, 'install', '--ignore-scripts', '--prefer-offline', `./${tarball}`);
    installed = path.join(folder, 'node_modules/gatehouse');
  });
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

  it('holds compiled code and no tests', () => {
    const files = readdirSync(path.join(installed, 'dist'), { recursive: true, encoding: 'utf8' });
    assert.ok(files.includes('main.js'));
    assert.ok(files.some((name) => name.endsWith('AdministratorAccess.json')));
    assert.deepEqual(
      files.filter((name) => /\.ts$|\.test\.|testing|test-support/.test(name)),
      [],
    );
  });

  it('starts by its command, answers, and stops when asked', async () => {
    const child = spawn(path.join(folder, 'node_modules/.bin/gatehouse'), ['serve'], {
      cwd: folder,
      env: { ...env, GATEHOUSE_PORT: '0', GATEHOUSE_DATA: path.join(folder, 'data') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const gone = once(child, 'close');
    try {
      const url = await until('the server says where it is', () => {
        assert.equal(child.exitCode, null, output);
        return /serves (http:\S+) \(account/.exec(output)?.[1];
      });
      const answer = await fetch(`${url}/healthz`);
      assert.equal(answer.status, 200, await answer.text());
      child.kill('SIGTERM');
      const [status] = await gone;
      assert.equal(status, 0, output);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
