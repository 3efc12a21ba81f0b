import type { FailureEntry } from './failure.ts';

/** Failures of the portal API and of role sessions of people of a workforce. */
export const ssoPortalFailures = {
  'SSO-001': {
    message: 'the request has no access token',
    title: { en: 'The request has an access token', ko: '요청에 액세스 토큰이 있음' },
    cause: {
      en: 'The header x-amz-sso_bearer_token is missing or empty.',
      ko: 'x-amz-sso_bearer_token 헤더가 없거나 비어 있습니다.',
    },
    fix: { en: 'Sign in again: aws sso login.', ko: '다시 로그인하십시오: aws sso login.' },
    actor: 'partner',
    wire: { error: 'UnauthorizedException', text: 'Session token not found or invalid' },
    source: 'aws-facts E2',
  },
  'SSO-002': {
    message: 'the access token was not made by this installation',
    title: {
      en: 'The access token is of this installation',
      ko: '액세스 토큰이 이 설치에서 발급됨',
    },
    cause: {
      en: 'The token was altered, cut off, or issued by another server.',
      ko: '토큰이 변경되었거나 잘렸거나 다른 서버에서 발급되었습니다.',
    },
    fix: { en: 'Sign in again: aws sso login.', ko: '다시 로그인하십시오: aws sso login.' },
    actor: 'user',
    wire: { error: 'UnauthorizedException', text: 'Session token not found or invalid' },
    source: 'aws-facts E2',
  },
  'SSO-003': {
    message: 'the access token expired at {expiresAt}',
    title: { en: 'The access token is in time', ko: '액세스 토큰이 유효 기간 안에 있음' },
    cause: {
      en: 'Access tokens last an hour where they can be refreshed, and as long as the portal session otherwise.',
      ko: '액세스 토큰은 갱신할 수 있으면 한 시간, 그렇지 않으면 포털 세션 동안 유효합니다.',
    },
    fix: { en: 'Sign in again: aws sso login.', ko: '다시 로그인하십시오: aws sso login.' },
    actor: 'user',
    wire: { error: 'UnauthorizedException', text: 'Session token not found or invalid' },
    source: 'aws-facts E2',
  },
  'SSO-004': {
    message: 'the session `{sessionId}` was ended',
    title: { en: 'The session goes on', ko: '세션이 계속됨' },
    cause: {
      en: 'The user signed out, an administrator ended the session, or the password was changed.',
      ko: '사용자가 로그아웃했거나 관리자가 세션을 종료했거나 암호가 변경되었습니다.',
    },
    fix: { en: 'Sign in again: aws sso login.', ko: '다시 로그인하십시오: aws sso login.' },
    actor: 'user',
    wire: { error: 'UnauthorizedException', text: 'Session token not found or invalid' },
    source: 'R061, R062',
  },
  'SSO-005': {
    message: 'the workforce user `{userId}` is disabled or gone',
    title: { en: 'The workforce user is enabled', ko: '직원 사용자가 활성화되어 있음' },
    cause: {
      en: 'An administrator has disabled or deleted the user.',
      ko: '관리자가 사용자를 비활성화하거나 삭제했습니다.',
    },
    fix: {
      en: 'Enable the user in IAM Identity Center.',
      ko: 'IAM Identity Center에서 사용자를 활성화하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'UnauthorizedException', text: 'Session token not found or invalid' },
    source: 'aws-facts E3',
  },
  'SSO-006': {
    message: 'the access token is for `{scopes}`',
    title: { en: 'The access token is for accounts', ko: '액세스 토큰이 계정에 대한 것임' },
    cause: {
      en: 'The token was issued for other scopes than sso:account:access.',
      ko: '토큰이 sso:account:access가 아닌 다른 범위로 발급되었습니다.',
    },
    fix: {
      en: 'Put sso_registration_scopes = sso:account:access into the sso-session.',
      ko: 'sso-session에 sso_registration_scopes = sso:account:access를 넣으십시오.',
    },
    actor: 'user',
    wire: { error: 'ForbiddenException', text: 'No access' },
    source: 'aws-facts E2',
  },
  'SSO-010': {
    message: 'account {account} is unknown or not active',
    title: { en: 'The account is active', ko: '계정이 활성 상태임' },
    cause: {
      en: 'The account is suspended or closed, or there is none with this id.',
      ko: '계정이 일시 중단되었거나 닫혔거나 이 ID의 계정이 없습니다.',
    },
    fix: {
      en: 'Reopen the account, or correct its id in the profile.',
      ko: '계정을 다시 열거나 프로필의 계정 ID를 수정하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'ForbiddenException', text: 'No access' },
    source: 'aws-facts E2',
  },
  'SSO-011': {
    message: 'the user `{userName}` is not assigned `{roleName}` in account {account}',
    title: {
      en: 'The user is assigned the permission set in the account',
      ko: '사용자에게 계정의 권한 세트가 할당됨',
    },
    cause: {
      en: 'No assignment of the user or of one of its groups gives this permission set in this account: it was deleted, its role is still being made, or it is of a group of the same name that does not exist any more.',
      ko: '사용자 또는 사용자 그룹의 할당 중 이 계정에서 이 권한 세트를 부여하는 것이 없습니다. 할당이 삭제되었거나 역할이 아직 만들어지는 중이거나, 이제 없는 같은 이름의 그룹에 할당되어 있습니다.',
    },
    fix: {
      en: 'Assign the permission set in IAM Identity Center, or correct sso_account_id and sso_role_name in the profile.',
      ko: 'IAM Identity Center에서 권한 세트를 할당하거나 프로필의 sso_account_id와 sso_role_name을 수정하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'ForbiddenException', text: 'No access' },
    source: 'aws-facts E2',
  },
  'SSO-012': {
    message: 'the permission set `{roleName}` has no role in account {account}',
    title: {
      en: 'The permission set has a role in the account',
      ko: '계정에 권한 세트의 역할이 있음',
    },
    cause: {
      en: 'The role is still being made, or was removed.',
      ko: '역할이 아직 만들어지는 중이거나 제거되었습니다.',
    },
    fix: { en: 'Provision the permission set again.', ko: '권한 세트를 다시 프로비저닝하십시오.' },
    actor: 'administrator',
    wire: { error: 'ForbiddenException', text: 'No access' },
    source: 'aws-facts E4',
  },
  'SSO-013': {
    message: 'the trust policy of `{role}` does not allow `{action}`',
    title: {
      en: 'The trust policy of the role allows the session',
      ko: '역할의 신뢰 정책이 세션을 허용함',
    },
    cause: {
      en: "The role's trust policy was made without what the session needs, such as sts:TagSession for attributes for access control.",
      ko: '역할의 신뢰 정책에 액세스 제어를 위한 속성에 필요한 sts:TagSession처럼 세션에 필요한 것이 없습니다.',
    },
    fix: {
      en: 'Provision the permission set again, which writes the trust policy anew.',
      ko: '권한 세트를 다시 프로비저닝하십시오. 신뢰 정책이 새로 작성됩니다.',
    },
    actor: 'administrator',
    wire: { error: 'ForbiddenException', text: 'No access' },
    source: 'aws-facts E4',
  },
  'SSO-014': {
    message: '{problem}',
    title: { en: 'The session tags have room in the session', ko: '세션 태그가 세션에 들어감' },
    cause: {
      en: 'Attributes for access control with long values take more room than a session has.',
      ko: '액세스 제어를 위한 속성의 값이 길어 세션에 들어가지 않습니다.',
    },
    fix: {
      en: 'Use fewer attributes or shorter values.',
      ko: '속성을 줄이거나 값을 짧게 하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidRequestException', text: '{problem}' },
    source: 'aws-facts B6',
  },
  'SSO-015': {
    message: 'the next token is not one of this listing',
    title: { en: 'The next token is of this listing', ko: '다음 토큰이 이 목록의 것임' },
    cause: {
      en: 'The token was altered or is of another listing.',
      ko: '토큰이 변경되었거나 다른 목록의 것입니다.',
    },
    fix: {
      en: 'Begin the listing anew without a token.',
      ko: '토큰 없이 목록을 처음부터 가져오십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidRequestException', text: 'Invalid next token provided' },
    source: 'aws-facts E2',
  },
  'SSO-016': {
    message: 'the attribute `{key}` cannot be a session tag',
    title: {
      en: 'The attributes for access control can be session tags',
      ko: '액세스 제어를 위한 속성을 세션 태그로 쓸 수 있음',
    },
    cause: {
      en: "The user's value of the attribute is longer than 256 characters or has characters that session tags cannot have, or its key begins with aws:, which is reserved.",
      ko: '사용자의 속성 값이 256자를 넘거나 세션 태그에 쓸 수 없는 문자를 포함합니다. 또는 속성의 키가 예약된 aws:로 시작합니다.',
    },
    fix: {
      en: 'Change the value in the directory: letters, digits, spaces and _ . : / = + - @ are possible. Or take another attribute or another key.',
      ko: '디렉터리에서 값을 바꾸십시오. 문자, 숫자, 공백과 _ . : / = + - @를 쓸 수 있습니다. 또는 다른 속성이나 다른 키를 사용하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'InvalidRequestException',
      text: 'The attribute {key} cannot be used as a session tag',
    },
    source: 'aws-facts B2',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
