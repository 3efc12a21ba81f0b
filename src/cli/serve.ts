import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';
import type { CliConfig, CliIo, CliServices, StartedServer } from './services.ts';
import { addSettingOptions, configOf } from './setting-options.ts';
import { CommandEnd, failureText, toldFailure } from './telling.ts';

/** `gatehouse serve`: runs a server until the process is asked to stop. */
export function addServe<Config extends CliConfig>(
  program: Command,
  services: CliServices<Config>,
  io: CliIo,
): void {
  const command = program
    .command('serve')
    .description(
      'run the server; every setting is in docs/config.md, and options win over variables',
    );
  addSettingOptions(command, 'all').action(async (options: Record<string, unknown>) => {
    const config = configOf(services, io, options);
    // Listened for from here on: a server that answers already may be told to stop at once.
    const stopped = io.untilStopped();
    const server = await services.start(config).catch((error: unknown) => {
      // Whatever stops a start is a failure of this command, a server in its place included.
      throw new CommandEnd(EXIT.failed, failureText(toldFailure(error), io.environment));
    });
    // On the standard error: the log has the standard output for itself.
    io.err(greeting(server, config, services));
    await stopped;
    await server.stop();
  });
}

/** What an operator reads after the start: where it is, what to do first. */
export function greeting<Config extends CliConfig>(
  server: StartedServer,
  config: Config,
  { program, caFile }: Pick<CliServices<Config>, 'program' | 'caFile'>,
): string {
  const lines = [`Gatehouse serves ${server.url} (account ${server.accountId})`];
  if (config.tls === 'local') {
    lines.push(
      '',
      'Clients trust its certificates with:',
      `  export AWS_CA_BUNDLE=${caFile(config)}`,
    );
  }
  if (server.mailFolder !== undefined) {
    lines.push(
      '',
      `No mail server is set: mails are put into ${server.mailFolder}; \`${program} mail\` shows them`,
    );
  }
  if (server.setupUrl !== undefined) {
    lines.push(
      '',
      'The root user has no password yet. Open this link once, within one hour:',
      `  ${server.setupUrl}`,
      'or type, in another terminal:',
      `  ${program} bootstrap --administrator admin`,
      'and then, with the access key that either of them shows:',
      `  ${program} aws-config --write --access-key-id AKIA…`,
      `  aws sts get-caller-identity --profile gatehouse --endpoint-url ${server.url}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
