import { keptText } from '../../failures/attempt.ts';
import { explainAttempt } from '../../failures/explain.ts';
import type { Localized } from '../../failures/failure.ts';
import { MARKS, painted, type TableStyle } from '../check-table.ts';
import { type LabelRow, labelRows } from '../label-rows.ts';
import { safeJson, visible, wrapped } from '../plain-text.ts';
import { answeredTo, type Outcome } from './outcome.ts';

/** Texts that every diagnosis has. Whatever comes from a file is made visible and cut. */

/** A label in both languages and its value; undefined leaves the row out. */
export type Fact = readonly [label: Localized, value: string | undefined];

/** Facts as rows of two columns. */
export function factLines(facts: readonly Fact[], style: TableStyle, indent = ''): string[] {
  const rows = facts.map(([label, value]): LabelRow => {
    return [label[style.language], value === undefined ? undefined : keptText(value)];
  });
  return labelRows(rows, style, indent);
}

/** A line of our own words, wrapped. */
export function sentence(text: Localized, style: TableStyle): string[] {
  return wrapped(text[style.language], style.columns);
}

/** A heading and what stands under it; nothing when that is empty. */
export function section(heading: Localized, lines: readonly string[], style: TableStyle): string[] {
  return lines.length === 0 ? [] : ['', ...sentence(heading, style), ...lines];
}

const NOTHING_FAILED: Localized = {
  en: 'nothing failed, and not everything could be judged',
  ko: '실패한 항목은 없지만 모든 항목을 판정하지는 못했습니다',
};

/** The verdict in one line: `accepted`, or the error that would be answered, or that it is open. */
export function verdictLines(outcome: Outcome, accepted: Localized, style: TableStyle): string[] {
  const { verdict, attempt } = outcome;
  if (verdict === 'accepted') return marked('passed', accepted[style.language], style);
  if (verdict === 'undecided') return marked('skipped', NOTHING_FAILED[style.language], style);
  const { failure } = explainAttempt(attempt, style.language);
  const answered = failure && answeredTo(failure);
  const told = answered && `HTTP ${answered.status} ${answered.code}: ${answered.message}`;
  return marked('failed', `${failure?.code}  ${told ?? failure?.message}`, style);
}

/** One line, however long: an error's text is looked for as it is. */
function marked(outcome: keyof typeof MARKS, text: string, style: TableStyle): string[] {
  return [`${painted(MARKS[outcome], outcome, style)} ${visible(text)}`];
}

/** The diagnoses of several files, one after the other. */
export function textOfAll(texts: readonly string[], { columns }: TableStyle): string {
  return texts.join(`\n${'─'.repeat(Math.min(columns, 40))}\n\n`);
}

/** The same for programs: an object for one file, a list for several. */
export function jsonOfAll(found: readonly object[]): string {
  return safeJson(found.length === 1 ? found[0] : found);
}
