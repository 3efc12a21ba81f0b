/**
 * control/: the Unix socket in the data folder by which `gatehouse` commands reach a running server.
 * Owns: the socket file, its permissions, the protocol. Does not own: what the commands do; handlers
 * come from the composition root, which runs them as the audited principal `local-operator`.
 *
 * Protocol: one JSON object on one line each way, then the connection ends.
 *   → {"command":"status","arguments":{}}
 *   ← {"ok":true,"result":…}  or  {"ok":false,"failure":{"code":…,"message":…,"fix":{"en":…,"ko":…}}}
 */
import { chmod, mkdtemp, rename, rm, unlink } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { failure } from '../failures/catalogue.ts';
import type { Localized } from '../failures/failure.ts';
import { startError } from '../failures/start-error.ts';
import { askControl } from './ask.ts';
import type { ControlAnswer, ControlFailure } from './messages.ts';
import { reachableSocketPath } from './socket-path.ts';

/** Serves one command; what it answers must survive JSON. */
export type ControlHandler = (parameters: unknown) => unknown | Promise<unknown>;

export interface ControlServer {
  /** Stops accepting, gives running commands two seconds to answer, removes the socket file. */
  close(): Promise<void>;
}

/** Longest request, in characters. */
const LARGEST_REQUEST = 1024 * 1024;
const REQUEST_MILLISECONDS = 10_000;
const CLOSE_MILLISECONDS = 2000;

/**
 * Serves commands at `path` with permissions 0600. The caller owns the data folder's lock, so that a
 * socket file that nobody answers at is a leftover and is replaced.
 * Throws StartError START-005 (somebody answers there), START-006 (the file cannot be made).
 */
export async function serveControl(
  path: string,
  handlers: ReadonlyMap<string, ControlHandler>,
): Promise<ControlServer> {
  const neighbour = await askControl(path, 'ping', {}, { timeoutMilliseconds: 2000 });
  if (neighbour !== undefined) throw startError('START-005', { path });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    serveSocket(socket, handlers);
  });
  try {
    await bindPrivately(server, path);
  } catch (error) {
    server.close();
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw startError('START-006', { path, reason }, error);
  }
  return {
    close: async () => {
      await unlink(path).catch(() => {});
      await closeServer(server, open);
    },
  };
}

/**
 * The socket is made inside a folder that only its owner may enter, gets its permissions there, and is
 * then moved to its name: at no moment can anybody else connect.
 */
async function bindPrivately(server: Server, path: string): Promise<void> {
  const folder = await mkdtemp(join(dirname(path), '.control-'));
  const made = join(folder, 's');
  const reachable = reachableSocketPath(made);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(reachable.path, resolve);
    });
    await chmod(made, 0o600);
    await rename(made, path);
  } finally {
    reachable.release();
    await rm(folder, { recursive: true, force: true });
  }
}

function closeServer(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => {
      for (const socket of open) socket.destroy();
    }, CLOSE_MILLISECONDS);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
  });
}

function serveSocket(socket: Socket, handlers: ReadonlyMap<string, ControlHandler>): void {
  let text = '';
  let asked = false;
  socket.setEncoding('utf8');
  socket.setTimeout(REQUEST_MILLISECONDS, () => {
    if (!asked) socket.destroy();
  });
  socket.on('error', () => socket.destroy());
  socket.on('data', (part: string) => {
    if (asked) return;
    text += part;
    const end = text.indexOf('\n');
    if (end < 0 && text.length <= LARGEST_REQUEST) return;
    asked = true;
    const line = end < 0 ? '' : text.slice(0, end);
    answerLine(line, handlers).then((answer) => socket.end(`${JSON.stringify(answer)}\n`));
  });
  socket.on('end', () => {
    if (!asked) socket.destroy();
  });
}

async function answerLine(
  line: string,
  handlers: ReadonlyMap<string, ControlHandler>,
): Promise<ControlAnswer> {
  const request = readRequest(line);
  if (request === undefined) return refused('it is not one line of JSON with a command');
  if (request.command === 'ping') return { ok: true, result: {} };
  const handler = handlers.get(request.command);
  if (handler === undefined) return refused(`command \`${request.command}\` is unknown`);
  try {
    return { ok: true, result: (await handler(request.parameters)) ?? {} };
  } catch (error) {
    return { ok: false, failure: describeFailure(error) };
  }
}

function readRequest(line: string): { command: string; parameters: unknown } | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== 'object' || parsed === null || !('command' in parsed)) return undefined;
    const parameters = 'arguments' in parsed ? parsed.arguments : {};
    return typeof parsed.command === 'string' ? { command: parsed.command, parameters } : undefined;
  } catch {
    return undefined;
  }
}

function refused(reason: string): ControlAnswer {
  const { code, message, entry } = failure('START-008', { reason });
  return { ok: false, failure: { code, message, fix: entry.fix } };
}

interface CarriesFailure {
  readonly failure: {
    readonly code: string;
    readonly message: string;
    readonly entry: { fix: Localized };
  };
}

function carriesFailure(error: unknown): error is CarriesFailure {
  if (!(error instanceof Error) || !('failure' in error)) return false;
  return typeof error.failure === 'object' && error.failure !== null;
}

/** Whatever was thrown, as it is told to the operator: a catalogue entry, or its name and message. */
export function describeFailure(error: unknown): ControlFailure {
  if (carriesFailure(error)) {
    const { code, message, entry } = error.failure;
    return { code, message, fix: entry.fix };
  }
  const thrown = error instanceof Error ? error : new Error(String(error));
  const code = 'code' in thrown ? String(thrown.code) : thrown.name;
  return { code, message: thrown.message, fix: { en: '', ko: '' } };
}
