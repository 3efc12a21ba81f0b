import type { FailureEntry } from './failure.ts';
import { verificationFailures } from './verification.ts';

const GUIDE = 'Gatehouse, docs/guides/mail.md';

/** Failures of sending mail, and of looking at what was sent. */
const deliveryFailures = {
  'MAIL-001': {
    message: 'mail server `{server}` cannot be used: {reason}',
    title: { en: 'The mail server can be used', ko: '메일 서버를 사용할 수 있음' },
    cause: {
      en: 'The settings of the mail server contradict each other, or would show a password or mails to whoever listens on the way.',
      ko: '메일 서버 설정이 서로 맞지 않거나, 전송 구간에서 암호나 메일 내용이 노출될 수 있습니다.',
    },
    fix: {
      en: 'Use smtps://, or smtp:// with a server that offers STARTTLS; GATEHOUSE_SMTP_STARTTLS=optional is for servers without a password only.',
      ko: 'smtps://를 사용하거나, STARTTLS를 제공하는 서버에 smtp://를 사용하십시오. GATEHOUSE_SMTP_STARTTLS=optional은 암호가 없는 서버에만 사용할 수 있습니다.',
    },
    actor: 'operator',
    source: GUIDE,
  },
  'MAIL-002': {
    message: 'the outbox folder `{path}` cannot be used: {reason}',
    title: { en: 'The outbox folder can be written', ko: '발신함 폴더에 쓸 수 있음' },
    cause: {
      en: 'Without a mail server mails are put into this folder, and it cannot be made or written.',
      ko: '메일 서버가 없으면 메일을 이 폴더에 저장하지만, 폴더를 만들거나 쓸 수 없습니다.',
    },
    fix: {
      en: 'Give the folder to the user that Gatehouse runs as, or set GATEHOUSE_SMTP_URL.',
      ko: '폴더의 소유자를 Gatehouse를 실행하는 사용자로 바꾸거나 GATEHOUSE_SMTP_URL을 설정하십시오.',
    },
    actor: 'operator',
    source: GUIDE,
  },
  'MAIL-003': {
    message: 'no message has the id `{id}`',
    title: { en: 'The message exists', ko: '메시지가 존재함' },
    cause: {
      en: 'The id is mistyped, or the message is older than messages are kept.',
      ko: 'ID가 잘못 입력되었거나 메시지의 보관 기간이 지났습니다.',
    },
    fix: {
      en: 'List the messages with `gatehouse mail` and take the id from there.',
      ko: '`gatehouse mail`로 메시지 목록을 확인하고 그 ID를 사용하십시오.',
    },
    actor: 'operator',
    source: GUIDE,
  },
  'MAIL-004': {
    message: 'message `{id}` of kind `{kind}` was not sent and is given up: {reason}',
    title: { en: 'The message can be delivered', ko: '메시지를 전달할 수 있음' },
    cause: {
      en: 'The server refused the message for good, or did not take it before its code or link expired.',
      ko: '서버가 메시지를 영구적으로 거부했거나, 확인 코드나 링크가 만료되기 전에 받아 주지 않았습니다.',
    },
    fix: {
      en: 'Read the reason, mend the settings or the address, and have the person ask for the message again.',
      ko: '원인을 확인하고 설정이나 주소를 고친 뒤, 해당 사용자가 메시지를 다시 요청하게 하십시오.',
    },
    actor: 'operator',
    source: GUIDE,
  },
  'MAIL-005': {
    message: 'message `{id}` of kind `{kind}` was not sent yet and is tried again: {reason}',
    title: { en: 'The server takes messages', ko: '서버가 메시지를 받음' },
    cause: {
      en: 'The mail server or the text message hook could not be reached, or asked to be tried later.',
      ko: '메일 서버나 문자 메시지 훅에 연결할 수 없거나, 나중에 다시 시도하라는 응답을 받았습니다.',
    },
    fix: {
      en: 'Nothing has to be done if it passes; otherwise see whether the server runs and can be reached from here.',
      ko: '일시적인 문제라면 조치가 필요 없습니다. 계속되면 서버가 실행 중이고 이곳에서 연결할 수 있는지 확인하십시오.',
    },
    actor: 'operator',
    source: GUIDE,
  },
  'MAIL-006': {
    message: 'the sealed content of message `{id}` does not open',
    title: { en: 'The content of the message opens', ko: '메시지 내용을 열 수 있음' },
    cause: {
      en: 'The row was altered, or the key that sealed it has been retired.',
      ko: '행이 변경되었거나 내용을 봉인한 키가 폐기되었습니다.',
    },
    fix: {
      en: 'Have the person ask for the message again.',
      ko: '해당 사용자가 메시지를 다시 요청하게 하십시오.',
    },
    actor: 'operator',
    source: GUIDE,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;

/** Failures of messages to people, of the codes in them, and of text messages. */
export const mailFailures = {
  ...deliveryFailures,
  ...verificationFailures,
} as const;
