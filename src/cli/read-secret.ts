import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { EXIT } from './exit-codes.ts';
import type { CliIo } from './services.ts';
import { CommandEnd } from './telling.ts';

/** Secrets are short; whoever pipes a file by mistake is told so. */
const LONGEST = 4096;

/** The first line of the standard input, without its line end. Spaces belong to it. */
export async function readSecretLine(io: CliIo): Promise<string> {
  let text = '';
  for await (const part of io.stdin) {
    text += part.toString();
    const end = text.indexOf('\n');
    if (end >= 0) return text.slice(0, end).replace(/\r$/, '');
    if (text.length > LONGEST) break;
  }
  if (text === '' || text.length > LONGEST) {
    throw new CommandEnd(EXIT.usage, 'gatehouse: the standard input must hold one line\n');
  }
  return text;
}

/** Asks on the terminal without showing what is typed; without a terminal, reads a line. */
export async function askSecret(io: CliIo, prompt: string): Promise<string> {
  if (!io.stdin.isTTY) return readSecretLine(io);
  io.terminal.write(prompt);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: io.stdin, output: silent, terminal: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      reader.once('line', resolve);
      reader.once('close', () =>
        reject(new CommandEnd(EXIT.usage, 'gatehouse: nothing was typed\n')),
      );
    });
  } finally {
    reader.close();
    io.terminal.write('\n');
  }
}
