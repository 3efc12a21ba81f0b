import type { NoticeDetails } from '../base/mail.ts';
import { momentOf, type Occasion } from './letter.ts';
import type { MailWords, TextWords } from './words.ts';

const NEVER_SHARE =
  '이 서비스의 담당자는 확인 코드를 묻지 않습니다. 다른 사람에게 알려 주지 마십시오.';
const NOT_YOU = '본인이 한 일이 아니라면 지금 루트 사용자 암호를 재설정하고 관리자에게 알리십시오.';
const IGNORE = '요청한 적이 없다면 이 메일을 무시하셔도 됩니다. 변경된 것은 없습니다.';

const days = (count: number) => Math.max(1, Math.floor(count / 1440));
const lasts = (count: number) => `확인 코드는 ${count}분 동안 유효하며 한 번만 사용할 수 있습니다.`;
const linkLasts = (count: number) => `링크는 ${count}분 동안 유효하며 한 번만 사용할 수 있습니다.`;

function facts(
  { account, at }: Occasion,
  { sourceAddress }: NoticeDetails,
  ...more: (readonly [string, string])[]
): (readonly [string, string])[] {
  return [['계정', account], ['시각', at], ['IP 주소', sourceAddress], ...more];
}

/** Every mail in Korean. */
export const mailWordsKo: MailWords = {
  'verification-code': ({ code, validMinutes }) => ({
    subject: '로그인 확인 코드',
    lead: ['루트 사용자 로그인을 완료하려면 다음 확인 코드를 입력하십시오.'],
    code,
    close: [
      lasts(validMinutes),
      NEVER_SHARE,
      '지금 로그인하고 있지 않다면 다른 사람이 암호를 알고 있는 것입니다. 암호를 변경하십시오.',
    ],
  }),
  'registration-code': ({ code, validMinutes }) => ({
    subject: '이메일 주소 확인',
    lead: ['계정 생성을 계속하려면 다음 확인 코드를 입력하십시오.'],
    code,
    close: [lasts(validMinutes), NEVER_SHARE, IGNORE],
  }),
  'password-reset': ({ path, validMinutes }) => ({
    subject: '루트 사용자 암호 재설정',
    lead: [
      '이 이메일 주소를 사용하는 계정의 루트 사용자 암호를 재설정해 달라는 요청이 있었습니다.',
    ],
    link: { label: '새 암호 설정', path },
    close: [linkLasts(validMinutes), IGNORE],
  }),
  'password-changed': (details, occasion) => ({
    subject: '루트 사용자 암호가 변경되었습니다',
    lead: ['계정의 루트 사용자 암호가 변경되었습니다. 이전 세션은 모두 종료되었습니다.'],
    facts: facts(occasion, details),
    close: [NOT_YOU],
  }),
  'mfa-recovery-started': (details, occasion) => ({
    subject: '분실한 MFA 디바이스의 복구가 시작되었습니다',
    lead: [
      '이 메일함을 읽을 수 있는 사람이 MFA 디바이스 없이 계정에 로그인하겠다고 요청했습니다.',
      `취소하지 않으면 ${momentOf(details.readyAt)}부터 복구를 완료할 수 있습니다.`,
    ],
    facts: facts(occasion, details),
    link: { label: '복구 취소', path: details.cancelPath },
    close: ['요청한 적이 없다면 복구를 취소하고 루트 사용자 암호를 변경하십시오.'],
  }),
  'mfa-recovery-ready': ({ path, validMinutes }) => ({
    subject: '분실한 MFA 디바이스의 복구를 완료하십시오',
    lead: ['대기 시간이 끝났습니다. 이제 루트 사용자의 분실한 MFA 디바이스를 제거할 수 있습니다.'],
    link: { label: '복구 계속하기', path },
    close: [
      linkLasts(validMinutes),
      '요청한 적이 없다면 링크를 열지 말고 루트 사용자 암호를 변경하십시오.',
    ],
  }),
  'mfa-removed': (details, occasion) => ({
    subject: '루트 사용자의 MFA가 제거되었습니다',
    lead: ['계정의 루트 사용자에서 MFA 디바이스가 제거되었습니다.'],
    facts: facts(occasion, details, ['디바이스', details.devices.join(', ')]),
    close: ['빠른 시일 안에 새 MFA 디바이스를 할당하십시오.', NOT_YOU],
  }),
  'root-email-change-code': ({ code, validMinutes }) => ({
    subject: '새 이메일 주소 확인',
    lead: ['이 주소를 루트 사용자의 이메일 주소로 사용하려면 다음 확인 코드를 입력하십시오.'],
    code,
    close: [lasts(validMinutes), NEVER_SHARE, IGNORE],
  }),
  'root-email-changed': (details, occasion) => ({
    subject: '루트 사용자의 이메일 주소가 변경되었습니다',
    lead: ['계정의 루트 사용자 이메일 주소가 변경되어, 이 주소는 더 이상 사용되지 않습니다.'],
    facts: facts(occasion, details, ['새 주소', details.newAddress]),
    close: ['본인이 한 일이 아니라면 즉시 이 서비스의 관리자에게 알리십시오.'],
  }),
  'new-device-sign-in': (details, occasion) => ({
    subject: '새로운 환경에서 계정에 로그인했습니다',
    lead: ['계정의 루트 사용자가 이전에 사용한 적이 없는 브라우저에서 로그인했습니다.'],
    facts: facts(occasion, details, ['브라우저', details.userAgent]),
    close: ['본인이 로그인했다면 아무것도 하지 않으셔도 됩니다.', NOT_YOU],
  }),
  'account-recovery-cancelled': (details, occasion) => ({
    subject: '계정 복구가 취소되었습니다',
    lead: ['루트 사용자의 분실한 MFA 디바이스 복구가 취소되었습니다. 제거된 디바이스는 없습니다.'],
    facts: facts(occasion, details),
    close: ['복구를 요청한 적이 없다면 루트 사용자 암호를 변경하십시오.'],
  }),
  'workforce-invitation': ({ path, validMinutes, userName, portalUrl }) => ({
    subject: '액세스 포털 초대',
    lead: [
      '관리자가 사용자를 만들었습니다. 암호를 설정하여 초대를 수락하면, 그다음부터 액세스 포털에서 로그인할 수 있습니다.',
    ],
    facts: [
      ['사용자 이름', userName],
      ['액세스 포털', portalUrl],
    ],
    link: { label: '초대 수락', path },
    close: [
      `링크는 ${days(validMinutes)}일 동안 유효하며 한 번만 사용할 수 있습니다.`,
      '예상하지 못한 메일이라면 무시하셔도 됩니다.',
    ],
  }),
  'workforce-password-reset': ({ path, validMinutes, userName }) => ({
    subject: '액세스 포털 암호 재설정',
    lead: ['액세스 포털 암호를 재설정해 달라는 요청이 있었습니다.'],
    facts: [['사용자 이름', userName]],
    link: { label: '새 암호 설정', path },
    close: [linkLasts(validMinutes), IGNORE],
  }),
  'workforce-email-verification': ({ path, validMinutes, userName }) => ({
    subject: '이메일 주소 확인',
    lead: ['액세스 포털에서 사용하는 본인의 이메일 주소인지 확인하려면 다음 링크를 여십시오.'],
    facts: [['사용자 이름', userName]],
    link: { label: '이메일 주소 확인', path },
    close: [
      `링크는 ${days(validMinutes)}일 동안 유효하며 한 번만 사용할 수 있습니다.`,
      '액세스 포털을 사용하지 않는다면 이 메일을 무시하셔도 됩니다.',
    ],
  }),
  'workforce-password-changed': ({ userName, ...details }, occasion) => ({
    subject: '액세스 포털 암호가 변경되었습니다',
    lead: ['액세스 포털 암호가 변경되었습니다. 이전 세션은 모두 종료되었습니다.'],
    facts: facts(occasion, details, ['사용자 이름', userName]),
    close: ['본인이 한 일이 아니라면 지금 암호를 재설정하고 관리자에게 알리십시오.'],
  }),
};

/** Every text message in Korean. */
export const textWordsKo: TextWords = {
  'verification-code': ({ code, validMinutes }) =>
    `로그인 확인 코드는 ${code}입니다. ${validMinutes}분 동안 유효합니다. 다른 사람에게 알려 주지 마십시오.`,
  'phone-verification-code': ({ code, validMinutes }) =>
    `전화번호 확인 코드는 ${code}입니다. ${validMinutes}분 동안 유효합니다.`,
};
