import { isoSeconds } from '../base/clock.ts';
import type { AttemptSummary, StoredAttempt } from '../domain/attempts/index.ts';
import type { AttemptKind, DecidingStatement } from '../failures/attempt.ts';
import { titleOf } from '../failures/explain.ts';
import type { Localized } from '../failures/failure.ts';
import { checkTable, MARKS, painted, type TableStyle } from './check-table.ts';
import { type LabelRow, labelRows } from './label-rows.ts';
import { visible, wrapped } from './plain-text.ts';
import type { AttemptsResult } from './services.ts';

/** The texts of `gatehouse attempts`. Everything that came from a request is made visible. */

const LABELS = {
  attempt: { en: 'attempt', ko: '시도 ID' },
  request: { en: 'request', ko: '요청 ID' },
  account: { en: 'account', ko: '계정' },
  time: { en: 'time', ko: '시각' },
  kind: { en: 'through', ko: '경로' },
  provider: { en: 'provider', ko: 'ID 제공업체' },
  subject: { en: 'subject', ko: '주체(subject)' },
  role: { en: 'role', ko: '역할' },
  from: { en: 'from', ko: '보낸 곳' },
  answered: { en: 'answered', ko: '응답한 오류' },
  decision: { en: 'decided by', ko: '결정한 정책 문' },
  body: { en: 'body', ko: '본문' },
} as const satisfies Readonly<Record<string, Localized>>;

const KINDS: Readonly<Record<AttemptKind, string>> = {
  'saml-api': 'AssumeRoleWithSAML',
  'saml-browser': 'POST /saml',
  'web-identity': 'AssumeRoleWithWebIdentity',
  'federation-endpoint': '/federation',
  'aws-login': 'aws login',
  'identity-center': 'aws sso login',
  'console-sign-in': 'POST /signin',
  'workforce-sign-in': 'GET /portal/{name}/sign-in',
  recovery: 'GET /signin/reset',
};

const NONE: Localized = { en: 'no attempts\n', ko: '시도 기록이 없습니다\n' };
const CAPTURED: Localized = {
  en: 'captured; --body prints it',
  ko: '캡처됨, --body로 출력할 수 있음',
};

/** Attempts, each in three lines at most: what came of it, who it was, and its ids. */
export function listText(attempts: readonly AttemptSummary[], style: TableStyle): string {
  if (attempts.length === 0) return NONE[style.language];
  return `${attempts.flatMap((attempt) => summaryLines(attempt, style)).join('\n')}\n`;
}

function summaryLines(attempt: AttemptSummary, style: TableStyle): string[] {
  const { time, code, provider, subject, roleArn, sourceAddress, requestId, account } = attempt;
  const head = [isoSeconds(time), markOf(attempt, style)];
  if (code === undefined) head.push(KINDS[attempt.kind] ?? attempt.kind);
  else head.push(code, titleOf(code, style.language));
  const who = [subject, provider, roleArn, sourceAddress].filter((part) => part !== undefined);
  const line = (text: string) => wrapped(text, style.columns - 4).map((part) => `    ${part}`);
  return [
    head.join(' '),
    ...line(who.map(visible).join('  ')),
    ...line(`${LABELS.request[style.language]} ${visible(requestId)}  ${account}`),
  ];
}

function markOf({ outcome }: AttemptSummary, style: TableStyle): string {
  const shown = outcome === 'succeeded' ? 'passed' : 'failed';
  return painted(MARKS[shown], shown, style);
}

/** One attempt: what is known of it, then the table of its checks. */
export function attemptText(attempt: StoredAttempt, style: TableStyle): string {
  const { answered, decision, facts } = attempt;
  const rows: LabelRow[] = [
    [LABELS.attempt[style.language], attempt.id],
    [LABELS.request[style.language], attempt.requestId],
    [LABELS.account[style.language], attempt.account],
    [LABELS.time[style.language], new Date(attempt.time).toISOString()],
    [LABELS.kind[style.language], KINDS[attempt.kind] ?? attempt.kind],
    [LABELS.provider[style.language], attempt.provider],
    [LABELS.subject[style.language], attempt.subject],
    [LABELS.role[style.language], attempt.roleArn],
    [LABELS.from[style.language], `${attempt.sourceAddress}  ${attempt.userAgent}`.trimEnd()],
    [LABELS.decision[style.language], decision && decisionText(decision)],
    [LABELS.answered[style.language], answered && `${answered.code}: ${answered.message}`],
    ...Object.entries(facts),
    [LABELS.body[style.language], attempt.bodyCaptured ? CAPTURED[style.language] : undefined],
  ];
  return `${labelRows(rows, style).join('\n')}\n\n${checkTable(attempt, style)}`;
}

function decisionText({ policyKind, policy, statement, sid, effect }: DecidingStatement): string {
  const named = sid === undefined ? `Statement[${statement}]` : `Statement[${statement}] ${sid}`;
  return `${effect}, ${policyKind} ${policy}, ${named}`;
}

/** Whether capture is on now, and until when. */
export function captureText(
  { account, capture }: NonNullable<AttemptsResult['captured']>,
  { language }: TableStyle,
): string {
  if (!capture) {
    return language === 'ko'
      ? `계정 ${account}: 캡처가 꺼져 있습니다\n`
      : `account ${account}: capture is off\n`;
  }
  const until = isoSeconds(capture.endsAt);
  return language === 'ko'
    ? `계정 ${account}: ${until}까지 캡처합니다\n`
    : `account ${account}: capture is on until ${until}\n`;
}
