import type { FailureEntry } from './failure.ts';

const OWN = 'Gatehouse; requirements of a sign-in that can be neither guessed nor blocked';
/** One text for every wait: why somebody waits says something about other people's tries. */
const TOO_MANY = {
  error: 'Throttling',
  text: 'Too many sign-in attempts. Try again in {seconds} seconds.',
} as const;
/** One text for every answer that has to be given again for reasons that a person did not cause. */
const CHECK_AGAIN = {
  error: 'AccessDenied',
  text: 'The security check was not completed. Try again.',
} as const;
const WAIT_FIX = {
  en: 'Wait and try again. In a browser that the person signed in on before, failures of others do not count.',
  ko: '기다렸다가 다시 시도하십시오. 그 사용자가 이전에 로그인한 브라우저에서는 다른 사람의 실패가 계산되지 않습니다.',
} as const;
const AGAIN_FIX = {
  en: 'Do the security check on the page that is shown now.',
  ko: '지금 표시된 페이지의 보안 검사를 진행하십시오.',
} as const;

/** Waits after failed tries to sign in, and the security check. */
export const challengeFailures = {
  'SIGN-050': {
    message:
      'the person failed {failures} times in a browser that they know; the next try is taken in {seconds} seconds',
    title: {
      en: 'The known browser has no wait left',
      ko: '알려진 브라우저에 남은 대기 시간이 없음',
    },
    cause: {
      en: 'In a browser that this person signed in on before, too many tries failed one after the other.',
      ko: '이 사용자가 이전에 로그인한 브라우저에서 시도가 연속으로 너무 많이 실패했습니다.',
    },
    fix: {
      en: 'Wait and try again, or have the password reset.',
      ko: '기다렸다가 다시 시도하거나 암호를 재설정하십시오.',
    },
    actor: 'user',
    wire: TOO_MANY,
    source: OWN,
  },
  'SIGN-051': {
    message:
      'tries for the person from this address failed {failures} times; the next one is taken in {seconds} seconds',
    title: {
      en: 'The person has no wait left at this address',
      ko: '이 주소에서 해당 사용자에게 남은 대기 시간이 없음',
    },
    cause: {
      en: 'From this address, too many tries for the same person failed.',
      ko: '이 주소에서 같은 사용자에 대한 시도가 너무 많이 실패했습니다.',
    },
    fix: WAIT_FIX,
    actor: 'user',
    wire: TOO_MANY,
    source: OWN,
  },
  'SIGN-052': {
    message:
      'tries for the person from all addresses failed {failures} times; the next one is taken in {seconds} seconds',
    title: {
      en: 'The person has no wait left in new browsers',
      ko: '새 브라우저에서 해당 사용자에게 남은 대기 시간이 없음',
    },
    cause: {
      en: 'Too many tries for the same person failed in browsers that they had not signed in on before, possibly those of strangers.',
      ko: '그 사용자가 이전에 로그인하지 않은 브라우저에서 시도가 너무 많이 실패했습니다. 다른 사람의 시도일 수 있습니다.',
    },
    fix: WAIT_FIX,
    actor: 'user',
    wire: TOO_MANY,
    source: OWN,
  },
  'SIGN-053': {
    message:
      'tries from the address failed {failures} times; the next one is taken in {seconds} seconds',
    title: { en: 'The address has no wait left', ko: '주소에 남은 대기 시간이 없음' },
    cause: {
      en: 'From this address, too many tries failed, whichever person they were for.',
      ko: '대상 사용자와 관계없이 이 주소에서 시도가 너무 많이 실패했습니다.',
    },
    fix: WAIT_FIX,
    actor: 'user',
    wire: TOO_MANY,
    source: OWN,
  },
  'SIGN-054': {
    message:
      'tries for people of the account failed {failures} times; the next one is taken in {seconds} seconds',
    title: {
      en: 'The account has no wait left in new browsers',
      ko: '새 브라우저에서 계정에 남은 대기 시간이 없음',
    },
    cause: {
      en: 'Within an hour, very many tries for people of the same account failed in browsers that were new to them.',
      ko: '한 시간 안에 같은 계정의 여러 사용자에 대한 시도가 새 브라우저에서 매우 많이 실패했습니다.',
    },
    fix: WAIT_FIX,
    actor: 'user',
    wire: TOO_MANY,
    source: OWN,
  },
  'SIGN-055': {
    message:
      'second factors of the person failed {failures} times; the next try is taken in {seconds} seconds',
    title: {
      en: 'The second factor has no wait left',
      ko: '두 번째 인증 요소에 남은 대기 시간이 없음',
    },
    cause: {
      en: 'After the right password, too many codes or keys were wrong.',
      ko: '올바른 암호를 입력한 뒤 코드나 키가 너무 많이 틀렸습니다.',
    },
    fix: {
      en: 'Wait and try again with the next code; if somebody else may know the password, change it.',
      ko: '기다렸다가 다음 코드로 다시 시도하십시오. 다른 사람이 암호를 알 수 있다면 암호를 변경하십시오.',
    },
    actor: 'user',
    wire: TOO_MANY,
    source: OWN,
  },
  'SIGN-060': {
    message: 'the form has no security check or no answer to it',
    title: { en: 'The security check has an answer', ko: '보안 검사에 대한 답이 있음' },
    cause: {
      en: 'The form came without the security check or without an answer to it.',
      ko: '양식에 보안 검사나 그에 대한 답이 없습니다.',
    },
    fix: {
      en: 'Let the check run to its end, or type the characters of the picture.',
      ko: '검사가 끝날 때까지 기다리거나 그림의 문자를 입력하십시오.',
    },
    actor: 'user',
    wire: CHECK_AGAIN,
    source: OWN,
  },
  'SIGN-061': {
    message: 'the security check was not made by this installation, or its key is retired',
    title: { en: 'The security check is ours', ko: '보안 검사가 이 서버에서 만든 것임' },
    cause: {
      en: 'The seal of the security check does not open: it was altered or made elsewhere.',
      ko: '보안 검사의 봉인이 열리지 않습니다. 변경되었거나 다른 곳에서 만들어졌습니다.',
    },
    fix: AGAIN_FIX,
    actor: 'user',
    wire: CHECK_AGAIN,
    source: OWN,
  },
  'SIGN-062': {
    message: 'the security check belongs to another sign-in or another browser',
    title: {
      en: 'The security check is of this sign-in',
      ko: '보안 검사가 이 로그인에 속함',
    },
    cause: {
      en: 'The security check was given to another sign-in or to another browser.',
      ko: '다른 로그인이나 다른 브라우저에 제공된 보안 검사입니다.',
    },
    fix: AGAIN_FIX,
    actor: 'user',
    wire: CHECK_AGAIN,
    source: OWN,
  },
  'SIGN-063': {
    message: 'the security check expired at {expired}',
    title: { en: 'The security check is fresh', ko: '보안 검사가 유효 기간 안에 있음' },
    cause: {
      en: 'The page with the security check was open for too long.',
      ko: '보안 검사 페이지가 너무 오래 열려 있었습니다.',
    },
    fix: AGAIN_FIX,
    actor: 'user',
    wire: CHECK_AGAIN,
    source: OWN,
  },
  'SIGN-064': {
    message: 'the security check was answered before',
    title: { en: 'The security check is unused', ko: '보안 검사가 사용되지 않음' },
    cause: {
      en: 'Each security check takes one answer, right or wrong, on whichever node.',
      ko: '보안 검사는 맞든 틀리든 모든 노드를 통틀어 한 번만 답할 수 있습니다.',
    },
    fix: AGAIN_FIX,
    actor: 'user',
    wire: CHECK_AGAIN,
    source: OWN,
  },
  'SIGN-065': {
    message: 'the security check takes no answer of the kind `{kind}`',
    title: {
      en: 'The answer is of a kind that is taken',
      ko: '허용되는 종류의 답임',
    },
    cause: {
      en: 'The answer is computed, and the operator asks for the characters of a picture.',
      ko: '계산된 답이지만 운영자는 그림의 문자를 요구합니다.',
    },
    fix: {
      en: 'Type the characters of the picture or of the sound.',
      ko: '그림이나 소리의 문자를 입력하십시오.',
    },
    actor: 'user',
    wire: CHECK_AGAIN,
    source: OWN,
  },
  'SIGN-066': {
    message: 'the work of the security check is not done: {done} of {parts} parts fit',
    title: { en: 'The work is done', ko: '작업이 완료됨' },
    cause: {
      en: 'The numbers that came do not fit the security check.',
      ko: '전송된 숫자가 보안 검사에 맞지 않습니다.',
    },
    fix: AGAIN_FIX,
    actor: 'user',
    wire: CHECK_AGAIN,
    source: OWN,
  },
  'SIGN-067': {
    message: 'the characters are not those of the picture',
    title: { en: 'The characters fit', ko: '문자가 일치함' },
    cause: {
      en: 'What was typed differs from the characters of the picture and the sound.',
      ko: '입력한 문자가 그림과 소리의 문자와 다릅니다.',
    },
    fix: {
      en: 'Type the characters of the new picture, without spaces; small and capital letters are the same.',
      ko: '새 그림의 문자를 공백 없이 입력하십시오. 대소문자는 구분하지 않습니다.',
    },
    actor: 'user',
    wire: {
      error: 'AccessDenied',
      text: 'The characters do not match the image. Type the characters of the new image.',
    },
    source: 'AWS Sign-In user guide, "Troubleshooting"; R153, R154',
  },
  'SIGN-068': {
    message: 'the address answers more pictures than its rate allows',
    title: { en: 'The address answers few pictures', ko: '주소가 그림에 답하는 횟수가 적음' },
    cause: {
      en: 'From this address, very many answers to pictures or recordings were typed within a short time.',
      ko: '이 주소에서 짧은 시간에 그림이나 녹음에 대한 답이 매우 많이 입력되었습니다.',
    },
    fix: {
      en: 'Wait some seconds and answer the picture that is shown then.',
      ko: '몇 초 기다린 뒤 그때 표시되는 그림에 답하십시오.',
    },
    actor: 'user',
    wire: CHECK_AGAIN,
    source: OWN,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
