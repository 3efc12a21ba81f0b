import { type Command, Option } from 'commander';
import { EXIT } from './exit-codes.ts';
import type { CliConfig, CliIo, CliServices, Environment } from './services.ts';
import { CommandEnd, configFailures, failureText } from './telling.ts';

/** Options that stand for settings, with the variable that each of them wins over. */
export const SETTING_OPTIONS = [
  ['--data <folder>', 'GATEHOUSE_DATA', 'folder of the store, keys and the control socket'],
  ['--host <address>', 'GATEHOUSE_HOST', 'address to listen on'],
  ['--port <number>', 'GATEHOUSE_PORT', 'port to listen on; 0 takes any free one'],
  ['--public-url <url>', 'GATEHOUSE_PUBLIC_URL', 'what links are built from'],
  ['--region <name>', 'GATEHOUSE_REGION', 'home region'],
  ['--database-url <url>', 'GATEHOUSE_DATABASE_URL', 'postgres://… instead of SQLite'],
  ['--tls <mode>', 'GATEHOUSE_TLS', 'off, local (own certificate authority) or files'],
  ['--tls-cert <file>', 'GATEHOUSE_TLS_CERT', 'certificate chain for --tls files'],
  ['--tls-key <file>', 'GATEHOUSE_TLS_KEY', 'private key for --tls files'],
  ['--tls-names <names>', 'GATEHOUSE_TLS_NAMES', 'further names for --tls local'],
  ['--trusted-proxies <ranges>', 'GATEHOUSE_TRUSTED_PROXIES', 'proxies that are believed'],
  ['--log-level <level>', 'GATEHOUSE_LOG_LEVEL', 'trace, debug, info, warn, error or silent'],
] as const;

/** Options of settings that commands other than `serve` need to find the server. */
const FINDING = new Set(['GATEHOUSE_DATA', 'GATEHOUSE_DATABASE_URL']);

/** Adds the options of settings: all of them, or those by which a server is found. */
export function addSettingOptions(command: Command, which: 'all' | 'finding'): Command {
  for (const [flags, env, about] of SETTING_OPTIONS) {
    if (which === 'all' || FINDING.has(env)) {
      command.addOption(new Option(flags, `${about} (${env})`));
    }
  }
  return command;
}

/** The environment with the given options in place of their variables. */
export function withOptions(
  environment: Environment,
  options: Readonly<Record<string, unknown>>,
): Environment {
  const merged: Record<string, string | undefined> = { ...environment };
  for (const [flags, env] of SETTING_OPTIONS) {
    const value = options[new Option(flags).attributeName()];
    if (typeof value === 'string') merged[env] = value;
  }
  return merged;
}

/** Reads the configuration; a setting that cannot be used ends the command with code 2. */
export function configOf<Config extends CliConfig>(
  services: CliServices<Config>,
  io: CliIo,
  options: Readonly<Record<string, unknown>>,
): Config {
  const read = services.configure(withOptions(io.environment, options));
  if (read.ok) return read.config;
  const texts = configFailures(read.problems).map((told) => failureText(told, io.environment));
  throw new CommandEnd(EXIT.usage, texts.join(''));
}
