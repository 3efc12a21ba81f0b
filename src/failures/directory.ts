import type { FailureEntry } from './failure.ts';

const RULES = 'IAM Identity Center user guide, password requirements (aws-facts H7)';
const LINKS = 'IAM Identity Center user guide, invitations and password resets (R139, R247)';
const NOT_USABLE = { error: 'ValidationException', text: 'This link cannot be used.' };
const WEAK = 'PasswordPolicyViolationException';

/** Failures of workforce users' passwords, links and mails. */
export const directoryFailures = {
  'DIR-001': {
    message: 'the password has {length} characters',
    title: { en: 'The password has 8 to 64 characters', ko: '암호 길이가 8~64자임' },
    cause: {
      en: 'Passwords of workforce users have 8 to 64 characters.',
      ko: '포털 사용자의 암호는 8자 이상 64자 이하여야 합니다.',
    },
    fix: {
      en: 'Choose a password of 8 to 64 characters.',
      ko: '8자 이상 64자 이하의 암호를 입력하십시오.',
    },
    actor: 'user',
    wire: { error: WEAK, text: 'Password must have 8 to 64 characters.' },
    source: RULES,
  },
  'DIR-002': {
    message: 'the password has characters of {found} of four kinds',
    title: {
      en: 'The password has lower-case and upper-case letters, digits and symbols',
      ko: '암호에 소문자, 대문자, 숫자, 기호가 모두 있음',
    },
    cause: {
      en: 'A password has at least one character of each kind: a to z, A to Z, 0 to 9, and symbols such as ! or #.',
      ko: '암호에는 영문 소문자, 영문 대문자, 숫자, 기호(예: !, #)가 각각 하나 이상 있어야 합니다.',
    },
    fix: {
      en: 'Add a character of the kind that is missing.',
      ko: '빠진 종류의 문자를 추가하십시오.',
    },
    actor: 'user',
    wire: {
      error: WEAK,
      text: 'Password must have at least one lower-case letter, one upper-case letter, one digit and one symbol.',
    },
    source: RULES,
  },
  'DIR-003': {
    message: 'the password is one of the last three',
    title: {
      en: 'The password is none of the last three',
      ko: '최근에 사용한 암호 세 개와 다름',
    },
    cause: {
      en: 'None of the last three passwords can be chosen again.',
      ko: '최근에 사용한 암호 세 개는 다시 사용할 수 없습니다.',
    },
    fix: {
      en: 'Choose a password that was not used lately.',
      ko: '최근에 사용하지 않은 암호를 입력하십시오.',
    },
    actor: 'user',
    wire: { error: WEAK, text: 'Password must not be one of the last three passwords.' },
    source: RULES,
  },
  'DIR-010': {
    message: 'no such link is open for a workforce user',
    title: { en: 'The link is the newest one and unused', ko: '가장 최근에 받은 미사용 링크임' },
    cause: {
      en: 'The link is incomplete, was used already, was replaced by a newer one, or the password was set in another way since.',
      ko: '링크가 일부만 복사되었거나, 이미 사용되었거나, 더 최근의 링크로 바뀌었거나, 그 뒤에 다른 방법으로 암호가 설정되었습니다.',
    },
    fix: {
      en: 'Open the whole link of the newest mail, or ask for a new one.',
      ko: '가장 최근에 받은 메일의 링크 전체를 열거나 새 링크를 요청하십시오.',
    },
    actor: 'user',
    wire: NOT_USABLE,
    source: LINKS,
  },
  'DIR-011': {
    message: 'the link could be used until {end}',
    title: { en: 'The link has not expired', ko: '링크가 만료되지 않음' },
    cause: {
      en: 'An invitation can be used for seven days, a link that verifies an address for one day, and one that resets a password for an hour.',
      ko: '초대 링크는 7일, 이메일 주소 확인 링크는 하루, 암호 재설정 링크는 한 시간 동안 사용할 수 있습니다.',
    },
    fix: {
      en: 'Ask for a new link; a new invitation is sent by the administrator.',
      ko: '새 링크를 요청하십시오. 초대는 관리자가 다시 보낼 수 있습니다.',
    },
    actor: 'user',
    wire: NOT_USABLE,
    source: LINKS,
  },
  'DIR-012': {
    message: 'the link was sent to an address that the user has no more',
    title: {
      en: 'The link went to the address that the user has',
      ko: '사용자의 현재 이메일 주소로 보낸 링크임',
    },
    cause: {
      en: 'The e-mail address of the user was changed after the link was sent.',
      ko: '링크를 보낸 뒤에 사용자의 이메일 주소가 변경되었습니다.',
    },
    fix: {
      en: 'Ask for a new link, which goes to the new address.',
      ko: '새 링크를 요청하십시오. 새 이메일 주소로 전송됩니다.',
    },
    actor: 'user',
    wire: NOT_USABLE,
    source: LINKS,
  },
  'DIR-013': {
    message: 'the link is of a user who is disabled',
    title: { en: 'The user is enabled', ko: '사용자가 활성화되어 있음' },
    cause: {
      en: 'An administrator disabled the user after the link was sent.',
      ko: '링크를 보낸 뒤에 관리자가 사용자를 비활성화했습니다.',
    },
    fix: {
      en: 'Ask the administrator to enable the user.',
      ko: '관리자에게 사용자를 활성화해 달라고 요청하십시오.',
    },
    actor: 'administrator',
    wire: NOT_USABLE,
    source: LINKS,
  },
  'DIR-014': {
    message: 'the user `{userName}` has no e-mail address that mail can be sent to',
    title: { en: 'The user has an e-mail address', ko: '사용자에게 이메일 주소가 있음' },
    cause: {
      en: 'No e-mail address is registered for the user, or what is registered is none.',
      ko: '사용자에게 등록된 이메일 주소가 없거나, 등록된 값이 이메일 주소가 아닙니다.',
    },
    fix: {
      en: 'Register an e-mail address with UpdateUser, or hand over a one-time password.',
      ko: 'UpdateUser로 이메일 주소를 등록하거나 일회용 암호를 전달하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'ValidationException', text: 'The user has no e-mail address.' },
    source: LINKS,
  },
  'DIR-015': {
    message: 'the user `{userName}` has chosen a password already',
    title: {
      en: 'The user has not chosen a password yet',
      ko: '사용자가 아직 암호를 설정하지 않음',
    },
    cause: {
      en: 'An invitation lets somebody choose their first password.',
      ko: '초대는 처음 사용할 암호를 설정하게 하는 것입니다.',
    },
    fix: {
      en: 'Let the user take "Forgot password" at the portal, or hand over a one-time password.',
      ko: '사용자가 포털에서 "암호를 잊으셨나요?"를 이용하게 하거나 일회용 암호를 전달하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'ConflictException', text: 'The user has a password already.' },
    source: LINKS,
  },
  'DIR-016': {
    message: 'no further mail goes to {who} for now',
    title: { en: 'The mail is within the limits', ko: '메일이 전송 한도 이내임' },
    cause: {
      en: 'Only so many mails go to one address, and about one account, within an hour.',
      ko: '한 주소로, 그리고 한 계정에 대해 한 시간 동안 보낼 수 있는 메일 수에는 한도가 있습니다.',
    },
    fix: {
      en: 'Try again in an hour, or hand over a one-time password.',
      ko: '한 시간 뒤에 다시 시도하거나 일회용 암호를 전달하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'Throttling', text: 'Too many e-mails were sent. Try again later.' },
    source: 'Gatehouse, docs/guides/workforce-users.md',
  },
  'DIR-017': {
    message: 'the e-mail address of the user `{userName}` is verified already',
    title: { en: 'The e-mail address is not verified yet', ko: '이메일 주소가 아직 확인되지 않음' },
    cause: {
      en: 'Somebody who reads the mailbox has opened a link that was sent to it.',
      ko: '메일함의 주인이 해당 주소로 보낸 링크를 이미 열었습니다.',
    },
    fix: { en: 'Nothing has to be done.', ko: '추가로 할 일이 없습니다.' },
    actor: 'administrator',
    wire: { error: 'ConflictException', text: 'The e-mail address is verified already.' },
    source: LINKS,
  },
  'DIR-018': {
    message: 'the user `{userName}` is disabled',
    title: { en: 'The user may get mail', ko: '사용자가 메일을 받을 수 있음' },
    cause: {
      en: 'A disabled user cannot sign in, and no link of theirs can be used.',
      ko: '비활성화된 사용자는 로그인할 수 없으며, 받은 링크도 사용할 수 없습니다.',
    },
    fix: { en: 'Enable the user first.', ko: '먼저 사용자를 활성화하십시오.' },
    actor: 'administrator',
    wire: { error: 'ConflictException', text: 'The user is disabled.' },
    source: LINKS,
  },
  'DIR-020': {
    message: '`{resource}` is no identity store that the account of {principal} administers',
    title: {
      en: 'The account administers the identity store',
      ko: '계정이 자격 증명 스토어를 관리함',
    },
    cause: {
      en: 'There is no identity store of that id, or it belongs to another account for which the caller’s account is no delegated administrator.',
      ko: '해당 ID의 자격 증명 스토어가 없거나, 호출자의 계정이 위임된 관리자가 아닌 다른 계정의 스토어입니다.',
    },
    fix: {
      en: 'Take the id from ListInstances of sso-admin, and call with credentials of the account that owns the instance or of the delegated administrator.',
      ko: 'sso-admin의 ListInstances에서 ID를 확인하고, 인스턴스를 소유한 계정이나 위임된 관리자 계정의 자격 증명으로 호출하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'AccessDenied',
      text: 'User: {principal} is not authorized to perform: {action} on resource: {resource}',
    },
    source: 'aws-facts B7; IAM Identity Center, delegated administration',
  },
  'DIR-021': {
    message: '`{name}` is no MFA device of the user `{userName}`',
    title: { en: 'The user has the MFA device', ko: '사용자에게 해당 MFA 디바이스가 있음' },
    cause: {
      en: 'The device was removed meanwhile, or is of another user.',
      ko: '그사이에 디바이스가 제거되었거나 다른 사용자의 디바이스입니다.',
    },
    fix: {
      en: 'Take the serial number from ListWorkforceUserMFADevices.',
      ko: 'ListWorkforceUserMFADevices에서 일련 번호를 확인하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'ResourceNotFoundException', text: 'The user has no such MFA device.' },
    source: 'Gatehouse, docs/guides/workforce-users.md',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
