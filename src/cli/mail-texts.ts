import { isoSeconds } from '../base/clock.ts';
import type { MessageSummary } from '../domain/mail/index.ts';
import type { Localized } from '../failures/failure.ts';
import type { TableStyle } from './check-table.ts';
import { labelRows } from './label-rows.ts';
import { visible, wrapped } from './plain-text.ts';
import type { MailResult } from './services.ts';

/** The texts of `gatehouse mail`. Addresses and what servers answered are made visible. */

const LABELS = {
  message: { en: 'message', ko: '메시지 ID' },
  account: { en: 'account', ko: '계정' },
  kind: { en: 'kind', ko: '종류' },
  to: { en: 'to', ko: '받는 사람' },
  from: { en: 'from', ko: '보낸 사람' },
  subject: { en: 'subject', ko: '제목' },
  state: { en: 'state', ko: '상태' },
  queued: { en: 'queued', ko: '등록 시각' },
  settled: { en: 'settled', ko: '완료 시각' },
  due: { en: 'next try', ko: '다음 시도' },
  tries: { en: 'tries', ko: '시도 횟수' },
  problem: { en: 'problem', ko: '문제' },
} as const satisfies Readonly<Record<string, Localized>>;

const STATES: Readonly<Record<MessageSummary['state'], Localized>> = {
  waiting: { en: 'waiting', ko: '대기 중' },
  sent: { en: 'sent', ko: '전송됨' },
  failed: { en: 'failed', ko: '실패' },
  discarded: { en: 'discarded', ko: '폐기됨' },
};

const NONE: Localized = { en: 'no messages', ko: '메시지가 없습니다' };
const GONE: Localized = {
  en: 'Its text is not here: it went to the server, or another node or nobody keeps it any more.',
  ko: '메시지 본문이 여기에 없습니다. 서버로 전송되었거나, 다른 노드에 있거나, 더 이상 보관되지 않습니다.',
};
const FOLDER: Localized = { en: 'mails lie in', ko: '메일 폴더:' };

/** Messages, each in two lines or three, and where mails lie. */
export function listText({ messages = [], folder }: MailResult, style: TableStyle): string {
  const lines = messages.flatMap((message) => summaryLines(message, style));
  if (lines.length === 0) lines.push(NONE[style.language]);
  if (folder !== undefined) lines.push(`${FOLDER[style.language]} ${visible(folder)}`);
  return `${lines.join('\n')}\n`;
}

function summaryLines(message: MessageSummary, { language, columns }: TableStyle): string[] {
  const { id, queuedAt, state, kind, to = '?', problem } = message;
  return [
    `${isoSeconds(queuedAt)} ${STATES[state][language]}  ${visible(kind)}  ${visible(to)}`,
    `    ${visible(id)}`,
    ...(problem === undefined
      ? []
      : wrapped(visible(problem), columns - 4).map((part) => `    ${part}`)),
  ];
}

/** A line of a mail as it stands, but for what could move the cursor. */
function textLine(line: string): string {
  const rest = line.trim();
  return `${' '.repeat(line.length - line.trimStart().length)}${visible(rest)}`;
}

/** One message: what is known of it, then its text. */
export function mailText({ message, mail }: MailResult, style: TableStyle): string {
  if (!message) return '';
  const { language } = style;
  const time = (at: number | undefined) => (at === undefined ? undefined : isoSeconds(at));
  const rows = labelRows(
    [
      [LABELS.message[language], message.id],
      [LABELS.account[language], message.account],
      [LABELS.kind[language], message.kind],
      [LABELS.from[language], mail?.from],
      [LABELS.to[language], message.to],
      [LABELS.subject[language], mail?.subject],
      [LABELS.state[language], STATES[message.state][language]],
      [LABELS.queued[language], time(message.queuedAt)],
      [LABELS.settled[language], time(message.settledAt)],
      [LABELS.due[language], time(message.dueAt)],
      [LABELS.tries[language], String(message.tries)],
      [LABELS.problem[language], message.problem],
    ],
    style,
  );
  const text = mail ? mail.text.split('\n').map(textLine) : [GONE[language]];
  return `${[...rows, '', ...text].join('\n')}\n`;
}
