import { type Command, InvalidArgumentError } from 'commander';
import { listText, mailText } from './mail-texts.ts';
import { addOutputOptions, type OutputOptions, styleOf } from './output-options.ts';
import { safeJson } from './plain-text.ts';
import type { CliConfig, CliIo, CliServices, MailRequest, MailResult } from './services.ts';
import { addSettingOptions, configOf } from './setting-options.ts';
import { endWith } from './telling.ts';

interface ListOptions extends OutputOptions {
  readonly state?: 'waiting' | 'sent' | 'failed' | 'discarded';
  readonly limit: number;
}

/** `gatehouse mail`: messages to people, where they went, and what the outbox folder holds. */
export function addMail<Config extends CliConfig>(
  program: Command,
  services: CliServices<Config>,
  io: CliIo,
): void {
  const group = program
    .command('mail')
    .description(
      'mails and text messages: list them with what became of each, show one of the outbox ' +
        'folder. Changes nothing. Uses the running server, or opens the store when none runs',
    );
  const ask = (options: OutputOptions, request: MailRequest) => run(services, io, options, request);
  addList(group, ask, io);
  addShow(group, ask, io);
}

type Ask = (options: OutputOptions, request: MailRequest) => Promise<MailResult>;

function addList(group: Command, ask: Ask, io: CliIo): void {
  const command = group
    .command('list', { isDefault: true })
    .description('list messages, the newest first; what the command does unless told')
    .option('--state <state>', 'only waiting, sent, failed or discarded ones', state)
    .option('--limit <number>', 'how many at most', limit, 20);
  addSettingOptions(addOutputOptions(command), 'finding').action(async (options: ListOptions) => {
    const { state: wanted } = options;
    const result = await ask(options, {
      do: 'list',
      ...(wanted === undefined ? {} : { state: wanted }),
      limit: options.limit,
    });
    io.out(options.json ? safeJson(result) : listText(result, styleOf(options, io)));
  });
}

function addShow(group: Command, ask: Ask, io: CliIo): void {
  const command = group
    .command('show')
    .description('show one message; its text where it lies in the outbox folder')
    .argument('<id>', 'of the message');
  addSettingOptions(addOutputOptions(command), 'finding').action(
    async (id: string, options: OutputOptions) => {
      const result = await ask(options, { do: 'show', id });
      io.out(options.json ? safeJson(result) : mailText(result, styleOf(options, io)));
    },
  );
}

async function run<Config extends CliConfig>(
  services: CliServices<Config>,
  io: CliIo,
  options: OutputOptions,
  request: MailRequest,
): Promise<MailResult> {
  const config = configOf(services, io, { ...options });
  const answer = await services.ask(config, 'mail', request);
  if (answer === undefined) return await services.mail(config, request);
  if (!answer.ok) throw endWith(answer.failure, io);
  return answer.result as MailResult;
}

function state(text: string): NonNullable<ListOptions['state']> {
  if (text === 'waiting' || text === 'sent' || text === 'failed' || text === 'discarded') {
    return text;
  }
  throw new InvalidArgumentError('It is waiting, sent, failed or discarded.');
}

function limit(text: string): number {
  const value = Number(text);
  if (/^\d{1,4}$/.test(text) && value >= 1 && value <= 1000) return value;
  throw new InvalidArgumentError('It is a whole number from 1 to 1000.');
}
