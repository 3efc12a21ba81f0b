import { type Command, InvalidArgumentError } from 'commander';
import { attemptText, captureText, listText } from './attempt-texts.ts';
import { checkTableJson } from './check-table.ts';
import { addOutputOptions, type OutputOptions, styleOf } from './output-options.ts';
import { safeJson, visible } from './plain-text.ts';
import type { AttemptsRequest, AttemptsResult, CliConfig, CliIo, CliServices } from './services.ts';
import { addSettingOptions, configOf } from './setting-options.ts';
import { endWith } from './telling.ts';

interface CommonOptions extends OutputOptions {
  readonly account?: string;
}

interface ListOptions extends CommonOptions {
  readonly code?: string;
  readonly provider?: string;
  readonly subject?: string;
  readonly requestId?: string;
  readonly since?: Since;
  readonly limit: number;
}

interface ShowOptions extends CommonOptions {
  readonly body?: true;
}

type Since = { readonly within: number } | { readonly from: number };

/** `gatehouse attempts`: tries to sign in and to federate, and why they were refused. */
export function addAttempts<Config extends CliConfig>(
  program: Command,
  services: CliServices<Config>,
  io: CliIo,
): void {
  const group = program
    .command('attempts')
    .description(
      'tries to sign in and to federate: list them, show every check of one, capture what is ' +
        'posted. Uses the running server, or opens the store when none runs',
    );
  const ask = (options: CommonOptions, request: AttemptsRequest) =>
    run(services, io, options, request);
  addList(group, ask, io);
  addShow(group, ask, io);
  addCapture(group, ask, io);
}

type Ask = (options: CommonOptions, request: AttemptsRequest) => Promise<AttemptsResult>;

function withCommon(command: Command): Command {
  return addSettingOptions(
    addOutputOptions(command.option('--account <id>', 'only this account')),
    'finding',
  );
}

function addList(group: Command, ask: Ask, io: CliIo): void {
  const command = group
    .command('list')
    .description('list attempts, the newest first')
    .option('--code <code>', 'only with this failure, such as SAML-014')
    .option('--provider <arn or issuer>', 'only of this identity provider')
    .option('--subject <subject>', 'only of this NameID or sub')
    .option('--request-id <id>', 'only of this request')
    .option('--since <when>', 'only of the last 90s, 30m, 12h or 7d, or from a time on', since)
    .option('--limit <number>', 'how many at most', limit, 20);
  withCommon(command).action(async (options: ListOptions) => {
    const { code, provider, subject, requestId } = options;
    const filter = {
      ...(code === undefined ? {} : { code }),
      ...(provider === undefined ? {} : { provider }),
      ...(subject === undefined ? {} : { subject }),
      ...(requestId === undefined ? {} : { requestId }),
    };
    const { attempts = [] } = await ask(options, {
      do: 'list',
      ...accountOf(options),
      filter,
      ...options.since,
      limit: options.limit,
    });
    io.out(options.json ? safeJson(attempts) : listText(attempts, styleOf(options, io)));
  });
}

function addShow(group: Command, ask: Ask, io: CliIo): void {
  const command = group
    .command('show')
    .description('show every check of one attempt, its cause and its remedy')
    .argument('<id>', 'of the attempt, or of the request as its answer told it')
    .option('--verbose', 'compare what was expected and received of passed checks too')
    .option('--body', 'print what was captured with it, and nothing else');
  withCommon(command).action(async (id: string, options: ShowOptions) => {
    const body = options.body === true;
    const found = await ask(options, { do: 'show', ...accountOf(options), id, body });
    const { attempt } = found;
    if (found.body !== undefined) return printBody(found.body, io);
    if (!attempt) return;
    const style = styleOf(options, io);
    if (!options.json) return io.out(attemptText(attempt, style));
    const { checks: _, code: __, ...rest } = attempt;
    const explained = JSON.parse(checkTableJson(attempt, style.language));
    io.out(safeJson({ ...rest, code: attempt.code, ...explained }));
  });
}

/** As it came, for a file or a pipe; a terminal is shown nothing that could move its cursor. */
function printBody(body: string, io: CliIo): void {
  io.out(io.screen ? `${visible(body)}\n` : body);
}

function addCapture(group: Command, ask: Ask, io: CliIo): void {
  const command = group
    .command('capture')
    .description('keep what is posted with the attempts of an account, for a limited time')
    .argument('<on|off>', 'whether to keep it', onOrOff)
    .option('--minutes <number>', 'for how long, 1 to 1440', minutes, 60);
  withCommon(command).action(
    async (on: boolean, options: CommonOptions & { readonly minutes: number }) => {
      const { captured } = await ask(options, {
        do: 'capture',
        ...accountOf(options),
        minutes: on ? options.minutes : 0,
      });
      if (!captured) return;
      io.out(options.json ? safeJson(captured) : captureText(captured, styleOf(options, io)));
    },
  );
}

async function run<Config extends CliConfig>(
  services: CliServices<Config>,
  io: CliIo,
  options: CommonOptions,
  request: AttemptsRequest,
): Promise<AttemptsResult> {
  const config = configOf(services, io, { ...options });
  const answer = await services.ask(config, 'attempts', request);
  if (answer === undefined) return await services.attempts(config, request);
  if (!answer.ok) throw endWith(answer.failure, io);
  return answer.result as AttemptsResult;
}

function accountOf({ account }: CommonOptions): { account?: string } {
  return account === undefined ? {} : { account };
}

function onOrOff(text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new InvalidArgumentError('It is on or off.');
}

function whole(text: string, most: number): number {
  const value = Number(text);
  if (/^\d{1,6}$/.test(text) && value >= 1 && value <= most) return value;
  throw new InvalidArgumentError(`It is a whole number from 1 to ${most}.`);
}

const limit = (text: string): number => whole(text, 1000);
const minutes = (text: string): number => whole(text, 1440);

const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

function since(text: string): Since {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count !== undefined) return { within: Number(count) * (UNITS[unit] ?? 0) };
  const from = Date.parse(text);
  if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(from)) return { from };
  throw new InvalidArgumentError('It is like 30m, 12h, 7d or 2026-11-01T09:30:00Z.');
}
