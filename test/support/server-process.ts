/** Servers in processes of their own, for tests that kill them or run several on one database. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const SCRIPT = join(import.meta.dirname, 'serve.ts');
/** Compiled code, written by a server that ends gracefully: the next ones start faster. */
const CACHE = join(import.meta.dirname, '..', '..', '.cache', 'compile');

/** A server process that answers. */
export interface ServerProcess {
  readonly url: string;
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>;
  /** Lets it finish what it answered for. */
  readonly stop: () => Promise<void>;
}

/** Starts a server with these settings on a free port; rejects when it ends before it answers. */
export async function startServerProcess(
  settings: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const { PATH = '', NODE_COMPILE_CACHE = CACHE } = process.env;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH,
      NODE_COMPILE_CACHE,
      GATEHOUSE_PORT: '0',
      GATEHOUSE_LOG_LEVEL: 'error',
      GATEHOUSE_LOOKUP_RATE: '100000',
      ...settings,
    },
  });
  const port = await firstLine(child);
  return {
    url: `http://127.0.0.1:${port}`,
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the server has no output');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('the server ended before it answered');
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
