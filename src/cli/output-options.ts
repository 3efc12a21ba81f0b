import { type Command, InvalidArgumentError } from 'commander';
import type { Language } from '../failures/explain.ts';
import { PLAIN_STYLE, type TableStyle } from './check-table.ts';
import type { CliIo } from './services.ts';
import { languageOf } from './telling.ts';

/** The options by which commands are told how to show what they found. */
export interface OutputOptions {
  readonly lang?: Language;
  readonly json?: true;
  readonly verbose?: true;
}

/** Adds --lang and --json. */
export function addOutputOptions(command: Command): Command {
  return command
    .option('--lang <language>', 'en or ko; default: as the environment says', language)
    .option('--json', 'answer in JSON');
}

/** The language that is asked for, or else that of the environment. */
export function languageFor({ lang }: OutputOptions, { environment }: CliIo): Language {
  return lang ?? languageOf(environment);
}

/** How tables are shown: as the options say, and as the terminal can. */
export function styleOf(options: OutputOptions, io: CliIo): TableStyle {
  return {
    ...PLAIN_STYLE,
    ...io.screen,
    language: languageFor(options, io),
    verbose: options.verbose === true,
  };
}

function language(text: string): Language {
  if (text === 'en' || text === 'ko') return text;
  throw new InvalidArgumentError('It is en or ko.');
}
