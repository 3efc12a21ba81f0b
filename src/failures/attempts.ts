import type { FailureEntry } from './failure.ts';

const OWN = 'Gatehouse, docs/guides/attempts.md';

/** Failures of looking for attempts and of what was captured with them. */
export const attemptFailures = {
  'ATT-001': {
    message: 'no attempt has the id or the request id `{id}`',
    title: { en: 'The attempt exists', ko: '시도 기록이 존재함' },
    cause: {
      en: 'No such attempt is kept in this account: the id is mistyped, the attempt belongs to another account, it is older than attempts are kept, or newer ones of the same source took its place.',
      ko: '이 계정에 해당 시도 기록이 없습니다. ID가 잘못 입력되었거나, 다른 계정의 시도이거나, 보관 기간이 지났거나, 같은 출처의 새로운 시도로 대체되었습니다.',
    },
    fix: {
      en: 'Take the request id from the answer or the page that was shown, and look in the account of the role that was asked for; attempts that name no account are in the management account.',
      ko: '응답이나 화면에 표시된 요청 ID를 확인하고, 요청한 역할이 속한 계정에서 찾으십시오. 계정을 알 수 없는 시도는 관리 계정에 있습니다.',
    },
    actor: 'user',
    wire: {
      error: 'ResourceNotFoundException',
      text: 'No attempt with the id or request id {id} was found in this account.',
    },
    source: OWN,
  },
  'ATT-002': {
    message: 'the next token is not one of this search',
    title: {
      en: 'The next token continues the same search',
      ko: '다음 토큰이 같은 검색을 이어 감',
    },
    cause: {
      en: 'The token was altered, or was given for a search with other filters.',
      ko: '토큰이 변경되었거나 다른 조건의 검색에서 받은 것입니다.',
    },
    fix: {
      en: 'Begin the search again without a token, and change nothing but the token from page to page.',
      ko: '토큰 없이 검색을 다시 시작하고, 페이지를 넘길 때는 토큰만 바꾸십시오.',
    },
    actor: 'user',
    wire: {
      error: 'InvalidNextTokenException',
      text: 'The next token is not valid, or was given for a search with other parameters.',
    },
    source: OWN,
  },
  'ATT-003': {
    message: 'an attempt is asked for by {given}',
    title: { en: 'An attempt is named in one way', ko: '시도를 한 가지 방법으로 지정함' },
    cause: {
      en: 'GetAttempt takes the id of an attempt or the id of its request, and just one of them.',
      ko: 'GetAttempt에는 시도 ID와 요청 ID 중 하나만 지정할 수 있습니다.',
    },
    fix: {
      en: 'Give either AttemptId or RequestId.',
      ko: 'AttemptId 또는 RequestId 중 하나만 지정하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'ValidationError',
      text: 'Exactly one of AttemptId and RequestId must be specified.',
    },
    source: OWN,
  },
  'ATT-004': {
    message: 'no body was captured with the attempt `{id}`',
    title: { en: 'The body was captured', ko: '본문이 캡처됨' },
    cause: {
      en: 'Bodies are kept only while capture is on in the account of the attempt, and for a shorter time than attempts are.',
      ko: '본문은 시도가 속한 계정에서 캡처가 켜져 있는 동안에만 저장되며, 시도 기록보다 짧게 보관됩니다.',
    },
    fix: {
      en: 'Turn capture on with StartCapture, let the sign-in be tried again, and read the body of the new attempt.',
      ko: 'StartCapture로 캡처를 켜고 로그인을 다시 시도하게 한 다음, 새로운 시도의 본문을 확인하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'ResourceNotFoundException',
      text: 'No body was captured with the attempt {id}.',
    },
    source: OWN,
  },
  'ATT-005': {
    message: 'the search begins at {from} and ends before it, at {to}',
    title: { en: 'The search ends after it begins', ko: '검색 종료 시각이 시작 시각보다 늦음' },
    cause: {
      en: 'StartTime is later than EndTime, so that no attempt can be between them.',
      ko: 'StartTime이 EndTime보다 늦어 그 사이에 해당하는 시도가 있을 수 없습니다.',
    },
    fix: {
      en: 'Exchange the two times, or leave one of them out.',
      ko: '두 시각을 서로 바꾸거나 하나를 생략하십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationError', text: 'StartTime must not be later than EndTime.' },
    source: OWN,
  },
  'ATT-006': {
    message: '`{account}` is no account of this installation',
    title: { en: 'The account exists', ko: '계정이 존재함' },
    cause: {
      en: 'A command named an account that this installation does not have.',
      ko: '명령에 이 설치에 없는 계정이 지정되었습니다.',
    },
    fix: {
      en: 'Give the twelve digits of an account of this installation, or leave --account out.',
      ko: '이 설치에 있는 계정의 12자리 ID를 지정하거나 --account를 생략하십시오.',
    },
    actor: 'operator',
    source: OWN,
  },
  'ATT-007': {
    message: 'nothing is kept in `{place}` yet',
    title: { en: 'There is a store to look into', ko: '조회할 스토어가 있음' },
    cause: {
      en: 'No server has started on this data folder or database, or the command was given another one.',
      ko: '이 데이터 폴더나 데이터베이스에서 서버가 시작된 적이 없거나, 명령에 다른 위치가 지정되었습니다.',
    },
    fix: {
      en: "Run the command where the server runs, with the server's GATEHOUSE_DATA (--data) or GATEHOUSE_DATABASE_URL.",
      ko: '서버가 실행되는 곳에서 서버와 같은 GATEHOUSE_DATA(--data) 또는 GATEHOUSE_DATABASE_URL로 명령을 실행하십시오.',
    },
    actor: 'operator',
    source: OWN,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
