import { homedir } from 'node:os';
import process from 'node:process';
import { runCli } from './cli/cli.ts';
import { commandServices } from './compose.ts';

/** The one file that touches the process: arguments, environment, streams, signals, exit code. */

const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });

process.exitCode = await runCli(process.argv.slice(2), await commandServices(), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  stdin: process.stdin,
  terminal: process.stderr,
  environment: process.env,
  home: homedir(),
  workingFolder: process.cwd(),
  nodeVersion: process.versions.node,
  userId: process.geteuid?.(),
  untilStopped,
  screen: process.stdout.isTTY
    ? { columns: process.stdout.columns, colors: !process.env.NO_COLOR }
    : undefined,
});
