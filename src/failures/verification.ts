import type { FailureEntry } from './failure.ts';

const CODES = 'requirements R125, R156, R233; RFC 6238, 5.2, for the bounded tries';
const TEXTS = 'Gatehouse, docs/guides/text-messages.md; requirements R125, R147';

/** One answer for every code that is not right: which check it was is nobody's business. */
const REFUSED = {
  error: 'InvalidVerificationCodeException',
  text: 'The verification code is incorrect or has expired. Request a new code and try again.',
} as const;

/** Failures of verification codes and of the phone numbers that they go to. */
export const verificationFailures = {
  'CODE-001': {
    message: 'no verification code is waiting for this use',
    title: { en: 'A code was sent and is not used', ko: '전송되고 아직 사용되지 않은 코드가 있음' },
    cause: {
      en: 'No code was sent for this, it was used already, or it expired long ago.',
      ko: '이 용도로 전송된 확인 코드가 없거나, 이미 사용되었거나, 만료된 지 오래되었습니다.',
    },
    fix: {
      en: 'Have a new code sent.',
      ko: '새 확인 코드를 요청하십시오.',
    },
    actor: 'user',
    wire: REFUSED,
    source: CODES,
  },
  'CODE-002': {
    message: 'the verification code expired at {end}',
    title: { en: 'The code is within its time', ko: '코드의 유효 기간이 지나지 않음' },
    cause: {
      en: 'The code was typed in after its time was over.',
      ko: '유효 기간이 지난 뒤에 확인 코드를 입력했습니다.',
    },
    fix: {
      en: 'Have a new code sent and type it in at once.',
      ko: '새 확인 코드를 요청하여 바로 입력하십시오.',
    },
    actor: 'user',
    wire: REFUSED,
    source: CODES,
  },
  'CODE-003': {
    message: 'the verification code was mistyped {most} times and is spent',
    title: { en: 'The code may still be tried', ko: '코드 입력 횟수가 남아 있음' },
    cause: {
      en: 'Too many wrong codes were typed in, so that even the right one is refused.',
      ko: '잘못된 코드를 너무 많이 입력하여 올바른 코드도 거부됩니다.',
    },
    fix: {
      en: 'Have a new code sent.',
      ko: '새 확인 코드를 요청하십시오.',
    },
    actor: 'user',
    wire: REFUSED,
    source: CODES,
  },
  'CODE-004': {
    message: 'the verification code is wrong; {left} more tries are left',
    title: { en: 'The code is the one that was sent', ko: '전송된 코드와 일치함' },
    cause: {
      en: 'The code was mistyped, or is one of an earlier message; only the newest counts.',
      ko: '코드를 잘못 입력했거나 이전 메시지의 코드입니다. 마지막으로 받은 코드만 사용할 수 있습니다.',
    },
    fix: {
      en: 'Type in the six digits of the newest message.',
      ko: '가장 최근에 받은 메시지의 여섯 자리 숫자를 입력하십시오.',
    },
    actor: 'user',
    wire: REFUSED,
    source: CODES,
  },
  'SMS-001': {
    message: 'text messages cannot be sent: no hook is configured',
    title: { en: 'Text messages can be sent', ko: '문자 메시지를 보낼 수 있음' },
    cause: {
      en: 'A phone number is verified by a text message, and this installation has no way to send one.',
      ko: '전화번호는 문자 메시지로 확인하는데, 이 설치 환경에는 문자 메시지를 보낼 방법이 없습니다.',
    },
    fix: {
      en: 'Set GATEHOUSE_SMS_HOOK and GATEHOUSE_SMS_SECRET, or use e-mail.',
      ko: 'GATEHOUSE_SMS_HOOK과 GATEHOUSE_SMS_SECRET을 설정하거나 이메일을 사용하십시오.',
    },
    actor: 'operator',
    wire: {
      error: 'ValidationError',
      text: 'Text messages are not configured for this installation.',
    },
    source: TEXTS,
  },
  'SMS-002': {
    message: 'account `{account}` has no verified phone number',
    title: { en: 'The phone number is verified', ko: '전화번호가 확인됨' },
    cause: {
      en: 'Codes can go by text message only to a number that was verified.',
      ko: '확인 코드는 확인된 전화번호로만 문자 메시지를 통해 보낼 수 있습니다.',
    },
    fix: {
      en: 'Verify a number with StartPhoneVerification and CompletePhoneVerification first.',
      ko: '먼저 StartPhoneVerification과 CompletePhoneVerification으로 전화번호를 확인하십시오.',
    },
    actor: 'user',
    wire: { error: 'ResourceNotFoundException', text: 'No verified phone number was found.' },
    source: TEXTS,
  },
  'SMS-003': {
    message: '`{principal}` is not the root user, whose contact this is',
    title: { en: 'The caller is the root user', ko: '호출자가 루트 사용자임' },
    cause: {
      en: "The phone number receives codes of the root user's sign-in, so that nobody else may read or change it.",
      ko: '이 전화번호로 루트 사용자의 로그인 코드가 전송되므로 다른 사람은 조회하거나 변경할 수 없습니다.',
    },
    fix: {
      en: 'Sign in as the root user of the account.',
      ko: '해당 계정의 루트 사용자로 로그인하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'AccessDenied',
      text: 'Only the root user of the account can perform this operation.',
    },
    source: TEXTS,
  },
  'SMS-004': {
    message: 'no verification of a phone number is under way',
    title: { en: 'A number waits for its code', ko: '확인 대기 중인 전화번호가 있음' },
    cause: {
      en: 'StartPhoneVerification was not called, or too long ago.',
      ko: 'StartPhoneVerification을 호출하지 않았거나 호출한 지 너무 오래되었습니다.',
    },
    fix: {
      en: 'Call StartPhoneVerification again and use the code of the new message.',
      ko: 'StartPhoneVerification을 다시 호출하고 새 메시지의 코드를 사용하십시오.',
    },
    actor: 'user',
    wire: REFUSED,
    source: TEXTS,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
