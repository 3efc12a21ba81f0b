import type { FailureEntry } from './failure.ts';

/** Failures of exchanging codes and tokens of IAM Identity Center. */
export const ssoTokenFailures = {
  'SSO-051': {
    message: 'the request for `{grantType}` has no `{member}`',
    title: {
      en: 'The request has what its grant type needs',
      ko: '요청에 권한 부여 유형에 필요한 값이 있음',
    },
    cause: {
      en: 'authorization_code needs code, redirectUri and codeVerifier; device_code needs deviceCode; refresh_token needs refreshToken.',
      ko: 'authorization_code에는 code, redirectUri, codeVerifier가, device_code에는 deviceCode가, refresh_token에는 refreshToken이 필요합니다.',
    },
    fix: { en: 'Correct the client.', ko: '클라이언트를 수정하십시오.' },
    actor: 'partner',
    wire: { error: 'InvalidRequestException', text: '{member} is required for this grant type' },
    source: 'aws-facts E1',
  },
  'SSO-060': {
    message: 'the device code is unknown',
    title: { en: 'The device code is known', ko: '알려진 디바이스 코드임' },
    cause: {
      en: 'The code was never issued here, or is so old that nothing is kept of it.',
      ko: '여기에서 발급한 코드가 아니거나 너무 오래되어 기록이 남아 있지 않습니다.',
    },
    fix: { en: 'Run aws sso login again.', ko: 'aws sso login을 다시 실행하십시오.' },
    actor: 'partner',
    wire: { error: 'InvalidGrantException', text: 'Invalid device code provided' },
    source: 'aws-facts E1',
  },
  'SSO-061': {
    message: 'the device code was issued to another client',
    title: { en: 'The device code is of this client', ko: '디바이스 코드가 이 클라이언트의 것임' },
    cause: {
      en: 'Another registration of a client asked for this code.',
      ko: '다른 클라이언트 등록이 이 코드를 요청했습니다.',
    },
    fix: { en: 'Run aws sso login again.', ko: 'aws sso login을 다시 실행하십시오.' },
    actor: 'partner',
    wire: { error: 'InvalidGrantException', text: 'Invalid device code provided' },
    source: 'aws-facts E1',
  },
  'SSO-062': {
    message: 'the device code was redeemed before',
    title: { en: 'The device code is redeemed once', ko: '디바이스 코드가 한 번만 사용됨' },
    cause: {
      en: 'A device code is exchanged for tokens once. Sent again, it ends what it was exchanged for.',
      ko: '디바이스 코드는 토큰으로 한 번만 교환됩니다. 다시 보내면 이전에 교환한 것도 종료됩니다.',
    },
    fix: { en: 'Run aws sso login again.', ko: 'aws sso login을 다시 실행하십시오.' },
    actor: 'user',
    wire: { error: 'InvalidGrantException', text: 'Invalid device code provided' },
    source: 'RFC 8628, 3.5',
  },
  'SSO-063': {
    message: 'the device code expired at {expiresAt}',
    title: { en: 'The device code is in time', ko: '디바이스 코드가 유효 기간 안에 있음' },
    cause: {
      en: 'Device codes are valid for ten minutes.',
      ko: '디바이스 코드는 10분 동안 유효합니다.',
    },
    fix: { en: 'Run aws sso login again.', ko: 'aws sso login을 다시 실행하십시오.' },
    actor: 'user',
    wire: { error: 'ExpiredTokenException', text: 'Device code has expired' },
    source: 'aws-facts E1',
  },
  'SSO-064': {
    message: 'the client polls more often than every {interval} seconds',
    title: { en: 'The client polls at the interval', ko: '클라이언트가 정해진 간격으로 조회함' },
    cause: {
      en: 'The client asked again before the interval was over; it grows by five seconds each time.',
      ko: '간격이 지나기 전에 클라이언트가 다시 요청했습니다. 매번 간격이 5초씩 늘어납니다.',
    },
    fix: { en: 'Poll at the interval.', ko: '정해진 간격으로 조회하십시오.' },
    actor: 'partner',
    wire: { error: 'SlowDownException', text: 'Slow down' },
    source: 'RFC 8628, 3.5; aws-facts E1',
  },
  'SSO-065': {
    message: 'nobody has answered yet',
    title: { en: 'Somebody has answered', ko: '누군가 응답함' },
    cause: {
      en: 'The person has not yet allowed or denied the request on the device page.',
      ko: '아직 디바이스 페이지에서 요청을 허용하거나 거부하지 않았습니다.',
    },
    fix: { en: 'Open the link and compare the code.', ko: '링크를 열고 코드를 비교하십시오.' },
    actor: 'user',
    wire: { error: 'AuthorizationPendingException', text: 'Authorization is pending' },
    source: 'aws-facts E1',
  },
  'SSO-066': {
    message: 'the request was denied',
    title: { en: 'The request was allowed', ko: '요청이 허용됨' },
    cause: {
      en: 'Somebody chose Deny on the device page.',
      ko: '디바이스 페이지에서 거부를 선택했습니다.',
    },
    fix: { en: 'Run aws sso login again.', ko: 'aws sso login을 다시 실행하십시오.' },
    actor: 'user',
    wire: { error: 'AccessDeniedException', text: 'Authorization was denied' },
    source: 'aws-facts E1',
  },
  'SSO-070': {
    message: 'the authorization code is unknown',
    title: { en: 'The authorization code is known', ko: '알려진 인증 코드임' },
    cause: {
      en: 'The code was never issued here, was cut off, or is so old that nothing is kept of it.',
      ko: '여기에서 발급한 코드가 아니거나 잘렸거나 너무 오래되어 기록이 남아 있지 않습니다.',
    },
    fix: { en: 'Run aws sso login again.', ko: 'aws sso login을 다시 실행하십시오.' },
    actor: 'user',
    wire: { error: 'InvalidGrantException', text: 'Invalid authorization code provided' },
    source: 'aws-facts E1',
  },
  'SSO-071': {
    message: 'the authorization code was issued to another client',
    title: {
      en: 'The authorization code is of this client',
      ko: '인증 코드가 이 클라이언트의 것임',
    },
    cause: {
      en: 'Another registration of a client asked for this code.',
      ko: '다른 클라이언트 등록이 이 코드를 요청했습니다.',
    },
    fix: { en: 'Run aws sso login again.', ko: 'aws sso login을 다시 실행하십시오.' },
    actor: 'partner',
    wire: { error: 'InvalidGrantException', text: 'Invalid authorization code provided' },
    source: 'aws-facts E1',
  },
  'SSO-072': {
    message: 'the redirect URI is `{received}`, at the authorization it was `{issued}`',
    title: {
      en: 'The redirect URI is that of the authorization',
      ko: '리디렉션 URI가 인증 요청과 같음',
    },
    cause: {
      en: 'The client must repeat the redirect URI letter by letter.',
      ko: '클라이언트는 리디렉션 URI를 글자 그대로 다시 보내야 합니다.',
    },
    fix: { en: 'Run aws sso login again.', ko: 'aws sso login을 다시 실행하십시오.' },
    actor: 'partner',
    wire: { error: 'InvalidGrantException', text: 'Invalid redirect URI provided' },
    source: 'RFC 6749, 4.1.3',
  },
  'SSO-073': {
    message: 'the code verifier does not fit the code challenge',
    title: { en: 'The code verifier fits', ko: '코드 검증 값이 일치함' },
    cause: {
      en: 'Who sends the code is not who asked for it: the SHA-256 of the verifier is another one than the authorization named.',
      ko: '코드를 보낸 쪽이 요청한 쪽과 다릅니다. 검증 값의 SHA-256이 인증 요청의 값과 다릅니다.',
    },
    fix: { en: 'Run aws sso login again.', ko: 'aws sso login을 다시 실행하십시오.' },
    actor: 'user',
    wire: { error: 'InvalidGrantException', text: 'Invalid code verifier provided' },
    source: 'RFC 7636, 4.6',
  },
  'SSO-074': {
    message: 'the authorization code was used before',
    title: { en: 'The authorization code is used once', ko: '인증 코드가 한 번만 사용됨' },
    cause: {
      en: 'A code is exchanged once. Sent a second time with its verifier, it ends what it was exchanged for.',
      ko: '코드는 한 번만 교환됩니다. 검증 값과 함께 다시 보내면 이전에 교환한 것도 종료됩니다.',
    },
    fix: { en: 'Run aws sso login again.', ko: 'aws sso login을 다시 실행하십시오.' },
    actor: 'user',
    wire: { error: 'InvalidGrantException', text: 'Invalid authorization code provided' },
    source: 'RFC 6749, 4.1.2',
  },
  'SSO-075': {
    message: 'the authorization code expired at {expiresAt}',
    title: { en: 'The authorization code is in time', ko: '인증 코드가 유효 기간 안에 있음' },
    cause: {
      en: 'Authorization codes are valid for one minute.',
      ko: '인증 코드는 1분 동안 유효합니다.',
    },
    fix: { en: 'Run aws sso login again.', ko: 'aws sso login을 다시 실행하십시오.' },
    actor: 'user',
    wire: { error: 'InvalidGrantException', text: 'Authorization code has expired' },
    source: 'RFC 6749, 4.1.2',
  },
  'SSO-080': {
    message: 'the refresh token was not made by this installation',
    title: {
      en: 'The refresh token is of this installation',
      ko: '새로 고침 토큰이 이 설치에서 발급됨',
    },
    cause: {
      en: 'The token was altered, cut off, or issued by another server.',
      ko: '토큰이 변경되었거나 잘렸거나 다른 서버에서 발급되었습니다.',
    },
    fix: { en: 'Run aws sso login again.', ko: 'aws sso login을 다시 실행하십시오.' },
    actor: 'user',
    wire: { error: 'InvalidGrantException', text: 'Invalid refresh token provided' },
    source: 'aws-facts E1',
  },
  'SSO-081': {
    message: 'the refresh token was issued to another client',
    title: {
      en: 'The refresh token is of this client',
      ko: '새로 고침 토큰이 이 클라이언트의 것임',
    },
    cause: {
      en: 'Another registration of a client was given this token.',
      ko: '다른 클라이언트 등록이 이 토큰을 받았습니다.',
    },
    fix: { en: 'Run aws sso login again.', ko: 'aws sso login을 다시 실행하십시오.' },
    actor: 'partner',
    wire: { error: 'InvalidGrantException', text: 'Invalid refresh token provided' },
    source: 'aws-facts E1',
  },
  'SSO-082': {
    message: 'refresh token {sent} was sent, token {current} is valid',
    title: { en: 'The refresh token is the last one', ko: '마지막 새로 고침 토큰임' },
    cause: {
      en: 'Each refresh token is used once. An old one means that two parties hold the session, so it has been ended for both.',
      ko: '새로 고침 토큰은 한 번만 사용합니다. 이전 토큰이 오면 두 쪽이 세션을 가진 것이므로 양쪽 모두 종료됩니다.',
    },
    fix: { en: 'Run aws sso login again.', ko: 'aws sso login을 다시 실행하십시오.' },
    actor: 'user',
    wire: { error: 'InvalidGrantException', text: 'Invalid refresh token provided' },
    source: 'RFC 9700, 4.14',
  },
  'SSO-090': {
    message: 'the session that the grant came from was ended',
    title: { en: 'The session of the grant goes on', ko: '권한 부여의 세션이 계속됨' },
    cause: {
      en: 'The user signed out, an administrator ended the session or disabled the user, or its time is over.',
      ko: '사용자가 로그아웃했거나 관리자가 세션을 종료했거나 사용자를 비활성화했거나 시간이 지났습니다.',
    },
    fix: { en: 'Sign in again: aws sso login.', ko: '다시 로그인하십시오: aws sso login.' },
    actor: 'user',
    wire: { error: 'InvalidGrantException', text: 'Invalid grant provided' },
    source: 'R062',
  },
  'SSO-091': {
    message: 'the workforce user of the grant is disabled or gone',
    title: {
      en: 'The workforce user of the grant is enabled',
      ko: '권한 부여의 직원 사용자가 활성화되어 있음',
    },
    cause: {
      en: 'An administrator has disabled or deleted the user.',
      ko: '관리자가 사용자를 비활성화하거나 삭제했습니다.',
    },
    fix: {
      en: 'Enable the user in IAM Identity Center.',
      ko: 'IAM Identity Center에서 사용자를 활성화하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidGrantException', text: 'Invalid grant provided' },
    source: 'aws-facts E3',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
