import type { FailureEntry } from './failure.ts';

const OPERATION = 'STS API reference, AssumeRoleWithWebIdentity; aws-facts B2, D2, D4';
const NOT_AMAZON = {
  error: 'InvalidIdentityToken',
  text: 'Provided Token is not a Login With Amazon token',
} as const;
const NOT_VALIDATED = {
  error: 'InvalidIdentityToken',
  text: 'The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.',
} as const;

/** Failures of OAuth 2.0 access tokens that are sent with a ProviderId. */
export const accessTokenFailures = {
  'OIDC-090': {
    message: 'ProviderId is {providerId}, which issues no access tokens that are taken here',
    title: {
      en: 'ProviderId names a provider of access tokens',
      ko: 'ProviderId가 액세스 토큰 제공업체를 지정함',
    },
    cause: {
      en: 'ProviderId was sent with an ID token, or names another provider than Login with Amazon or Facebook.',
      ko: 'ID 토큰과 함께 ProviderId를 보냈거나, Login with Amazon이나 Facebook이 아닌 제공업체를 지정했습니다.',
    },
    fix: {
      en: 'Leave ProviderId out for ID tokens of OpenID Connect; the token names its issuer itself.',
      ko: 'OpenID Connect의 ID 토큰에는 ProviderId를 빼십시오. 토큰에 발행자가 들어 있습니다.',
    },
    actor: 'user',
    wire: {
      error: 'AccessDenied',
      text: 'Unrecognized OAuth provider. Do not include a provider parameter when submitting OpenIDConnect ID tokens',
    },
    source: OPERATION,
  },
  'OIDC-091': {
    message: 'an ID token was sent with ProviderId www.amazon.com',
    title: { en: 'The token is an access token', ko: '토큰이 액세스 토큰임' },
    cause: {
      en: 'ProviderId says that the token is an access token of Login with Amazon, but it is an ID token; it was not shown to Amazon.',
      ko: 'ProviderId에 따르면 Login with Amazon의 액세스 토큰이어야 하지만 ID 토큰입니다. 이 토큰은 Amazon에 전송되지 않았습니다.',
    },
    fix: {
      en: 'Leave ProviderId out, or send the access token.',
      ko: 'ProviderId를 빼거나 액세스 토큰을 보내십시오.',
    },
    actor: 'user',
    wire: NOT_AMAZON,
    source: OPERATION,
  },
  'OIDC-092': {
    message: 'an ID token was sent with ProviderId graph.facebook.com',
    title: { en: 'The token is an access token', ko: '토큰이 액세스 토큰임' },
    cause: {
      en: 'ProviderId says that the token is an access token of Facebook, but it is an ID token; it was not shown to Facebook.',
      ko: 'ProviderId에 따르면 Facebook의 액세스 토큰이어야 하지만 ID 토큰입니다. 이 토큰은 Facebook에 전송되지 않았습니다.',
    },
    fix: {
      en: 'Leave ProviderId out, or send the access token.',
      ko: 'ProviderId를 빼거나 액세스 토큰을 보내십시오.',
    },
    actor: 'user',
    wire: NOT_VALIDATED,
    source: OPERATION,
  },
  'OIDC-093': {
    message: '`{host}` could not be asked about the access token: {reason}',
    title: {
      en: 'The provider can be asked about the token',
      ko: '제공업체에 토큰을 확인할 수 있음',
    },
    cause: {
      en: 'Access tokens have to be shown to the provider that issued them, and it was not reached or had a fault.',
      ko: '액세스 토큰은 발급한 제공업체에 확인해야 하는데, 제공업체에 연결되지 않았거나 오류가 있었습니다.',
    },
    fix: {
      en: 'Retry with growing delays and a number of tries; if it stays, check the way from this server to the provider.',
      ko: '간격을 늘리고 횟수를 정해 재시도하십시오. 계속되면 이 서버에서 제공업체까지의 연결을 확인하십시오.',
    },
    actor: 'partner',
    wire: {
      error: 'IDPCommunicationError',
      text: 'The identity provider that was asked to verify the token could not be reached.',
    },
    source: `${OPERATION}; R117`,
  },
  'OIDC-094': {
    message: 'Login with Amazon refused the access token with status {status}',
    title: { en: 'The provider knows the access token', ko: '제공업체가 액세스 토큰을 인정함' },
    cause: {
      en: 'The token expired an hour after it was issued, was revoked, or is not from Login with Amazon.',
      ko: '발급 후 한 시간이 지나 만료되었거나, 취소되었거나, Login with Amazon의 토큰이 아닙니다.',
    },
    fix: {
      en: 'Sign in with Amazon again and send the new access token, decoded and complete.',
      ko: 'Amazon에 다시 로그인하여 새 액세스 토큰을 디코딩된 전체 값으로 보내십시오.',
    },
    actor: 'user',
    wire: NOT_AMAZON,
    source: 'Login with Amazon developer guide, verifying access tokens; aws-facts D4',
  },
  'OIDC-095': {
    message: 'Facebook refused the access token with status {status}',
    title: { en: 'Facebook knows the access token', ko: 'Facebook이 액세스 토큰을 인정함' },
    cause: {
      en: 'The token expired, was revoked, or is not from Facebook.',
      ko: '토큰이 만료되었거나, 취소되었거나, Facebook의 토큰이 아닙니다.',
    },
    fix: {
      en: 'Sign in with Facebook again and send the new access token.',
      ko: 'Facebook에 다시 로그인하여 새 액세스 토큰을 보내십시오.',
    },
    actor: 'user',
    wire: NOT_VALIDATED,
    source: 'Graph API, access tokens; aws-facts D4',
  },
  'OIDC-096': {
    message: 'the answer of {providerId} does not tell the user and the application',
    title: {
      en: 'The provider tells user and application',
      ko: '제공업체가 사용자와 애플리케이션을 알려 줌',
    },
    cause: {
      en: 'The provider answered with something else than it documents.',
      ko: '제공업체의 응답이 문서화된 형식과 다릅니다.',
    },
    fix: {
      en: 'If the address of the provider was set by the operator, let what answers there follow the documented form.',
      ko: '운영자가 제공업체의 주소를 지정했다면, 그 주소의 응답이 문서화된 형식을 따르게 하십시오.',
    },
    actor: 'operator',
    wire: NOT_VALIDATED,
    source: 'Login with Amazon developer guide; Graph API reference',
  },
  'OIDC-097': {
    message: 'the access token has expired',
    title: { en: 'The access token has not expired', ko: '액세스 토큰이 만료되지 않음' },
    cause: {
      en: 'The provider says that no time is left of the access token.',
      ko: '제공업체에 따르면 액세스 토큰의 유효 시간이 남아 있지 않습니다.',
    },
    fix: {
      en: 'Sign in again, or refresh the access token, and send the new one.',
      ko: '다시 로그인하거나 액세스 토큰을 갱신하여 새 토큰을 보내십시오.',
    },
    actor: 'user',
    wire: { error: 'ExpiredTokenException', text: 'The web identity token has expired.' },
    source: 'Login with Amazon developer guide; STS API reference, ExpiredTokenException',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
