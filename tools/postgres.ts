/**
 * Throw-away PostgreSQL for tests and benchmarks: a private cluster from Debian's packages in a
 * temporary folder, reached through a Unix socket only, that dies with the process that started it.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const INSTALLED = '/usr/lib/postgresql';
const START_MILLISECONDS = 120_000;

/** A PostgreSQL server for tests. */
export interface TestPostgres {
  /** A new, empty database; its URL. */
  createDatabase(): Promise<string>;
  /** The process of a private cluster, so that faults can be injected; absent for a given server. */
  readonly server: ChildProcess | undefined;
  /** Drops the databases made, and the private cluster. */
  stop(): Promise<void>;
}

/**
 * The server that GATEHOUSE_TEST_POSTGRES_URL names (its user must be allowed to create databases),
 * or else a private cluster. Undefined when neither is there: install Debian's `postgresql`.
 */
export async function testPostgres(): Promise<TestPostgres | undefined> {
  const given = process.env.GATEHOUSE_TEST_POSTGRES_URL;
  if (given) return databasesOf(given, undefined, async () => {});
  const programs = newestPrograms();
  return programs === undefined ? undefined : await startCluster(programs);
}

/** A private cluster of its own, also where a server is given: for tests that stop it. */
export async function privatePostgres(): Promise<TestPostgres | undefined> {
  const programs = newestPrograms();
  return programs === undefined ? undefined : await startCluster(programs);
}

function newestPrograms(): string | undefined {
  if (!existsSync(INSTALLED)) return undefined;
  const versions = readdirSync(INSTALLED).map(Number).filter(Number.isInteger);
  const newest = versions.sort((a, b) => b - a)[0];
  return newest === undefined ? undefined : join(INSTALLED, String(newest), 'bin');
}

async function startCluster(programs: string): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-postgres-'));
  const data = join(folder, 'data');
  const asOwner = ownerPrefix(folder);
  run([...asOwner, join(programs, 'initdb'), '-D', data, '-U', 'gatehouse', '-A', 'trust'], folder);
  const settings = [
    `unix_socket_directories=${folder}`,
    'listen_addresses=',
    'max_connections=200',
  ];
  const [command = '', ...rest] = [
    ...asOwner,
    join(programs, 'postgres'),
    ...['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
  ];
  const server = spawn(command, rest, { cwd: folder, stdio: 'ignore' });
  const url = `postgres://gatehouse@localhost/postgres?host=${encodeURIComponent(folder)}`;
  await untilReady(url, server);
  return databasesOf(url, server, async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    // SIGQUIT ends it at once, without a checkpoint nobody will need.
    if (isRunning(server) && server.kill('SIGQUIT')) await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
}

/**
 * PostgreSQL refuses to run as root; Debian's package brings a user for it. The signal on the
 * parent's death keeps a killed test from leaving a server behind.
 */
function ownerPrefix(folder: string): string[] {
  const withParent = ['setpriv', '--pdeathsig', 'QUIT'];
  if (process.getuid?.() !== 0) return withParent;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const [user, group] = [id('-u'), id('-g')];
  chownSync(folder, user, group);
  return [...withParent, `--reuid=${user}`, `--regid=${group}`, '--clear-groups'];
}

function run([command = '', ...rest]: readonly string[], folder: string): void {
  execFileSync(command, [...rest, '--no-sync', '--encoding=UTF8', '--locale=C.UTF-8'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const deadline = performance.now() + START_MILLISECONDS;
  for (;;) {
    try {
      await query(url, 'select 1');
      return;
    } catch (error) {
      if (!isRunning(server) || performance.now() > deadline) throw error;
      await pause(50);
    }
  }
}

function isRunning(server: ChildProcess): boolean {
  return server.exitCode === null && server.signalCode === null;
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

let made = 0;

function databasesOf(
  url: string,
  server: ChildProcess | undefined,
  end: () => Promise<void>,
): TestPostgres {
  const names: string[] = [];
  return {
    server,
    createDatabase: async () => {
      made += 1;
      const name = `gatehouse_test_${process.pid}_${made}`;
      await query(url, `create database ${name}`);
      names.push(name);
      const database = new URL(url);
      database.pathname = `/${name}`;
      return database.href;
    },
    stop: async () => {
      if (!server) {
        for (const name of names) await query(url, `drop database ${name} with (force)`);
      }
      await end();
    },
  };
}
