import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

const ROOT = join(import.meta.dirname, '..', '..');
const PINNED = `node-linux-${process.arch}`;
const OLD_NODE = '/usr/bin/node';
const hasOldNode = existsSync(OLD_NODE) && existsSync(join(ROOT, 'node_modules', PINNED));

/** A program that shows where it runs and how it ends. */
const PROGRAM = `
const [, , command, value] = process.argv;
if (command === 'version') console.log(process.versions.node);
if (command === 'exit') process.exitCode = Number(value);
if (command === 'wait') {
  process.on('SIGTERM', () => { console.log('asked to stop'); process.exit(7); });
  setInterval(() => {}, 1000);
  console.log('waiting');
}
`;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(binary: string, parameters: string[], onOutput?: (kill: () => void) => void) {
  return new Promise<Ended>((resolve) => {
    const child = spawn(binary, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (part) => {
      stdout += part;
      onOutput?.(() => child.kill('SIGTERM'));
    });
    child.stderr.on('data', (part) => {
      stderr += part;
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

describe('the entry of the gatehouse command', {
  skip: hasOldNode ? false : 'no older Node',
}, () => {
  let folder = '';
  let entry = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-entry-'));
    const installed = join(folder, 'node_modules', 'gatehouse');
    await mkdir(join(installed, 'dist'), { recursive: true });
    await mkdir(join(installed, 'bin'));
    await cp(join(ROOT, 'bin', 'gatehouse.js'), join(installed, 'bin', 'gatehouse.js'));
    await cp(join(ROOT, 'package.json'), join(installed, 'package.json'));
    await writeFile(join(installed, 'dist', 'main.js'), PROGRAM);
    entry = join(installed, 'bin', 'gatehouse.js');
  });
  after(() => rm(folder, { recursive: true }));
  const pin = () =>
    symlink(join(ROOT, 'node_modules', PINNED), join(folder, 'node_modules', PINNED));

  it('says what is needed where the pinned Node is missing', async () => {
    const { code, stderr } = await run(OLD_NODE, [entry, 'version']);
    assert.equal(code, 1);
    assert.match(stderr, /Node 24\.19\.0 or newer is needed, and this is Node 2\d\./);
    assert.match(stderr, /--omit=optional/);
  });

  it('hands over to the pinned Node installed beside it, with exit code and signals', async () => {
    await pin();
    const version = await run(OLD_NODE, [entry, 'version']);
    assert.match(version.stdout, /^24\.\d+\.\d+\n$/);
    assert.equal(version.code, 0);
    assert.equal((await run(OLD_NODE, [entry, 'exit', '3'])).code, 3);
    const stopped = await run(OLD_NODE, [entry, 'wait'], (kill) => kill());
    assert.equal(stopped.stdout, 'waiting\nasked to stop\n');
    assert.equal(stopped.code, 7);
  });

  it('runs in place under a Node that is new enough', async () => {
    const { stdout } = await run(process.execPath, [entry, 'version']);
    assert.equal(stdout, `${process.versions.node}\n`);
  });

  it('answers its version from a checkout, under both', async () => {
    const checkout = join(ROOT, 'bin', 'gatehouse.js');
    for (const binary of [OLD_NODE, process.execPath]) {
      const { code, stdout, stderr } = await run(binary, [checkout, 'version']);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^gatehouse \d+\.\d+\.\d+/);
    }
  });
});
