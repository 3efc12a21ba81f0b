/**
 * cli/: the gatehouse command. Owns: command line, texts and exit codes of commands, the checks of
 * doctor, AWS CLI profiles. Does not own: what commands do to the store; the composition root hands
 * it in as `CliServices`, and the process as `CliIo`.
 */
import { Command, CommanderError } from 'commander';
import { addAccounts } from './accounts.ts';
import { addAttempts } from './attempts.ts';
import { addAwsConfig } from './aws-config.ts';
import { addBootstrap } from './bootstrap.ts';
import { addDiagnose } from './diagnose/diagnose.ts';
import { addDoctor } from './doctor.ts';
import { EXIT, EXIT_CODES_HELP, type ExitCode } from './exit-codes.ts';
import { addIdentityCenter } from './identity-center.ts';
import { addMail } from './mail.ts';
import { addServe } from './serve.ts';
import type { CliConfig, CliIo, CliServices } from './services.ts';
import { CommandEnd, endWith, toldFailure } from './telling.ts';

/** Runs the command of `parameters` (without node and script) and answers its exit code. */
export async function runCli<Config extends CliConfig>(
  parameters: readonly string[],
  services: CliServices<Config>,
  io: CliIo,
): Promise<ExitCode> {
  const program = buildProgram(services, io);
  try {
    await program.parseAsync([...parameters], { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const end = error instanceof CommandEnd ? error : endWith(toldFailure(error), io);
    io.err(end.message);
    return end.code;
  }
}

function buildProgram<Config extends CliConfig>(services: CliServices<Config>, io: CliIo): Command {
  const program = new Command('gatehouse')
    .description('Sign-in and temporary credentials for unmodified AWS CLIs and SDKs.')
    .version(`gatehouse ${services.version}`, '-V, --version', 'tell the version')
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .showHelpAfterError('(--help tells more)')
    .addHelpText('after', EXIT_CODES_HELP)
    .exitOverride();
  program
    .command('version')
    .description('tell the version of Gatehouse and of Node')
    .action(() => io.out(`gatehouse ${services.version} (Node ${io.nodeVersion})\n`));
  addServe(program, services, io);
  addBootstrap(program, services, io);
  addAwsConfig(program, services, io);
  addDoctor(program, services, io);
  addAccounts(program, services, io);
  addAttempts(program, services, io);
  addIdentityCenter(program, services, io);
  addMail(program, services, io);
  addDiagnose(program, services, io);
  for (const command of program.commands) command.addHelpText('after', EXIT_CODES_HELP);
  return program;
}
