import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Argument, type Command } from 'commander';
import {
  type ConfigSection,
  profilesIn,
  ssoAfterword,
  ssoSections,
  withSections,
} from './aws-config-sso.ts';
import { EXIT } from './exit-codes.ts';
import { askIdentityCenter } from './identity-center.ts';
import { setIniValues } from './ini.ts';
import { askSecret } from './read-secret.ts';
import type { CliConfig, CliIo, CliServices, ServerStatus } from './services.ts';
import { addSettingOptions, configOf } from './setting-options.ts';
import { CommandEnd } from './telling.ts';

interface AwsConfigOptions {
  readonly profile: string;
  readonly write?: true;
  readonly accessKeyId?: string;
  readonly endpointUrl?: string;
  readonly user?: string;
  readonly account?: string;
}

/** What the profile is for: an access key, unless it is for `aws login` or `aws sso login`. */
type Use = 'login' | 'sso' | undefined;

/** One profile of the AWS CLI and SDKs for this server. */
interface Profile {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly credentials?: Readonly<Record<string, string>>;
}

/** `gatehouse aws-config`: prints or writes a profile for the AWS CLI and SDKs. */
export function addAwsConfig<Config extends CliConfig>(
  program: Command,
  services: CliServices<Config>,
  io: CliIo,
): void {
  const command = program
    .command('aws-config')
    .description('print, or write, a profile of the AWS CLI and SDKs for this server')
    .addArgument(
      new Argument(
        '[use]',
        'login: a profile that signs in with a browser (`aws login`); sso: a profile for each ' +
          'account and permission set of IAM Identity Center (`aws sso login`)',
      ).choices(['login', 'sso']),
    )
    .option('--profile <name>', 'name of the profile; with sso, of the session', 'gatehouse')
    .option('--user <name>', 'with sso: only what this user is assigned')
    .option(
      '--account <id>',
      'with sso: the account of the instance; default: the management account',
    )
    .option('--write', 'write it to the configuration files of the AWS CLI')
    .option(
      '--access-key-id <id>',
      'add credentials; the secret access key is asked for, or read from the standard input',
    )
    .option('--endpoint-url <url>', 'address of the server, when it is not the configured one');
  addSettingOptions(command, 'all').action(async (use: Use, options: AwsConfigOptions) => {
    if (use !== undefined && options.accessKeyId !== undefined) throw keyForLogin(use);
    const config = configOf(services, io, { ...options });
    const found = await serverEndpoint(services, config);
    const url = options.endpointUrl ?? found.url;
    if (use === 'sso') {
      io.out(await ssoProfiles(services, io, config, options, { ...found, url }));
      return;
    }
    const profile = await buildProfile(io, config, options, { ...found, url });
    io.out(options.write ? writeProfile(io, profile) : printProfile(profile));
    io.out(use === 'login' ? loginAfterword(profile) : afterword(profile, url));
  });
}

/** Prints or writes the session and the profiles of an instance. */
async function ssoProfiles<Config extends CliConfig>(
  services: CliServices<Config>,
  io: CliIo,
  config: Config,
  options: AwsConfigOptions,
  { url, caFile }: Endpoint,
): Promise<string> {
  const { profile: session, user: userName, account } = options;
  refuseUnlessOneLine('--profile', session, /^[\w.@+-]{1,128}$/);
  refuseUnlessOneLine('--endpoint-url', url, /^https?:\/\/[^\s]+$/);
  const answer = await askIdentityCenter(services, io, options, {
    do: 'profiles',
    ...(userName === undefined ? {} : { userName }),
    ...(account === undefined ? {} : { account }),
  });
  const bundle = caFile === undefined ? undefined : resolve(io.workingFolder, caFile);
  const endpoint = { url, region: config.region, caFile: bundle };
  const sections = ssoSections(session, profilesIn(answer), endpoint);
  const made = options.write
    ? writeSections(io, sections)
    : `# ~/.aws/config\n${withSections('', sections)}`;
  return made + ssoAfterword(sections);
}

/** Where a server is and which authority its certificate is of, when it is not a public one. */
interface Endpoint {
  readonly url: string;
  readonly caFile: string | undefined;
}

/**
 * How clients reach the server: what it says of itself. Whoever may not touch the data folder still
 * gets a profile: from the configuration.
 */
async function serverEndpoint<Config extends CliConfig>(
  services: CliServices<Config>,
  config: Config,
): Promise<Endpoint> {
  const answer = await services.ask(config, 'status', {}).catch(() => undefined);
  if (answer?.ok) {
    const { publicUrl, caFile } = answer.result as ServerStatus;
    return { url: publicUrl, caFile };
  }
  const caFile = config.tls === 'local' ? services.caFile(config) : undefined;
  const own = `${config.tls === 'off' ? 'http' : 'https'}://localhost:${config.port}`;
  return { url: config.publicUrl || own, caFile };
}

