import { failure } from '../failures/catalogue.ts';
import type { Localized } from '../failures/failure.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { CliIo, ConfigProblem, Environment, ToldFailure } from './services.ts';

/** Thrown by commands to end with `code` after `text` was told on the standard error. */
export class CommandEnd extends Error {
  readonly code: ExitCode;

  constructor(code: ExitCode, text: string) {
    super(text);
    this.name = 'CommandEnd';
    this.code = code;
  }
}

/** The language that the environment asks for (POSIX: LC_ALL, LC_MESSAGES, LANG in this order). */
export function languageOf(environment: Environment): keyof Localized {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return locale.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}

interface CarriedFailure {
  readonly code: string;
  readonly message: string;
  readonly entry?: { readonly fix: Localized };
}

function carriedFailure(error: Error): CarriedFailure | undefined {
  if (!('failure' in error) || typeof error.failure !== 'object') return undefined;
  return (error.failure as CarriedFailure | null) ?? undefined;
}

/** Whatever was thrown as a failure that can be told. */
export function toldFailure(error: unknown): ToldFailure {
  if (!(error instanceof Error)) return { code: 'Error', message: String(error), fix: NO_FIX };
  const carried = carriedFailure(error);
  if (carried) {
    return { code: carried.code, message: error.message, fix: carried.entry?.fix ?? NO_FIX };
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return { code, message: error.message, fix: NO_FIX };
}

const NO_FIX: Localized = { en: '', ko: '' };

/** Two lines: code and message, then what to do. */
export function failureText(told: ToldFailure, environment: Environment): string {
  const fix = told.fix[languageOf(environment)];
  return `gatehouse: ${told.code}: ${told.message}\n${fix === '' ? '' : `  ${fix}\n`}`;
}

/** Codes that mean: a server seems to be there, and nobody answers. */
const UNREACHABLE = new Set(['START-006', 'START-007', 'STORE-008']);

/** Ends a command with a failure. */
export function endWith(told: ToldFailure, io: CliIo): CommandEnd {
  const code = UNREACHABLE.has(told.code) ? EXIT.unreachable : EXIT.failed;
  return new CommandEnd(code, failureText(told, io.environment));
}

/** One failure for each setting that cannot be used. */
export function configFailures(problems: readonly ConfigProblem[]): ToldFailure[] {
  return problems.map(({ env, value, allowed }) => {
    const made =
      allowed === undefined
        ? failure('START-010', { setting: env })
        : failure('START-001', { setting: env, value, allowed });
    return { code: made.code, message: made.message, fix: made.entry.fix };
  });
}
