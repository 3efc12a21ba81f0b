import type { Localized } from '../../../failures/failure.ts';
import type { ConditionElement } from '../../../policy/index.ts';
import { checkTable, MARKS, painted, type TableStyle } from '../../check-table.ts';
import { labelRows } from '../../label-rows.ts';
import { visible } from '../../plain-text.ts';
import type { Outcome } from '../outcome.ts';
import { factLines, section, verdictLines } from '../texts.ts';
import type { Access, Caller } from './callers.ts';
import type { Note } from './notes.ts';
import type { TrustPolicySubject } from './policy.ts';

/** A judged trust policy with everything that is shown of it. */
export interface TrustPolicyDiagnosis {
  readonly path: string;
  readonly subject: TrustPolicySubject;
  readonly outcome: Outcome;
  readonly callers: readonly Caller[];
  readonly notes: readonly Note[];
}

const LABELS = {
  file: { en: 'file', ko: '파일' },
  role: { en: 'role', ko: '역할' },
  names: { en: 'judged by', ko: '판정 기준' },
} as const satisfies Readonly<Record<string, Localized>>;

const HEADINGS = {
  callers: { en: 'Who gets what', ko: '호출자별 허용 여부' },
  notes: { en: 'Worth knowing', ko: '참고' },
} as const satisfies Readonly<Record<string, Localized>>;

const AWS_NAMES: Localized = {
  en: "AWS's own names; --public-url judges by those of a Gatehouse",
  ko: 'AWS의 이름. Gatehouse의 이름으로 판정하려면 --public-url 사용',
};

const OUTCOMES = {
  allowed: { en: 'allowed', ko: '허용' },
  conditional: { en: 'allowed under conditions', ko: '조건부 허용' },
  denied: { en: 'denied', ko: '거부' },
  no: { en: 'not allowed', ko: '허용되지 않음' },
} as const satisfies Readonly<Record<Access['outcome'], Localized>>;

const IF: Localized = { en: 'if', ko: '조건' };
const OR: Localized = { en: 'or if', ko: '또는' };
const UNLESS: Localized = { en: 'unless', ko: '제외' };
const ACCEPTED: Localized = {
  en: 'nothing is wrong with the policy by itself',
  ko: '정책 자체에는 문제가 없습니다',
};

/** The texts of `diagnose trust-policy`. */
export function trustPolicyText(diagnosis: TrustPolicyDiagnosis, style: TableStyle): string {
  const { path, subject, outcome, callers, notes } = diagnosis;
  const { language } = style;
  const { names, roleArn } = subject;
  const judge = names.judge === 'aws' ? AWS_NAMES[language] : names.recipients.join(' ');
  const shown: Outcome =
    outcome.verdict === 'refused' ? outcome : { ...outcome, verdict: 'accepted' };
  const lines = [
    ...factLines(
      [
        [LABELS.file, path],
        [LABELS.role, roleArn],
        [LABELS.names, judge],
      ],
      style,
    ),
    ...section(
      HEADINGS.callers,
      callers.flatMap((caller) => callerLines(caller, style)),
      style,
    ),
    ...section(
      HEADINGS.notes,
      labelRows(
        notes.map(({ about, text }) => ['–', `${about}: ${text[language]}`]),
        style,
        '  ',
      ),
      style,
    ),
    '',
    checkTable(outcome.attempt, style),
    ...verdictLines(shown, ACCEPTED, style),
  ];
  return `${lines.join('\n')}\n`;
}

function callerLines({ kind, name, access }: Caller, style: TableStyle): string[] {
  const { language } = style;
  const [asked] = access;
  const isLetIn = asked?.outcome === 'allowed' || asked?.outcome === 'conditional';
  const mark = isLetIn ? 'passed' : 'skipped';
  const who = name === undefined ? kind[language] : `${name} (${kind[language]})`;
  const head = `${painted(MARKS[mark], mark, style)} ${visible(who)}`;
  const told = isLetIn ? access : [];
  return [
    head,
    ...labelRows(
      told.flatMap((each) => accessRows(each, style)),
      style,
      '    ',
    ),
  ];
}

function accessRows(
  { action, outcome, ifAny, unless }: Access,
  { language }: TableStyle,
): [string, string][] {
  const joined = (conditions: readonly ConditionElement[]) =>
    conditions.map(conditionText).join('; ');
  return [
    [action, OUTCOMES[outcome][language]],
    ...ifAny.map((conditions, index): [string, string] => {
      const word = index === 0 ? IF : OR;
      return ['', `${word[language]} ${joined(conditions)}`];
    }),
    ...unless.map((conditions): [string, string] => {
      return ['', `${UNLESS[language]} ${joined(conditions)}`];
    }),
  ];
}

function conditionText({ operator, key, values }: ConditionElement): string {
  return `${key} ${operator} ${values.join(' | ')}`;
}