async function buildProfile<Config extends CliConfig>(
  io: CliIo,
  config: Config,
  options: AwsConfigOptions,
  { url, caFile }: Endpoint,
): Promise<Profile> {
  const { profile: name, accessKeyId } = options;
  refuseUnlessOneLine('--profile', name, /^[\w.@+-]{1,128}$/);
  refuseUnlessOneLine('--endpoint-url', url, /^https?:\/\/[^\s]+$/);
  const bundle = caFile === undefined ? {} : { ca_bundle: resolve(io.workingFolder, caFile) };
  const settings = { region: config.region, endpoint_url: url, ...bundle };
  if (accessKeyId === undefined) return { name, settings };
  refuseUnlessOneLine('--access-key-id', accessKeyId, /^\w{16,128}$/);
  const secret = (await askSecret(io, 'Secret access key: ')).trim();
  refuseUnlessOneLine('the secret access key', secret, /^[\x21-\x7e]{16,256}$/);
  const credentials = { aws_access_key_id: accessKeyId, aws_secret_access_key: secret };
  return { name, settings, credentials };
}

/** The files have one value a line: what breaks out of it would write further settings. */
function refuseUnlessOneLine(what: string, value: string, pattern: RegExp): void {
  if (!pattern.test(value)) {
    throw new CommandEnd(EXIT.usage, `gatehouse: ${what} cannot have this value\n`);
  }
}

function sectionOf(name: string): string {
  return name === 'default' ? 'default' : `profile ${name}`;
}

function printProfile({ name, settings, credentials }: Profile): string {
  const config = setIniValues('', sectionOf(name), settings);
  if (!credentials) return `# ~/.aws/config\n${config}`;
  return `# ~/.aws/config\n${config}\n# ~/.aws/credentials\n${setIniValues('', name, credentials)}`;
}

function writeProfile(io: CliIo, { name, settings, credentials }: Profile): string {
  const folder = join(io.home, '.aws');
  const configFile = io.environment.AWS_CONFIG_FILE || join(folder, 'config');
  replaceSection(configFile, sectionOf(name), settings);
  let told = `wrote [${sectionOf(name)}] to ${configFile}\n`;
  if (credentials) {
    const file = io.environment.AWS_SHARED_CREDENTIALS_FILE || join(folder, 'credentials');
    replaceSection(file, name, credentials);
    told += `wrote [${name}] to ${file}\n`;
  }
  return told;
}

function writeSections(io: CliIo, sections: readonly ConfigSection[]): string {
  const file = io.environment.AWS_CONFIG_FILE || join(io.home, '.aws', 'config');
  replaceText(file, (text) => withSections(text, sections));
  return sections.map(({ name }) => `wrote [${name}] to ${file}\n`).join('');
}

function replaceSection(
  path: string,
  section: string,
  values: Readonly<Record<string, string>>,
): void {
  replaceText(path, (text) => setIniValues(text, section, values));
}

function replaceText(path: string, change: (text: string) => string): void {
  const isThere = existsSync(path);
  // A file behind a symbolic link is replaced where it lies, so that the link stays.
  const file = isThere ? realpathSync(path) : path;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const text = isThere ? readFileSync(file, 'utf8') : '';
  const mode = isThere ? statSync(file).mode & 0o777 & ~0o077 : 0o600;
  const made = `${file}.gatehouse-new`;
  writeFileSync(made, change(text), { mode });
  chmodSync(made, mode);
  renameSync(made, file);
}

/** Clients would take the key, and never look at what signing in left for the profile. */
function keyForLogin(use: 'login' | 'sso'): CommandEnd {
  return new CommandEnd(
    EXIT.usage,
    `gatehouse: a profile for ${use} has no access key: leave --access-key-id out\n`,
  );
}

function loginAfterword({ name }: Profile): string {
  return (
    '\n# AWS CLI 2.32 and later sign in with the browser, and renew credentials by themselves:\n' +
    `aws login --profile ${name}\n` +
    '# Where there is no browser, the browser of another device shows a code to paste:\n' +
    `aws login --remote --profile ${name}\n`
  );
}

function afterword({ name, settings }: Profile, url: string): string {
  const bundle = settings.ca_bundle === undefined ? '' : `AWS_CA_BUNDLE=${settings.ca_bundle} `;
  return (
    '\n# AWS CLI 2.13 and later, and the SDKs, take the endpoint from the profile:\n' +
    `aws sts get-caller-identity --profile ${name}\n` +
    '# Earlier versions of the AWS CLI need it with each command:\n' +
    `${bundle}aws sts get-caller-identity --profile ${name} --endpoint-url ${url}\n`
  );
}
