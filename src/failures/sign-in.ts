import type { FailureEntry } from './failure.ts';

const SIGN_IN = 'AWS Sign-In user guide; requirements R150–R162, R223';
const AFTER =
  'Gatehouse: the state of an account is told to those who have signed in only; R242, R244';
const PASSWORD_POLICY = 'IAM user guide, "Set an account password policy"; aws-facts H5';

/**
 * What everybody is told whose account, name or password is wrong. One text for all of them: the
 * page must not tell who exists.
 */
const INCORRECT = {
  error: 'AccessDenied',
  text: 'Your authentication information is incorrect. Please try again.',
} as const;

/** What keeps somebody from signing in with a password. */
export const signInFailures = {
  'SIGN-001': {
    message: 'no account has the ID or alias `{account}`',
    title: { en: 'The account exists', ko: '계정이 있음' },
    cause: {
      en: 'The account ID or alias on the page is of no account here: it was mistyped, or the alias was changed.',
      ko: '페이지에 입력한 계정 ID나 별칭을 가진 계정이 없습니다. 잘못 입력했거나 별칭이 변경되었습니다.',
    },
    fix: {
      en: 'Take the account from your sign-in URL: it stands before `.signin.` or after `account=`. Otherwise ask your administrator.',
      ko: '로그인 URL에서 계정을 확인하십시오. `.signin.` 앞이나 `account=` 뒤에 있습니다. 없으면 관리자에게 문의하십시오.',
    },
    actor: 'user',
    wire: INCORRECT,
    source: SIGN_IN,
  },
  'SIGN-002': {
    message: 'no account has a root user with the email address `{email}`',
    title: { en: 'The root user exists', ko: '루트 사용자가 있음' },
    cause: {
      en: 'The email address belongs to no account here. IAM users sign in on the other page, with account and user name.',
      ko: '이 이메일 주소를 사용하는 계정이 없습니다. IAM 사용자는 다른 페이지에서 계정과 사용자 이름으로 로그인합니다.',
    },
    fix: {
      en: 'Enter the email address that the account was made with, or choose IAM user.',
      ko: '계정을 만들 때 사용한 이메일 주소를 입력하거나 IAM 사용자를 선택하십시오.',
    },
    actor: 'user',
    wire: INCORRECT,
    source: SIGN_IN,
  },
  'SIGN-003': {
    message: 'account `{account}` has no IAM user `{userName}`',
    title: { en: 'The IAM user exists', ko: 'IAM 사용자가 있음' },
    cause: {
      en: 'The account has no IAM user of that name. Root users sign in with their email address, portal and federated users elsewhere.',
      ko: '이 계정에 해당 이름의 IAM 사용자가 없습니다. 루트 사용자는 이메일 주소로 로그인하며, 포털 사용자와 페더레이션 사용자는 다른 곳에서 로그인합니다.',
    },
    fix: {
      en: 'Check account and user name together; the same name may be of another account. An administrator can list the users with ListUsers.',
      ko: '계정과 사용자 이름을 함께 확인하십시오. 같은 이름이 다른 계정의 사용자일 수 있습니다. 관리자는 ListUsers로 사용자 목록을 볼 수 있습니다.',
    },
    actor: 'user',
    wire: INCORRECT,
    source: SIGN_IN,
  },
  'SIGN-004': {
    message: '`{arn}` has no password',
    title: { en: 'A password is set', ko: '암호가 설정되어 있음' },
    cause: {
      en: 'An IAM user has a password only after an administrator gave it one; the root user of a member account has one only after it was reset.',
      ko: 'IAM 사용자는 관리자가 암호를 지정해야 암호가 생깁니다. 멤버 계정의 루트 사용자는 암호를 재설정해야 암호가 생깁니다.',
    },
    fix: {
      en: 'Give the user a login profile (CreateLoginProfile); as root user choose "Forgot password?".',
      ko: '사용자에게 로그인 프로필을 만들어 주십시오(CreateLoginProfile). 루트 사용자는 "암호를 잊으셨나요?"를 선택하십시오.',
    },
    actor: 'administrator',
    wire: INCORRECT,
    source: SIGN_IN,
  },
  'SIGN-005': {
    message: 'the password of `{arn}` is another one',
    title: { en: 'The password is right', ko: '암호가 맞음' },
    cause: {
      en: 'The password was mistyped or has been changed since.',
      ko: '암호를 잘못 입력했거나 그사이에 암호가 변경되었습니다.',
    },
    fix: {
      en: 'Try again. The root user can choose "Forgot password?"; an IAM user asks the administrator for a new password.',
      ko: '다시 시도하십시오. 루트 사용자는 "암호를 잊으셨나요?"를 선택할 수 있으며, IAM 사용자는 관리자에게 새 암호를 요청해야 합니다.',
    },
    actor: 'user',
    wire: INCORRECT,
    source: SIGN_IN,
  },
  'SIGN-010': {
    message: 'account `{account}` is closed',
    title: { en: 'The account is not closed', ko: '계정이 해지되지 않음' },
    cause: {
      en: 'The account was closed, and nobody signs in to it.',
      ko: '계정이 해지되어 아무도 로그인할 수 없습니다.',
    },
    fix: {
      en: 'Ask the administrator of the organization or the operator of this server.',
      ko: '조직의 관리자나 이 서버의 운영자에게 문의하십시오.',
    },
    actor: 'operator',
    wire: { error: 'AccessDenied', text: 'This account is closed.' },
    source: AFTER,
  },
  'SIGN-011': {
    message: 'account `{account}` is suspended',
    title: { en: 'The account is not suspended', ko: '계정이 일시 중지되지 않음' },
    cause: {
      en: 'The account is suspended, and nobody signs in to it for the time being.',
      ko: '계정이 일시 중지되어 현재 아무도 로그인할 수 없습니다.',
    },
    fix: {
      en: 'Ask the administrator of the organization or the operator of this server to make the account active again.',
      ko: '조직의 관리자나 이 서버의 운영자에게 계정을 다시 활성화해 달라고 요청하십시오.',
    },
    actor: 'operator',
    wire: { error: 'AccessDenied', text: 'This account is suspended.' },
    source: AFTER,
  },
  'SIGN-012': {
    message:
      'the password of `{arn}` expired on {expiredAt} and the policy lets only an administrator replace it',
    title: { en: 'The password can still be used', ko: '암호를 아직 사용할 수 있음' },
    cause: {
      en: 'The password is older than the password policy of the account allows, and the policy has HardExpiry.',
      ko: '암호가 계정의 암호 정책이 허용하는 기간보다 오래되었으며, 정책에 HardExpiry가 설정되어 있습니다.',
    },
    fix: {
      en: 'An administrator sets a new password with UpdateLoginProfile.',
      ko: '관리자가 UpdateLoginProfile로 새 암호를 설정해야 합니다.',
    },
    actor: 'administrator',
    wire: {
      error: 'AccessDenied',
      text: 'Your password has expired. Only your administrator can reset it.',
    },
    source: PASSWORD_POLICY,
  },
  'SIGN-020': {
    message: '`{arn}` chose an MFA device that is not there any more',
    title: { en: 'The MFA device is registered', ko: 'MFA 디바이스가 등록되어 있음' },
    cause: {
      en: 'The device was deactivated between the password and its code.',
      ko: '암호를 입력한 뒤 코드를 입력하기 전에 디바이스가 비활성화되었습니다.',
    },
    fix: { en: 'Sign in from the beginning.', ko: '처음부터 다시 로그인하십시오.' },
    actor: 'user',
    wire: { error: 'AccessDenied', text: 'The multi-factor device could not be verified.' },
    source: 'AWS Sign-In user guide; requirements R156, R162',
  },
  'SIGN-025': {
    message: 'the new password of `{arn}` is not allowed: {problem}',
    title: { en: 'The new password is allowed', ko: '새 암호가 허용됨' },
    cause: {
      en: 'The new password does not fulfil the password policy of the account, or is the one that has to be replaced.',
      ko: '새 암호가 계정의 암호 정책에 맞지 않거나 교체해야 하는 암호와 같습니다.',
    },
    fix: {
      en: 'Choose a password that fulfils the rules on the page.',
      ko: '페이지에 표시된 규칙에 맞는 암호를 선택하십시오.',
    },
    actor: 'user',
    wire: { error: 'PasswordPolicyViolation', text: '{problem}' },
    source: PASSWORD_POLICY,
  },
  'SIGN-026': {
    message:
      'only the root user in a console session of its own changes its password here, not `{arn}`',
    title: { en: 'The root user is signed in itself', ko: '루트 사용자가 직접 로그인함' },
    cause: {
      en: 'gatehouse:ChangeRootPassword was called by somebody else, or with an access key or a session token.',
      ko: 'gatehouse:ChangeRootPassword를 루트 사용자가 아닌 사용자가 호출했거나, 액세스 키나 세션 토큰으로 호출했습니다.',
    },
    fix: {
      en: 'Sign in to the console as the root user. IAM users call iam:ChangePassword.',
      ko: '루트 사용자로 콘솔에 로그인하십시오. IAM 사용자는 iam:ChangePassword를 호출하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'AccessDenied',
      text: 'Only the root user who is signed in to the console can change its password.',
    },
    source: 'Gatehouse',
  },
  'SIGN-027': {
    message: 'the old password of `{arn}` is another one',
    title: { en: 'The old password is right', ko: '이전 암호가 맞음' },
    cause: {
      en: 'The old password was mistyped or has been changed since.',
      ko: '이전 암호를 잘못 입력했거나 그사이에 암호가 변경되었습니다.',
    },
    fix: {
      en: 'Enter the password that you signed in with.',
      ko: '로그인할 때 사용한 암호를 입력하십시오.',
    },
    actor: 'user',
    wire: { error: 'AccessDenied', text: 'The old password is incorrect.' },
    source: 'IAM API reference, ChangePassword (the same for IAM users)',
  },
  'SIGN-028': {
    message: 'the new password of `{arn}` is not allowed for a root user: {problem}',
    title: { en: 'The new root password is allowed', ko: '새 루트 암호가 허용됨' },
    cause: {
      en: 'The new password is the old one, the name or the address of the account, or too simple.',
      ko: '새 암호가 이전 암호, 계정 이름, 이메일 주소와 같거나 너무 단순합니다.',
    },
    fix: {
      en: 'Choose 8 to 128 characters with at least three of: uppercase letters, lowercase letters, numbers, symbols.',
      ko: '대문자, 소문자, 숫자, 기호 중 세 가지 이상을 포함하여 8~128자로 선택하십시오.',
    },
    actor: 'user',
    wire: { error: 'PasswordPolicyViolationException', text: '{problem}' },
    source: PASSWORD_POLICY,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
