import { catalogue } from './catalogue.ts';
import { type Actor, type FailureEntry, fillTemplate, type Localized } from './failure.ts';

/** The languages of the catalogue. */
export type Language = keyof Localized;

/** A failure with everything that the catalogue says about it, in one language. */
export interface ExplainedFailure {
  readonly code: string;
  readonly message: string;
  readonly cause: string;
  readonly fix: string;
  readonly actor: Actor;
  /** The AWS error that the client sees; absent where the failure never leaves the process. */
  readonly wire?: { readonly error: string; readonly text: string };
}

/** A check as it can be shown: traced just now, or read from a stored attempt. */
export interface ShowableCheck {
  readonly name: string;
  readonly code: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly expected?: string;
  readonly received?: string;
  readonly failure?: {
    readonly code: string;
    readonly details: Readonly<Record<string, string>>;
  };
}

/** A check with its title and what its failure means, in one language. */
export interface ExplainedCheck extends Omit<ShowableCheck, 'failure'> {
  readonly title: string;
  readonly failure?: ExplainedFailure;
}

/** A stored code may be of another version of Gatehouse, and not in this one's catalogue. */
function entryOf(code: string): FailureEntry | undefined {
  return Object.hasOwn(catalogue, code) ? catalogue[code as keyof typeof catalogue] : undefined;
}

/** Under what title the check of a code is shown; the code itself when it is not known. */
export function titleOf(code: string, language: Language): string {
  return entryOf(code)?.title[language] ?? code;
}

/** What a failure means and what to do about it. */
export function explainFailure(
  code: string,
  details: Readonly<Record<string, string>>,
  language: Language,
): ExplainedFailure {
  const entry = entryOf(code);
  if (!entry) return { code, message: code, cause: '', fix: '', actor: 'operator' };
  const { message, cause, fix, actor, wire } = entry;
  return {
    code,
    message: fillTemplate(message, details),
    cause: cause[language],
    fix: fix[language],
    actor,
    ...(wire ? { wire: { error: wire.error, text: fillTemplate(wire.text, details) } } : {}),
  };
}

/** A judged try as it can be shown. */
export interface ShowableAttempt {
  readonly code?: string;
  readonly checks: readonly ShowableCheck[];
  readonly facts: Readonly<Record<string, string>>;
}

/** All checks of an attempt, and the failure that it ended in. */
export function explainAttempt(
  { code, checks, facts }: ShowableAttempt,
  language: Language,
): { readonly checks: ExplainedCheck[]; readonly failure?: ExplainedFailure } {
  const explained = explainChecks(checks, language);
  if (code === undefined) return { checks: explained };
  const failed = explained.find(({ failure }) => failure?.code === code)?.failure;
  // What only the commit found out, such as a replay, is in no row; its details are among the facts.
  return { checks: explained, failure: failed ?? explainFailure(code, facts, language) };
}

/** Each check with its title and its failure explained. */
export function explainChecks(
  checks: readonly ShowableCheck[],
  language: Language,
): ExplainedCheck[] {
  return checks.map(({ name, code, outcome, expected, received, failure }) => ({
    name,
    code,
    title: titleOf(code, language),
    outcome,
    ...(expected === undefined ? {} : { expected }),
    ...(received === undefined ? {} : { received }),
    ...(failure ? { failure: explainFailure(failure.code, failure.details, language) } : {}),
  }));
}
