import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CliIo } from '../services.ts';
import { unusable } from './unusable.ts';

/** The name of the standard input on the command line. */
export const STDIN = '-';

/** Reads a file, or the standard input, of at most so many bytes. Throws UnusableInput. */
export type ReadFile = (path: string, most: number) => Promise<Buffer>;

/** Reads files for one command, which may ask for the standard input once. */
export function createReadFile(io: CliIo): ReadFile {
  let isStdinTaken = false;
  return async (path, most) => {
    if (path !== STDIN) return await fileContent(resolve(io.workingFolder, path), path, most);
    if (isStdinTaken) throw unusable('DIAG-010', {});
    isStdinTaken = true;
    return await content(io.stdin as AsyncIterable<Buffer | string>, path, most);
  };
}

async function fileContent(resolved: string, path: string, most: number): Promise<Buffer> {
  try {
    const file = await open(resolved, 'r');
    try {
      return await content(file.createReadStream({ autoClose: false }), path, most);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw unusable('DIAG-001', { path, reason: String(error.code) });
  }
}

/** Pipes and devices do not tell their size: what comes is counted. */
async function content(
  stream: AsyncIterable<Buffer | string>,
  path: string,
  most: number,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > most) throw unusable('DIAG-002', { path, limit: String(most) });
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}
