import type { FailureEntry } from './failure.ts';

const GUIDE = 'R246–R250; IAM Identity Center user guide, Signing in to the AWS access portal';

/** One text for everything about a user that must not be told apart from outside. */
const INCORRECT = {
  error: 'AccessDenied',
  text: 'The username or password is incorrect. Please try again.',
} as const;

/** Signing in at an access portal with the name and password of a directory's user. */
export const workforceFailures = {
  'SIGN-100': {
    message: 'the directory `{store}` has no user `{userName}`',
    title: { en: 'The user is in the directory', ko: '사용자가 디렉터리에 있음' },
    cause: {
      en: 'The username was mistyped, or the user was deleted, or belongs to the portal of another directory.',
      ko: '사용자 이름을 잘못 입력했거나, 사용자가 삭제되었거나, 다른 디렉터리의 포털 사용자입니다.',
    },
    fix: {
      en: 'Compare the username with the one in Identity Center → Users, and the portal address with the one in the invitation.',
      ko: '사용자 이름을 Identity Center → 사용자의 이름과 비교하고, 포털 주소를 초대 이메일의 주소와 비교하십시오.',
    },
    actor: 'user',
    wire: INCORRECT,
    source: GUIDE,
  },
  'SIGN-101': {
    message: 'the user `{userName}` is disabled',
    title: { en: 'The user is enabled', ko: '사용자가 활성화되어 있음' },
    cause: {
      en: 'An administrator disabled the user. Nobody signs in as a disabled user.',
      ko: '관리자가 사용자를 비활성화했습니다. 비활성화된 사용자로는 로그인할 수 없습니다.',
    },
    fix: {
      en: 'Enable the user in Identity Center → Users.',
      ko: 'Identity Center → 사용자에서 사용자를 활성화하십시오.',
    },
    actor: 'administrator',
    wire: INCORRECT,
    source: GUIDE,
  },
  'SIGN-102': {
    message: 'the user `{userName}` has no password',
    title: { en: 'The user has a password', ko: '사용자에게 암호가 있음' },
    cause: {
      en: 'The invitation has not been accepted yet, and no one-time password was made.',
      ko: '아직 초대를 수락하지 않았으며, 일회용 암호(OTP)도 만들지 않았습니다.',
    },
    fix: {
      en: 'Send the invitation again or make a one-time password in Identity Center → Users.',
      ko: 'Identity Center → 사용자에서 초대를 다시 보내거나 일회용 암호(OTP)를 만드십시오.',
    },
    actor: 'administrator',
    wire: INCORRECT,
    source: GUIDE,
  },
  'SIGN-103': {
    message: 'the password of the user `{userName}` is another one',
    title: { en: 'The password is right', ko: '암호가 맞음' },
    cause: {
      en: 'The password was mistyped or has been changed since.',
      ko: '암호를 잘못 입력했거나 그사이에 암호가 변경되었습니다.',
    },
    fix: {
      en: 'Try again, or choose "Forgot password?" on the page.',
      ko: '다시 시도하거나 페이지에서 "암호를 잊으셨나요?"를 선택하십시오.',
    },
    actor: 'user',
    wire: INCORRECT,
    source: GUIDE,
  },
  'SIGN-104': {
    message: 'the one-time password of the user `{userName}` expired at `{expiredAt}`',
    title: {
      en: 'The one-time password has not expired',
      ko: '일회용 암호(OTP)가 만료되지 않음',
    },
    cause: {
      en: 'A one-time password is valid for seven days.',
      ko: '일회용 암호(OTP)는 7일 동안 유효합니다.',
    },
    fix: {
      en: 'Make another one-time password in Identity Center → Users.',
      ko: 'Identity Center → 사용자에서 일회용 암호(OTP)를 다시 만드십시오.',
    },
    actor: 'administrator',
    wire: INCORRECT,
    source: GUIDE,
  },
  'SIGN-105': {
    message: 'the account `{account}` that owns the portal is {state}',
    title: { en: 'The portal’s account is active', ko: '포털의 계정이 활성 상태임' },
    cause: {
      en: 'The account that owns the instance of Identity Center was suspended or closed.',
      ko: 'Identity Center 인스턴스를 소유한 계정이 일시 중지되었거나 해지되었습니다.',
    },
    fix: {
      en: 'Reopen the account, or ask the operator of this server.',
      ko: '계정을 다시 열거나 이 서버의 운영자에게 문의하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'AccessDenied',
      text: 'This portal is not available for the time being. Ask the administrator of your organization.',
    },
    source: GUIDE,
  },
  'SIGN-106': {
    message: 'the new password of the user `{userName}` could not be kept',
    title: { en: 'The new password was kept', ko: '새 암호가 저장됨' },
    cause: {
      en: 'The password complies, but storing it failed: the storage of this server was not available.',
      ko: '암호는 규칙에 맞지만 저장하지 못했습니다. 이 서버의 스토리지를 사용할 수 없었습니다.',
    },
    fix: {
      en: 'Look for the event UpdatePassword in the event history, and for the request ID in the log of the server; then try again.',
      ko: '이벤트 기록에서 UpdatePassword 이벤트를, 서버 로그에서 요청 ID를 찾아 확인한 뒤 다시 시도하십시오.',
    },
    actor: 'operator',
    wire: { error: 'InternalFailure', text: 'An unknown error occurred' },
    source: 'R028; IAM Identity Center user guide, Troubleshooting',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
