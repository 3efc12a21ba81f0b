#!/usr/bin/env node
// The entry of the gatehouse command. It has to be understood by every Node, however old: it looks
// whether the running one is new enough, hands over to the pinned one if not, and loads the program.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const needed = readJson(join(root, 'package.json')).engines.node.replace('>=', '');

if (isAtLeast(process.versions.node, needed)) {
  if (module.enableCompileCache) module.enableCompileCache();
  // A checkout runs its TypeScript; a package holds compiled JavaScript, since Node strips no types
  // below node_modules.
  const source = join(root, 'src', 'main.ts');
  const program = existsSync(source) ? source : join(root, 'dist', 'main.js');
  await import(pathToFileURL(program).href);
} else {
  const pinned = findPinnedNode();
  if (pinned === undefined) refuse();
  else handOver(pinned);
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function isAtLeast(version, least) {
  const have = version.split('.').map(Number);
  const want = least.split('.').map(Number);
  for (let index = 0; index < 3; index += 1) {
    if (have[index] !== want[index]) return have[index] > want[index];
  }
  return true;
}

/** The pinned Node: beside this package when it is installed in another one, else below it. */
function findPinnedNode() {
  const name = `node-linux-${process.arch}`;
  if (process.platform !== 'linux') return undefined;
  try {
    const found = createRequire(import.meta.url).resolve(`${name}/package.json`);
    const binary = join(dirname(found), 'bin', 'node');
    const isUsable = existsSync(binary) && isAtLeast(readJson(found).version, needed);
    return isUsable ? binary : undefined;
  } catch {
    return undefined;
  }
}

function refuse() {
  process.stderr.write(
    `gatehouse: Node ${needed} or newer is needed, and this is Node ${process.versions.node}.\n` +
      'On Linux (x64, arm64) npm installs the right one with the optional dependencies: run\n' +
      'npm install without --omit=optional. Elsewhere, install it from https://nodejs.org/.\n',
  );
  process.exitCode = 1;
}

/** Runs this same command under `binary`; signals go down, the exit code comes back. */
function handOver(binary) {
  const child = spawn(binary, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2']) {
    process.on(signal, () => {
      // The terminal sends these two to every process of the group, so the child has it already.
      const isFromTerminal = process.stdin.isTTY && (signal === 'SIGINT' || signal === 'SIGQUIT');
      if (!isFromTerminal) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    process.stderr.write(`gatehouse: ${binary} does not run here: ${error.message}\n`);
    refuse();
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code === null ? 128 + (constants.signals[signal] || 0) : code;
  });
}
