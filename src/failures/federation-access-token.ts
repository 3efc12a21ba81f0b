import type { FailureEntry } from './failure.ts';

const WEB_IDENTITY = 'STS API reference, AssumeRoleWithWebIdentity; aws-facts B2, B6';

/** Access tokens of Login with Amazon and Facebook Login, about which their provider is asked. */
export const accessTokenFailures = {
  'FED-018': {
    message: '`{provider}` is no provider whose access tokens are taken',
    title: {
      en: 'ProviderId is a provider of access tokens',
      ko: 'ProviderId가 액세스 토큰 제공업체임',
    },
    cause: {
      en: 'ProviderId is only for access tokens of www.amazon.com and graph.facebook.com. For an ID token of OpenID Connect it must be left out.',
      ko: 'ProviderId는 www.amazon.com과 graph.facebook.com의 액세스 토큰에만 사용합니다. OpenID Connect의 ID 토큰에는 지정하지 않아야 합니다.',
    },
    fix: {
      en: 'Leave ProviderId out and send the ID token, or name one of the two providers.',
      ko: 'ProviderId 없이 ID 토큰을 보내거나 두 제공업체 중 하나를 지정하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'InvalidIdentityToken',
      text: 'No OpenIDConnect provider found in your account for {provider}',
    },
    source: WEB_IDENTITY,
  },
  'FED-019': {
    message: '`{provider}` could not be asked about the token at `{url}`: {problem}',
    title: {
      en: 'The identity provider can be asked',
      ko: 'ID 제공업체에 확인할 수 있음',
    },
    cause: {
      en: 'The provider that issued the access token did not answer within five seconds, or the way to it is blocked.',
      ko: '액세스 토큰을 발급한 제공업체가 5초 안에 응답하지 않았거나 그곳으로 가는 경로가 막혀 있습니다.',
    },
    fix: {
      en: 'Retry with exponential back-off. If it stays so, let this server reach the provider, or check GATEHOUSE_WEB_IDENTITY_ENDPOINTS.',
      ko: '지수 백오프로 다시 시도하십시오. 계속되면 이 서버가 제공업체에 접속할 수 있게 하거나 GATEHOUSE_WEB_IDENTITY_ENDPOINTS를 확인하십시오.',
    },
    actor: 'operator',
    wire: {
      error: 'IDPCommunicationError',
      text: 'The identity provider {provider} could not be reached',
    },
    source: WEB_IDENTITY,
  },
  'FED-020': {
    message: '`{provider}` rejected the token with status {status}',
    title: {
      en: 'The identity provider knows the token',
      ko: 'ID 제공업체가 토큰을 인정함',
    },
    cause: {
      en: 'The provider says that the access token is not valid: it has expired, was revoked, or is of another provider.',
      ko: '제공업체가 액세스 토큰이 유효하지 않다고 응답했습니다. 만료 또는 취소되었거나 다른 제공업체의 토큰입니다.',
    },
    fix: {
      en: 'Sign in at the provider again and send the new access token.',
      ko: '제공업체에 다시 로그인하여 새 액세스 토큰을 보내십시오.',
    },
    actor: 'user',
    wire: {
      error: 'IDPRejectedClaim',
      text: 'The identity provider {provider} rejected the token',
    },
    source: WEB_IDENTITY,
  },
  'FED-021': {
    message: 'what `{provider}` answers at `{url}` does not tell whose the token is',
    title: {
      en: 'The identity provider says whose the token is',
      ko: 'ID 제공업체가 토큰의 소유자를 알려 줌',
    },
    cause: {
      en: 'The answer of the provider is no JSON object with the application and the person that the token belongs to.',
      ko: '제공업체의 응답이 토큰의 애플리케이션과 사용자를 알려 주는 JSON 객체가 아닙니다.',
    },
    fix: {
      en: 'Check GATEHOUSE_WEB_IDENTITY_ENDPOINTS; if it is empty, the provider has changed its answer.',
      ko: 'GATEHOUSE_WEB_IDENTITY_ENDPOINTS를 확인하십시오. 비어 있다면 제공업체의 응답 형식이 바뀐 것입니다.',
    },
    actor: 'operator',
    wire: {
      error: 'IDPCommunicationError',
      text: 'The identity provider {provider} could not be reached',
    },
    source: WEB_IDENTITY,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
