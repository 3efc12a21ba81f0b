/**
 * The tour of the README: test/flows/tour.sh holds its commands, one step a paragraph. It is run in
 * one shell, in the folder of Gatehouse, as a reader would type it, with GATEHOUSE naming the server.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../tools/tree.ts';
import { clientEnvironment, type Ended, ended } from './cli.ts';
import type { Credentials } from './server.ts';

/** One command of the tour with what the reader is told about it. */
export interface TourStep {
  readonly comment: string;
  readonly command: string;
}

/** Reads the tour; the paragraphs of the file are its steps. */
export async function readTour(): Promise<TourStep[]> {
  const text = await readFile(join(import.meta.dirname, '..', 'flows', 'tour.sh'), 'utf8');
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => {
      const lines = paragraph.split('\n');
      const isComment = (line: string) => line.startsWith('# ');
      return {
        comment: lines
          .filter(isComment)
          .map((line) => line.slice(2))
          .join(' '),
        command: lines.filter((line) => !isComment(line)).join('\n'),
      };
    });
}

/** A server that the tour visits. */
export interface TourStop {
  readonly url: string;
  /** Its data folder, in which commands of the operator find it. */
  readonly folder: string;
}

/** Runs the steps in one bash, each against the next of the servers. */
export async function runTour(
  steps: readonly TourStep[],
  stops: readonly TourStop[],
  options: {
    readonly home: string;
    readonly region: string;
    readonly credentials: Credentials;
  },
): Promise<Ended[]> {
  const { home, region, credentials } = options;
  const stopOf = (index: number) => stops[index % stops.length];
  const script = steps.map(({ command }, index) =>
    [
      `export GATEHOUSE=${stopOf(index)?.url} GATEHOUSE_DATA=${stopOf(index)?.folder}`,
      `{\n${command}\n} >${home}/${index}.out 2>${home}/${index}.err`,
      `echo $? >${home}/${index}.code`,
    ].join('\n'),
  );
  const environment = clientEnvironment(home, region, credentials);
  const child = spawn('bash', ['-c', script.join('\n')], {
    cwd: ROOT,
    env: {
      ...environment,
      // npm, and with it npx, may be elsewhere than the programs of the system.
      PATH: `${environment.PATH}:${process.env.PATH}`,
      TMPDIR: home,
      npm_config_offline: 'true',
      // It would warn of a Node that is too old for the server, which brings its own.
      npm_config_loglevel: 'error',
      npm_config_update_notifier: 'false',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const shell = await ended(child);
  if (shell.stderr !== '') throw new Error(shell.stderr);
  const read = (index: number, part: string) => readFile(join(home, `${index}.${part}`), 'utf8');
  return await Promise.all(
    steps.map(async (_, index) => ({
      code: Number(await read(index, 'code')),
      stdout: await read(index, 'out'),
      stderr: await read(index, 'err'),
    })),
  );
}
