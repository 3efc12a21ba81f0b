/**
 * Debian's SimpleSAMLphp as a real identity provider: PHP's own web server on a free port of
 * loopback, with a configuration in a temporary folder. It makes RSA signatures only, and encrypts
 * with AES-128-CBC and RSA-OAEP; neither ECDSA nor AES-GCM are among what version 1.19 can send.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findProgram, needs } from '../../tools/programs.ts';
import {
  CONFIG_FOLDER,
  type People,
  type ServiceProvider,
  writeConfiguration,
  writePeople,
  writeServiceProvider,
} from './simplesamlphp-config.ts';
import { type PostedResponse, signInLikeBrowser } from './simplesamlphp-sign-in.ts';

/** A running SimpleSAMLphp. */
export interface SimpleSamlphp {
  readonly url: string;
  readonly entityId: string;
  /** Its metadata document, fetched over HTTP. */
  readonly metadata: () => Promise<string>;
  /** How it answers from the next sign-in on: as it was started, with these changes. */
  readonly answerAs: (change: Partial<ServiceProvider>) => Promise<void>;
  readonly setPeople: (people: People) => Promise<void>;
  /** Where a browser begins a sign-in that the identity provider starts. */
  readonly signInUrl: (relayState?: string) => string;
  /** Signs a person in over HTTP, as a browser would, up to the form that posts the response. */
  readonly signIn: (person: string, relayState?: string) => Promise<PostedResponse>;
  /** What it wrote to its log; for messages of failed tests. */
  readonly log: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

const SITE = '/usr/share/simplesamlphp/www';
const WORKERS = '3';
/** Ends the server with its workers when the pipe closes, so that a test that dies leaves none. */
const SUPERVISED = '"$0" -S 127.0.0.1:0 -t "$1" & cat >/dev/null; kill 0';

/**
 * The options of a test that needs SimpleSAMLphp. Debian's package does not depend on the PHP
 * extension for XML, without which it cannot run.
 */
export function needsSimplesamlphp(): { readonly skip: string | false } {
  const asked = needs('simplesamlphp');
  if (asked.skip !== false || globSync('/usr/lib/php/*/dom.so').length > 0) return asked;
  return process.env.CI ? asked : { skip: 'not installed: php-xml (Debian package)' };
}

/** Starts SimpleSAMLphp with these people and one service provider. */
export async function startSimpleSamlphp(
  people: People,
  provider: ServiceProvider,
): Promise<SimpleSamlphp> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-simplesamlphp-'));
  let current = provider;
  let known = people;
  await writeConfiguration(folder, people, provider);
  const server = startPhp(folder);
  const stop = async (): Promise<void> => {
    await endPhp(server);
    await rm(folder, { recursive: true, force: true });
  };
  let url: string;
  try {
    url = await addressOf(server);
  } catch (error) {
    await stop();
    throw error;
  }
  const entityId = `${url}/saml2/idp/metadata.php`;
  const signInUrl = (relayState?: string): string => {
    const parameters = new URLSearchParams({ spentityid: current.entityId });
    if (relayState !== undefined) parameters.set('RelayState', relayState);
    return `${url}/saml2/idp/SSOService.php?${parameters}`;
  };
  return {
    url,
    entityId,
    metadata: async () => await (await fetch(entityId)).text(),
    answerAs: async (change) => {
      current = { ...provider, ...change };
      await writeServiceProvider(folder, current);
    },
    setPeople: async (next) => {
      known = next;
      await writePeople(folder, next);
    },
    signInUrl,
    signIn: async (person, relayState) => {
      const password = known[person]?.password;
      if (password === undefined) throw new Error(`nobody is called \`${person}\``);
      return await signInLikeBrowser(signInUrl(relayState), person, password);
    },
    log: async () => await readLogs(join(folder, 'log')),
    stop,
  };
}

function startPhp(folder: string): ChildProcess {
  const php = findProgram('simplesamlphp');
  if (php === undefined || !existsSync(SITE)) throw new Error('simplesamlphp is not installed');
  return spawn('/bin/sh', ['-c', SUPERVISED, php, SITE], {
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
    env: {
      PATH: '/usr/bin:/bin',
      SIMPLESAMLPHP_CONFIG_DIR: join(folder, CONFIG_FOLDER),
      PHP_CLI_SERVER_WORKERS: WORKERS,
    },
  });
}

const STARTED = /Development Server \((http:\/\/127\.0\.0\.1:\d+)\) started/;

async function addressOf({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error('PHP has no output');
  for await (const line of createInterface({ input: stderr })) {
    const [, url] = STARTED.exec(line) ?? [];
    if (url !== undefined) {
      // What it says later is in its log as well; nobody reads it here.
      stderr.resume();
      return url;
    }
  }
  throw new Error('PHP ended before it answered');
}

async function endPhp(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.stdin?.end();
  await ended;
}

async function readLogs(folder: string): Promise<string> {
  const names = await readdir(folder);
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('');
}
