import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';
import { dataFolderFindings, keyFileFindings } from './file-checks.ts';
import { bad, badFailure, type Finding, findingsText, good } from './findings.ts';
import type { CliConfig, CliIo, CliServices, ServerStatus, StoreProbe } from './services.ts';
import { addSettingOptions, withOptions } from './setting-options.ts';
import { CommandEnd, configFailures, toldFailure } from './telling.ts';

/** Oldest Node that Gatehouse runs on (package.json, engines). */
const OLDEST_NODE = [24, 19] as const;
/** Clocks further apart than this make signatures and sessions unreliable, in milliseconds. */
const MOST_CLOCK_DIFFERENCE = 2000;

/** `gatehouse doctor`: looks at everything that a server needs and says what to mend. */
export function addDoctor<Config extends CliConfig>(
  program: Command,
  services: CliServices<Config>,
  io: CliIo,
): void {
  const command = program
    .command('doctor')
    .description(
      'check configuration, Node, data folder, key files, port, database and clock; each finding ' +
        'with its remedy; exit code 1 when something is wrong',
    )
    .option('--json', 'answer in JSON');
  addSettingOptions(command, 'all').action(async (options: { readonly json?: true }) => {
    const findings = await examine(services, io, { ...options });
    io.out(options.json ? `${JSON.stringify(findings, null, 2)}\n` : findingsText(findings));
    if (findings.some(({ outcome }) => outcome === 'problem'))
      throw new CommandEnd(EXIT.failed, '');
  });
}

async function examine<Config extends CliConfig>(
  services: CliServices<Config>,
  io: CliIo,
  options: Readonly<Record<string, unknown>>,
): Promise<Finding[]> {
  const node = nodeFinding(io.nodeVersion);
  const read = services.configure(withOptions(io.environment, options));
  if (!read.ok) {
    const wrong = configFailures(read.problems);
    return [node, ...wrong.map((told) => badFailure('configuration', told, io.environment))];
  }
  const { config } = read;
  const server = await findServer(services, io, config);
  const status = server.status;
  return [
    node,
    good('configuration', 'every setting is allowed'),
    ...dataFolderFindings(config, io),
    ...keyFileFindings(config, io),
    server.finding,
    await portFinding(services, io, config, status),
    ...storeFindings(status?.store ?? (await services.probeStore(config))),
  ];
}

function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor, wantedMinor] = OLDEST_NODE;
  const isEnough = major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  if (isEnough) return good('Node', version);
  return bad('Node', version, `Use Node ${OLDEST_NODE.join('.')} or newer.`);
}

interface FoundServer {
  readonly finding: Finding;
  readonly status?: ServerStatus;
}

async function findServer<Config extends CliConfig>(
  services: CliServices<Config>,
  io: CliIo,
  config: Config,
): Promise<FoundServer> {
  const check = 'server';
  try {
    const answer = await services.ask(config, 'status', {});
    if (answer === undefined) return { finding: good(check, 'none runs on this data folder') };
    if (!answer.ok) return { finding: badFailure(check, answer.failure, io.environment) };
    const status = answer.result as ServerStatus;
    const { version, pid, publicUrl } = status;
    if (version === services.version) {
      return { status, finding: good(check, `${version} runs as process ${pid} at ${publicUrl}`) };
    }
    const found = `version ${version} runs as process ${pid}, and this command is ${services.version}`;
    const remedy = 'Restart the server to use the installed version.';
    return { status, finding: { check, outcome: 'warning', found, remedy } };
  } catch (error) {
    return { finding: badFailure(check, toldFailure(error), io.environment) };
  }
}

async function portFinding<Config extends CliConfig>(
  services: CliServices<Config>,
  io: CliIo,
  config: Config,
  status: ServerStatus | undefined,
): Promise<Finding> {
  const address = `${config.host}:${config.port}`;
  if (status && (config.port === 0 || status.port === config.port)) {
    return good('port', `${status.host}:${status.port} is used by this server`);
  }
  try {
    await services.tryPort(config);
    return good('port', `${address} is free`);
  } catch (error) {
    return badFailure('port', toldFailure(error), io.environment);
  }
}

function storeFindings(probe: StoreProbe): Finding[] {
  const name = probe.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL';
  if (probe.absent) return [good('database', 'there is no store yet; the first start makes it')];
  if (!probe.writable) {
    const remedy =
      probe.engine === 'sqlite'
        ? 'Check free space and permissions of the data folder, and that no other process holds it.'
        : 'Check GATEHOUSE_DATABASE_URL, that the database runs, and the rights of its user.';
    return [bad('database', `${name}: ${probe.problem ?? 'it cannot be written'}`, remedy)];
  }
  const away = Math.round(probe.clockDifference);
  const found = `${Math.abs(away)} ms ${away < 0 ? 'behind' : 'ahead of'} this machine's clock`;
  return [
    good('database', `${name} can be read and written`),
    Math.abs(away) <= MOST_CLOCK_DIFFERENCE
      ? good('clock', `the database is ${found}`)
      : bad('clock', `the database is ${found}`, 'Synchronise both clocks with NTP.'),
  ];
}
