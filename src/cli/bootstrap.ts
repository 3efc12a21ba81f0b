import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';
import { readSecretLine } from './read-secret.ts';
import type {
  BootstrapRequest,
  BootstrapResult,
  CliConfig,
  CliIo,
  CliServices,
} from './services.ts';
import { addSettingOptions, configOf } from './setting-options.ts';
import { CommandEnd, endWith } from './telling.ts';

interface BootstrapOptions {
  readonly administrator?: string | true;
  readonly passwordStdin?: true;
  readonly account?: string;
  readonly email?: string;
  readonly setupLink?: true;
  readonly json?: true;
}

/** The name of an administrator for whom none was given. */
const ADMINISTRATOR = 'admin';

/** `gatehouse bootstrap`: what the set-up page does, in the terminal, and further accounts. */
export function addBootstrap<Config extends CliConfig>(
  program: Command,
  services: CliServices<Config>,
  io: CliIo,
): void {
  const command = program
    .command('bootstrap')
    .description(
      'create an administrator with an access key, set the root password, or create an account; ' +
        'without options: an administrator called admin. Uses the running server, or opens the ' +
        'store when none runs',
    )
    .option('--administrator [name]', 'create an IAM user with AdministratorAccess and a key')
    .option('--password-stdin', 'set the root password to the first line of the standard input')
    .option('--account <name>', 'create another account; needs --email')
    .option('--email <address>', 'e-mail address of the root user of that account')
    .option('--setup-link', 'make a new one-time set-up link, valid for one hour')
    .option('--json', 'answer in JSON');
  addSettingOptions(command, 'finding').action(async (options: BootstrapOptions) => {
    const config = configOf(services, io, { ...options });
    const request = await readRequest(options, io);
    const result = await run(services, io, config, request);
    io.out(
      options.json ? `${JSON.stringify(result, null, 2)}\n` : resultText(result, services.program),
    );
  });
}

async function readRequest(options: BootstrapOptions, io: CliIo): Promise<BootstrapRequest> {
  const { account: name, email, administrator, setupLink } = options;
  if ((name === undefined) !== (email === undefined)) {
    throw new CommandEnd(EXIT.usage, 'gatehouse: --account and --email are given together\n');
  }
  const asksNothing = !administrator && !options.passwordStdin && !setupLink && name === undefined;
  const userName = administrator === true || asksNothing ? ADMINISTRATOR : administrator;
  const rootPassword = options.passwordStdin ? await readSecretLine(io) : undefined;
  return {
    ...(name !== undefined && email !== undefined ? { account: { name, email } } : {}),
    ...(rootPassword === undefined ? {} : { rootPassword }),
    ...(userName === undefined ? {} : { administrator: { userName } }),
    ...(setupLink ? { setupLink } : {}),
  };
}

async function run<Config extends CliConfig>(
  services: CliServices<Config>,
  io: CliIo,
  config: Config,
  request: BootstrapRequest,
): Promise<BootstrapResult> {
  const answer = await services.ask(config, 'bootstrap', request);
  if (answer === undefined) return services.bootstrap(config, request);
  if (!answer.ok) throw endWith(answer.failure, io);
  return answer.result as BootstrapResult;
}

function resultText(result: BootstrapResult, program: string): string {
  const { accountId, email, rootPasswordSet, administrator, setupUrl } = result;
  const lines = [`account            ${accountId}`, `root user          ${email}`];
  if (rootPasswordSet) lines.push('root password      set');
  if (administrator) {
    lines.push(
      `administrator      ${administrator.userName}`,
      `access key id      ${administrator.accessKeyId}`,
      `secret access key  ${administrator.secretAccessKey}`,
      '',
      'The secret access key is shown this once. Next:',
      `  ${program} aws-config --write --access-key-id ${administrator.accessKeyId}`,
    );
  }
  if (setupUrl !== undefined) lines.push('', 'Open once, within one hour:', `  ${setupUrl}`);
  return `${lines.join('\n')}\n`;
}
