import type { Command } from 'commander';
import { addOutputOptions, type OutputOptions } from './output-options.ts';
import { safeJson } from './plain-text.ts';
import type { AccountsRequest, AccountsResult, CliConfig, CliIo, CliServices } from './services.ts';
import { addSettingOptions, configOf } from './setting-options.ts';
import { endWith } from './telling.ts';

interface ReopenOptions extends OutputOptions {
  readonly account: string;
}

/** `gatehouse accounts`: what the operator can do for an account whose own people are locked out. */
export function addAccounts<Config extends CliConfig>(
  program: Command,
  services: CliServices<Config>,
  io: CliIo,
): void {
  const group = program
    .command('accounts')
    .description(
      'accounts of the installation. Uses the running server, or opens the store when none runs',
    );
  const command = group
    .command('reopen')
    .description('open a closed account again, within 90 days of its closing')
    .requiredOption('--account <id>', 'of the account');
  addSettingOptions(addOutputOptions(command), 'finding').action(async (options: ReopenOptions) => {
    const { account } = options;
    const result = await run(services, io, options, { do: 'reopen', account });
    io.out(options.json ? safeJson(result) : `account ${result.account} is open again\n`);
  });
}

async function run<Config extends CliConfig>(
  services: CliServices<Config>,
  io: CliIo,
  options: OutputOptions,
  request: AccountsRequest,
): Promise<AccountsResult> {
  const config = configOf(services, io, { ...options });
  const answer = await services.ask(config, 'accounts', request);
  if (answer === undefined) return await services.accounts(config, request);
  if (!answer.ok) throw endWith(answer.failure, io);
  return answer.result as AccountsResult;
}
