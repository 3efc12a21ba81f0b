import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pid } from 'node:process';
import type { CliServices, ServerStatus, StartedServer, StoreProbe } from '../cli/services.ts';
import { type Config, readConfig } from '../config.ts';
import { askControl } from '../control/ask.ts';
import type { ControlHandler } from '../control/control.ts';
import { startError } from '../failures/start-error.ts';
import { localCaFile } from '../http/local-ca.ts';
import { createLogger, type Logger } from '../http/log.ts';
import { tryToListen } from '../http/server.ts';
import { openStore, type Store, StoreError } from '../store/index.ts';
import { bootstrap } from './bootstrap.ts';
import { findInstallation, type Installation, prepareInstallation } from './installation.ts';
import { operateAccounts } from './operator-accounts.ts';
import { operateAttempts } from './operator-attempts.ts';
import { operateIdentityCenter } from './operator-identity-center.ts';
import { operateMail } from './operator-mail.ts';
import { buildOutbound } from './outbound.ts';
import { openParts, type Parts, storeLocation } from './parts.ts';

/** Where a server's commands reach it. */
export function controlSocket(config: Config): string {
  return join(config.data, 'control.sock');
}

/** What the commands of the control socket know of the server that serves them. */
export interface ServedInstallation {
  readonly parts: Parts;
  readonly installation: Installation;
  readonly publicUrl: string;
  readonly port: number;
}

/** The commands that a running server serves. */
export function controlHandlers(server: ServedInstallation): ReadonlyMap<string, ControlHandler> {
  const { parts, installation, publicUrl, port } = server;
  const { managementAccount } = installation;
  return new Map<string, ControlHandler>([
    ['accounts', (request) => operateAccounts(parts, managementAccount, request)],
    ['attempts', (request) => operateAttempts(parts, managementAccount, request)],
    ['bootstrap', (request) => bootstrap(parts, { managementAccount, publicUrl }, request)],
    [
      'identity-center',
      (request) => operateIdentityCenter(parts, { managementAccount, publicUrl }, request),
    ],
    ['mail', (request) => operateMail(parts, managementAccount, request)],
    ['status', () => status(parts, publicUrl, port)],
  ]);
}

async function status(parts: Parts, publicUrl: string, port: number): Promise<ServerStatus> {
  const { config, store } = parts;
  const { host } = config;
  const version = await readVersion();
  const trusted = config.tls === 'local' ? { caFile: resolve(localCaFile(config.data)) } : {};
  return { version, pid, host, port, publicUrl, ...trusted, store: await probe(store) };
}

async function probe(store: Store): Promise<StoreProbe> {
  const { writable, clockDifference, problem } = await store.health();
  return {
    engine: store.dialect,
    writable,
    clockDifference,
    ...(problem ? { problem: problem.message } : {}),
  };
}

/** The command's own file: a name alone might be another package's, where npx looks it up. */
export const PROGRAM = join(import.meta.dirname, '..', '..', 'bin', 'gatehouse.js');

/** The version of this package. */
export async function readVersion(): Promise<string> {
  const path = join(import.meta.dirname, '..', '..', 'package.json');
  return (JSON.parse(await readFile(path, 'utf8')) as { version: string }).version;
}

/** Starts a server with a logger. */
export type Start = (config: Config, logger: Logger) => Promise<StartedServer>;

/** What the gatehouse command needs, over the parts of this process. */
export async function buildCliServices(start: Start): Promise<CliServices<Config>> {
  return {
    version: await readVersion(),
    program: PROGRAM,
    configure: readConfig,
    start: (config) => start(config, createLogger(config.logLevel)),
    ask: (config, command, parameters) => askControl(controlSocket(config), command, parameters),
    bootstrap: bootstrapAlone,
    accounts: (config, request) => lookAlone(config, operateAccounts, request),
    attempts: (config, request) => lookAlone(config, operateAttempts, request),
    identityCenter: (config, request) =>
      lookAlone(
        config,
        (parts, managementAccount, given) =>
          operateIdentityCenter(parts, { managementAccount, publicUrl: urlOf(config) }, given),
        request,
      ),
    mail: (config, request) => lookAlone(config, operateMail, request),
    fetchBy: (config) => buildOutbound(config).fetch,
    probeStore,
    caFile: (config) => localCaFile(config.data),
    tryPort: (config) => tryToListen(config.port, config.host),
  };
}

/** How clients will know a server that does not run yet. */
function urlOf(config: Config): string {
  return config.publicUrl || `http://localhost:${config.port}`;
}

/** Runs `bootstrap` on a store that no server holds; the first start's account is made if needed. */
async function bootstrapAlone(config: Config, request: unknown) {
  const parts = await openParts(config, createLogger('silent'));
  try {
    const { managementAccount } = await prepareInstallation(parts);
    return await bootstrap(parts, { managementAccount, publicUrl: urlOf(config) }, request);
  } finally {
    await parts.store.close();
  }
}

/** Looks into a store that no server holds, and makes none where there is none. */
async function lookAlone<Result>(
  config: Config,
  operate: (parts: Parts, managementAccount: string, request: unknown) => Promise<Result>,
  request: unknown,
): Promise<Result> {
  const location = storeLocation(config);
  const nothing = () =>
    startError('ATT-007', { place: location.kind === 'sqlite' ? location.folder : 'the database' });
  if (location.kind === 'sqlite' && !(await hasStore(location.folder))) throw nothing();
  const parts = await openParts(config, createLogger('silent'));
  try {
    const installation = await findInstallation(parts);
    if (!installation) throw nothing();
    return await operate(parts, installation.managementAccount, request);
  } finally {
    await parts.store.close();
  }
}

/** Doctor looks and makes nothing: opening a store would make one. */
async function hasStore(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.some((name) => name.endsWith('.db'));
}

async function probeStore(config: Config): Promise<StoreProbe> {
  const location = storeLocation(config);
  const engine = location.kind;
  if (location.kind === 'sqlite' && !(await hasStore(location.folder))) {
    return { engine, writable: false, clockDifference: 0, absent: true };
  }
  try {
    const store = await openStore({ ...location, report: () => {} });
    try {
      return await probe(store);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { engine, writable: false, clockDifference: 0, problem: error.message };
  }
}
