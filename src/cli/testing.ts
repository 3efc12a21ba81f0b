import { Readable, Writable } from 'node:stream';
import { runCli } from './cli.ts';
import type { CliConfig, CliIo, CliServices, Environment } from './services.ts';

/** What tests of commands share: services that do nothing harmful, and a process made of strings. */

export const BASE_CONFIG: CliConfig = {
  data: '/nonexistent/data',
  host: '127.0.0.1',
  port: 8400,
  publicUrl: '',
  region: 'us-east-1',
  databaseUrl: '',
  tls: 'off',
  tlsKey: '',
};

/** Services of a machine on which nothing runs; a test replaces what it is about. */
export function fakeServices(overrides: Partial<CliServices> = {}): CliServices {
  return {
    version: '1.2.3',
    program: '/opt/gatehouse/bin/gatehouse.js',
    configure: (environment) => ({
      ok: true,
      config: {
        ...BASE_CONFIG,
        data: environment.GATEHOUSE_DATA ?? BASE_CONFIG.data,
        port: Number(environment.GATEHOUSE_PORT ?? BASE_CONFIG.port),
        publicUrl: environment.GATEHOUSE_PUBLIC_URL ?? '',
        tls: environment.GATEHOUSE_TLS === 'local' ? 'local' : 'off',
      },
    }),
    start: () => Promise.reject(new Error('not in this test')),
    ask: async () => undefined,
    bootstrap: () => Promise.reject(new Error('not in this test')),
    accounts: () => Promise.reject(new Error('not in this test')),
    attempts: () => Promise.reject(new Error('not in this test')),
    identityCenter: () => Promise.reject(new Error('not in this test')),
    mail: () => Promise.reject(new Error('not in this test')),
    fetchBy: () => () => Promise.reject(new Error('not in this test')),
    probeStore: async () => ({ engine: 'sqlite', writable: true, clockDifference: 0 }),
    caFile: (config) => `${config.data}/tls/ca.pem`,
    tryPort: async () => {},
    ...overrides,
  };
}

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line and answers its exit code and what it wrote. */
export async function runWith(
  services: CliServices,
  parameters: readonly string[],
  process: {
    /** A text, or a terminal on which it is typed. */
    readonly stdin?: string | { readonly typed: string };
    readonly environment?: Environment;
    readonly home?: string;
    readonly nodeVersion?: string;
    readonly userId?: number;
    readonly screen?: CliIo['screen'];
  } = {},
): Promise<Ran> {
  let out = '';
  let err = '';
  const io: CliIo = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: stdinOf(process.stdin),
    terminal: new Writable({ write: (_chunk, _encoding, done) => done() }),
    environment: process.environment ?? {},
    home: process.home ?? '/nonexistent/home',
    workingFolder: '/nonexistent',
    nodeVersion: process.nodeVersion ?? '24.21.0',
    userId: process.userId,
    untilStopped: async () => {},
    screen: process.screen,
  };
  const code = await runCli(parameters, services, io);
  return { code, out, err };
}

function stdinOf(given: string | { readonly typed: string } | undefined): CliIo['stdin'] {
  if (typeof given === 'object') {
    return Object.assign(Readable.from([given.typed]), { isTTY: true });
  }
  return Readable.from(given === undefined ? [] : [given]);
}
