import { connect } from 'node:net';
import { startError } from '../failures/start-error.ts';
import type { ControlAnswer } from './messages.ts';
import { reachableSocketPath } from './socket-path.ts';

/** Codes of the kernel that mean: no server is there. */
const NOBODY = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTDIR']);
const LARGEST_ANSWER = 4 * 1024 * 1024;

/**
 * Asks the server at socket `path` to run a command. Answers undefined when no server is there.
 * Throws StartError START-006 when the socket may not be used, START-007 when the server does not
 * answer in time or hangs up.
 */
export async function askControl(
  path: string,
  command: string,
  parameters: unknown,
  { timeoutMilliseconds = 60_000 }: { readonly timeoutMilliseconds?: number } = {},
): Promise<ControlAnswer | undefined> {
  const request = `${JSON.stringify({ command, arguments: parameters })}\n`;
  try {
    return readAnswer(await exchange(path, request, timeoutMilliseconds), path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    if (NOBODY.has(code)) return undefined;
    if (code === 'ETIMEDOUT' || code === 'ECONNRESET' || code === 'EPIPE') {
      throw startError('START-007', { path }, error);
    }
    throw startError('START-006', { path, reason: code }, error);
  }
}

function readAnswer(text: string, path: string): ControlAnswer {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && 'ok' in answer) {
      return answer as ControlAnswer;
    }
  } catch {
    // Told below: the server hung up before its answer was complete.
  }
  throw startError('START-007', { path });
}

async function exchange(
  path: string,
  request: string,
  timeoutMilliseconds: number,
): Promise<string> {
  const reachable = reachableSocketPath(path);
  return new Promise<string>((resolve, reject) => {
    const socket = connect(reachable.path);
    let text = '';
    socket.setEncoding('utf8');
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }));
    }, timeoutMilliseconds);
    socket.once('connect', () => socket.write(request));
    socket.on('data', (part: string) => {
      text += part;
      if (text.length > LARGEST_ANSWER) socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve(text);
    });
  }).finally(reachable.release);
}
