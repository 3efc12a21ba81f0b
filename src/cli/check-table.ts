import {
  type ExplainedCheck,
  type ExplainedFailure,
  explainAttempt,
  type Language,
  type ShowableAttempt,
} from '../failures/explain.ts';
import type { Actor, Localized } from '../failures/failure.ts';
import { columnsOf, padded, safeJson, visible, wrapped } from './plain-text.ts';

/** How a table of checks is shown. */
export interface TableStyle {
  readonly language: Language;
  /** Columns of the terminal; what is longer goes on in the next line. */
  readonly columns: number;
  /** Only where the output is a terminal. */
  readonly colors: boolean;
  /** Also what was expected and received where a check passed. */
  readonly verbose: boolean;
}

/** What a program gets that does not say otherwise; the same everywhere. */
export const PLAIN_STYLE: TableStyle = {
  language: 'en',
  columns: 100,
  colors: false,
  verbose: false,
};

const LABELS = {
  expected: { en: 'expected', ko: '예상한 값' },
  received: { en: 'received', ko: '받은 값' },
  cause: { en: 'cause', ko: '원인' },
  fix: { en: 'fix', ko: '해결 방법' },
  actor: { en: 'who acts', ko: '조치할 사람' },
  wire: { en: 'AWS error', ko: 'AWS 오류' },
} as const satisfies Readonly<Record<string, Localized>>;

const ACTORS: Readonly<Record<Actor, Localized>> = {
  user: { en: 'the user or the client program', ko: '사용자 또는 클라이언트 프로그램' },
  administrator: { en: 'an administrator of the account', ko: '계정 관리자' },
  partner: { en: 'whoever runs the identity provider', ko: 'ID 제공업체 담당자' },
  operator: { en: 'whoever runs Gatehouse', ko: 'Gatehouse 운영자' },
};

/** The mark of each outcome. */
export const MARKS = { passed: '✓', failed: '✗', skipped: '–' } as const;
/** Green, red and faint (ECMA-48, SGR). */
const COLORS = { passed: '32', failed: '31', skipped: '2' } as const;
const EMPTY: Localized = { en: '(nothing)', ko: '(없음)' };

/**
 * The checks of an attempt or of a diagnosis, one a line with its mark, what was expected and
 * received where one failed, then what each failure means, and the AWS error that the first of them
 * surfaces as. Lines end in a line feed; values cannot break out of theirs.
 */
export function checkTable(attempt: ShowableAttempt, style: TableStyle): string {
  const { checks, failure } = explainAttempt(attempt, style.language);
  const lines = [...checks.flatMap((check) => checkLines(check, style)), countLine(checks, style)];
  for (const [index, each] of failuresOf(checks, failure).entries()) {
    lines.push('', ...failureLines(each, style, index === 0));
  }
  return `${lines.join('\n')}\n`;
}

/** The same as JSON: every check with its title, and the failure that decided. */
export function checkTableJson(attempt: ShowableAttempt, language: Language): string {
  return safeJson(explainAttempt(attempt, language));
}

/** The deciding failure first, then those that only a diagnosis went on to find. */
function failuresOf(
  checks: readonly ExplainedCheck[],
  deciding: ExplainedFailure | undefined,
): ExplainedFailure[] {
  const found = checks.flatMap((check) => check.failure ?? []);
  const others = found.filter((each) => each.code !== deciding?.code);
  return deciding ? [deciding, ...others] : others;
}

function checkLines(check: ExplainedCheck, style: TableStyle): string[] {
  const { outcome, title, code, failure } = check;
  const head = `${painted(MARKS[outcome], outcome, style)} ${visible(title)}`;
  const told = outcome === 'failed' ? `${head}  ${failure?.code ?? code}` : head;
  const shown = outcome === 'failed' || (style.verbose && outcome === 'passed');
  return shown ? [told, ...comparison(check, style)] : [told];
}

function comparison({ expected, received }: ExplainedCheck, style: TableStyle): string[] {
  const rows: [keyof typeof LABELS, string][] = [];
  if (expected !== undefined) rows.push(['expected', expected]);
  if (received !== undefined) rows.push(['received', received]);
  return rows.flatMap(([label, value]) => labelled(label, value, style, '    '));
}

function countLine(checks: readonly ExplainedCheck[], { language }: TableStyle): string {
  const count = (outcome: ExplainedCheck['outcome']) =>
    checks.filter((check) => check.outcome === outcome).length;
  const [passed, failed, skipped] = [count('passed'), count('failed'), count('skipped')];
  return language === 'ko'
    ? `통과 ${passed}, 실패 ${failed}, 확인하지 못함 ${skipped}`
    : `${passed} passed, ${failed} failed, ${skipped} not checked`;
}

function failureLines(failure: ExplainedFailure, style: TableStyle, decides: boolean): string[] {
  const { code, message, cause, fix, actor, wire } = failure;
  const { language } = style;
  const head = wrapped(`${code}: ${visible(message)}`, style.columns);
  const lines = [painted(head.join('\n'), 'failed', style)];
  lines.push(...labelled('cause', cause, style), ...labelled('fix', fix, style));
  lines.push(...labelled('actor', ACTORS[actor][language], style));
  if (wire && decides) lines.push(...labelled('wire', `${wire.error}: ${wire.text}`, style));
  return lines;
}

/** The text in the colour of an outcome, where colours are wanted. */
export function painted(
  text: string,
  outcome: keyof typeof COLORS,
  { colors }: TableStyle,
): string {
  return colors ? `\u001b[${COLORS[outcome]}m${text}\u001b[0m` : text;
}

/** A label and its value, further lines under the first. */
function labelled(
  label: keyof typeof LABELS,
  value: string,
  { language, columns }: TableStyle,
  indent = '  ',
): string[] {
  const column = labelColumns(language) + 2;
  const room = Math.max(20, columns - indent.length - column);
  const shown = value === '' ? EMPTY[language] : visible(value);
  return wrapped(shown, room).map(
    (line, index) =>
      `${indent}${padded(index === 0 ? LABELS[label][language] : '', column)}${line}`,
  );
}

function labelColumns(language: Language): number {
  return Math.max(...Object.values(LABELS).map((label) => columnsOf(label[language])));
}
