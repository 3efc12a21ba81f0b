import type { FailureEntry } from './failure.ts';

const GUIDE = 'AWS Sign-In user guide, root user password reset (R234)';
const OWN = 'Gatehouse, docs/guides/recovery.md';

/** Failures of links, recoveries, changes of address and registrations. */
export const recoveryFailures = {
  'REC-001': {
    message: 'no such link was mailed',
    title: { en: 'The link was mailed by this server', ko: '이 서버가 메일로 보낸 링크임' },
    cause: {
      en: 'The link is incomplete, was changed on its way, or is of another server.',
      ko: '링크가 일부만 복사되었거나, 전달 과정에서 바뀌었거나, 다른 서버의 링크입니다.',
    },
    fix: {
      en: 'Open the whole link from the mail, or ask for a new one with "Forgot password?".',
      ko: '메일에 있는 링크 전체를 열거나, "암호를 잊으셨나요?"에서 새 링크를 요청하십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationError', text: 'This link cannot be used.' },
    source: GUIDE,
  },
  'REC-002': {
    message: 'the link was used, or the password was set since',
    title: { en: 'The link was not used yet', ko: '아직 사용하지 않은 링크임' },
    cause: {
      en: 'A link sets a password once. It also ends when the password is set in another way, or by another link.',
      ko: '링크로는 암호를 한 번만 설정할 수 있습니다. 다른 방법이나 다른 링크로 암호를 설정해도 이 링크는 사용할 수 없게 됩니다.',
    },
    fix: {
      en: 'Sign in with the new password, or ask for a new link.',
      ko: '새 암호로 로그인하거나 새 링크를 요청하십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationError', text: 'This link cannot be used.' },
    source: GUIDE,
  },
  'REC-003': {
    message: 'the link could be used until {end}',
    title: { en: 'The link has not expired', ko: '링크가 만료되지 않음' },
    cause: {
      en: 'A link can be used for one hour after it was asked for.',
      ko: '링크는 요청한 뒤 한 시간 동안만 사용할 수 있습니다.',
    },
    fix: { en: 'Ask for a new link.', ko: '새 링크를 요청하십시오.' },
    actor: 'user',
    wire: { error: 'ValidationError', text: 'This link cannot be used.' },
    source: GUIDE,
  },
  'REC-010': {
    message: 'no recovery without MFA device is under way for this link',
    title: { en: 'The recovery is under way', ko: '복구가 진행 중임' },
    cause: {
      en: 'The recovery was cancelled, was carried out, ended because somebody signed in with a device, or was begun anew, which gives it new links.',
      ko: '복구가 취소되었거나 이미 완료되었거나, 누군가 MFA 디바이스로 로그인하여 종료되었거나, 다시 시작되어 새 링크가 발급되었습니다.',
    },
    fix: {
      en: 'Take the link of the newest mail, or sign in and begin the recovery again.',
      ko: '가장 최근에 받은 메일의 링크를 사용하거나, 로그인하여 복구를 다시 시작하십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationError', text: 'This link cannot be used.' },
    source: OWN,
  },
  'REC-011': {
    message: 'the link of the recovery could be used until {end}',
    title: { en: 'The recovery has not expired', ko: '복구가 만료되지 않음' },
    cause: {
      en: 'The devices can be removed for one day after the wait is over.',
      ko: '대기 시간이 끝난 뒤 하루 동안만 디바이스를 제거할 수 있습니다.',
    },
    fix: {
      en: 'Sign in and begin the recovery again.',
      ko: '로그인하여 복구를 다시 시작하십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationError', text: 'This link cannot be used.' },
    source: OWN,
  },
  'REC-012': {
    message: 'the password of the root user is not right',
    title: { en: 'The password is right', ko: '암호가 올바름' },
    cause: {
      en: 'Removing the devices takes the password besides the link: the mailbox alone opens nothing.',
      ko: '디바이스를 제거하려면 링크와 함께 암호가 필요합니다. 메일함만으로는 아무것도 할 수 없습니다.',
    },
    fix: {
      en: 'Type the password of the root user; a forgotten one can be reset.',
      ko: '루트 사용자의 암호를 입력하십시오. 잊은 암호는 재설정할 수 있습니다.',
    },
    actor: 'user',
    wire: {
      error: 'AccessDenied',
      text: 'Your authentication information is incorrect. Please try again.',
    },
    source: OWN,
  },
  'REC-020': {
    message: 'no new address of the root user waits for its code',
    title: { en: 'A change of address is under way', ko: '주소 변경이 진행 중임' },
    cause: {
      en: 'The change was not begun, was carried out, or its half hour is over.',
      ko: '변경을 시작하지 않았거나, 이미 완료했거나, 30분이 지났습니다.',
    },
    fix: { en: 'Begin the change again.', ko: '변경을 다시 시작하십시오.' },
    actor: 'user',
    wire: { error: 'ValidationError', text: 'No change of the email address is in progress.' },
    source: OWN,
  },
  'REC-021': {
    message: 'the new address cannot be used: {reason}',
    title: { en: 'The new address can be used', ko: '새 주소를 사용할 수 있음' },
    cause: {
      en: 'The address is not one that mail can be sent to, or it was given to another account while its code was on the way.',
      ko: '메일을 보낼 수 없는 주소이거나, 코드를 기다리는 동안 다른 계정에 할당된 주소입니다.',
    },
    fix: { en: 'Begin again with another address.', ko: '다른 주소로 다시 시작하십시오.' },
    actor: 'user',
    wire: { error: 'ValidationError', text: 'The email address cannot be used.' },
    source: OWN,
  },
  'REC-022': {
    message: '`{principal}` is not the root user in a session of its own',
    title: { en: 'The root user changes its address', ko: '루트 사용자가 자신의 주소를 변경함' },
    cause: {
      en: 'Only the root user, signed in to the console, can change the address of the root user.',
      ko: '콘솔에 로그인한 루트 사용자만 루트 사용자의 이메일 주소를 변경할 수 있습니다.',
    },
    fix: {
      en: 'Sign in as the root user of the account.',
      ko: '계정의 루트 사용자로 로그인하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'AccessDenied',
      text: 'Only the root user can change its email address, in a console session.',
    },
    source: OWN,
  },
  'REG-001': {
    message: 'the account cannot be made: {reason}',
    title: { en: 'The account can be made', ko: '계정을 만들 수 있음' },
    cause: {
      en: 'The address was given to another account while its code was on the way.',
      ko: '코드를 기다리는 동안 다른 계정에 할당된 이메일 주소입니다.',
    },
    fix: {
      en: 'Sign in to the account of this address, or register with another one; an address with a plus sign counts as another (R243).',
      ko: '이 주소의 계정으로 로그인하거나 다른 주소로 등록하십시오. 더하기 기호가 붙은 주소는 다른 주소로 취급합니다.',
    },
    actor: 'user',
    wire: {
      error: 'EntityAlreadyExists',
      text: 'An account with this email address already exists.',
    },
    source: 'AWS Sign-In user guide (R241, R243)',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
