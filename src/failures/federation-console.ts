import type { FailureEntry } from './failure.ts';
import { INVALID_RESPONSE } from './saml-wire.ts';

const BROKER =
  'IAM user guide, "Enable custom identity broker access to the AWS console"; aws-facts H3';

/**
 * What keeps credentials from a console session at the federation endpoint, and responses from it at
 * the consumer URLs. AWS answers the former with a bare 400; the texts are Gatehouse's own.
 */
export const federationConsoleFailures = {
  'FED-030': {
    message: 'the parameter Session is not a JSON object of three texts: {problem}',
    title: { en: 'Session holds credentials', ko: 'Session에 자격 증명이 있음' },
    cause: {
      en: 'The parameter Session is missing, was not URL-encoded, or lacks sessionId, sessionKey or sessionToken.',
      ko: 'Session 파라미터가 없거나 URL 인코딩되지 않았거나, sessionId, sessionKey, sessionToken 중 빠진 값이 있습니다.',
    },
    fix: {
      en: 'Send Session={"sessionId":"ASIA…","sessionKey":"…","sessionToken":"…"}, URL-encoded.',
      ko: 'Session={"sessionId":"ASIA…","sessionKey":"…","sessionToken":"…"}을 URL 인코딩하여 보내십시오.',
    },
    actor: 'partner',
    wire: { error: 'ValidationError', text: 'The parameter Session is not valid' },
    source: BROKER,
  },
  'FED-031': {
    message: 'the credentials of `{accessKeyId}` are not valid temporary credentials: {problem}',
    title: { en: 'The credentials are genuine', ko: '자격 증명이 진짜임' },
    cause: {
      en: 'The session token is unknown here or belongs to another access key, the secret key does not fit, or the role or user behind the credentials is gone. Long-term keys are not accepted.',
      ko: '세션 토큰이 이 서버의 것이 아니거나 다른 액세스 키의 것이거나, 보안 키가 맞지 않거나, 자격 증명의 역할이나 사용자가 더 이상 없습니다. 장기 액세스 키는 사용할 수 없습니다.',
    },
    fix: {
      en: 'Send all three values of one answer of AssumeRole, AssumeRoleWithSAML, AssumeRoleWithWebIdentity or GetFederationToken.',
      ko: 'AssumeRole, AssumeRoleWithSAML, AssumeRoleWithWebIdentity, GetFederationToken 중 한 응답의 세 값을 모두 보내십시오.',
    },
    actor: 'partner',
    wire: {
      error: 'InvalidClientTokenId',
      text: 'The security token included in the request is invalid.',
    },
    source: BROKER,
  },
  'FED-032': {
    message: 'the credentials of `{accessKeyId}` expired at {expiresAt}',
    title: { en: 'The credentials have not expired', ko: '자격 증명이 만료되지 않음' },
    cause: {
      en: 'The temporary credentials were valid once and have expired.',
      ko: '임시 보안 자격 증명이 만료되었습니다.',
    },
    fix: { en: 'Ask for new credentials first.', ko: '먼저 새 자격 증명을 요청하십시오.' },
    actor: 'partner',
    wire: {
      error: 'ExpiredToken',
      text: 'The security token included in the request is expired',
    },
    source: BROKER,
  },
  'FED-033': {
    message: '`{arn}` has credentials of GetSessionToken, which open no console session',
    title: {
      en: 'The credentials are of a role or a federated user',
      ko: '역할 또는 페더레이션 사용자의 자격 증명임',
    },
    cause: {
      en: 'Console sessions are made of credentials of AssumeRole and its kin or of GetFederationToken; those of GetSessionToken belong to a user, who signs in with a password.',
      ko: '콘솔 세션은 AssumeRole 계열이나 GetFederationToken의 자격 증명으로 만듭니다. GetSessionToken의 자격 증명은 암호로 로그인하는 사용자의 것입니다.',
    },
    fix: {
      en: 'Use AssumeRole or GetFederationToken to make the credentials.',
      ko: 'AssumeRole 또는 GetFederationToken으로 자격 증명을 만드십시오.',
    },
    actor: 'partner',
    wire: { error: 'AccessDenied', text: 'Cannot open a console session with these credentials' },
    source: BROKER,
  },
  'FED-034': {
    message: 'SessionDuration is `{received}`',
    title: {
      en: 'SessionDuration is 900 to 43,200 seconds',
      ko: 'SessionDuration이 900~43,200초임',
    },
    cause: {
      en: 'SessionDuration is not a whole number of seconds between 15 minutes and 12 hours.',
      ko: 'SessionDuration이 15분에서 12시간 사이의 정수(초)가 아닙니다.',
    },
    fix: {
      en: 'Send 900 to 43200, or leave SessionDuration out.',
      ko: '900~43200 사이의 값을 보내거나 SessionDuration을 생략하십시오.',
    },
    actor: 'partner',
    wire: {
      error: 'ValidationError',
      text: 'SessionDuration must be between 900 and 43200 seconds',
    },
    source: BROKER,
  },
  'FED-035': {
    message: 'SessionDuration came with credentials of GetFederationToken of `{arn}`',
    title: {
      en: 'SessionDuration comes with credentials of a role',
      ko: 'SessionDuration은 역할의 자격 증명과 함께 사용됨',
    },
    cause: {
      en: 'A console session of GetFederationToken lasts as long as its credentials; SessionDuration is for roles alone.',
      ko: 'GetFederationToken의 콘솔 세션은 자격 증명과 같은 기간 동안 유지됩니다. SessionDuration은 역할에만 사용할 수 있습니다.',
    },
    fix: {
      en: 'Leave SessionDuration out, or use AssumeRole.',
      ko: 'SessionDuration을 생략하거나 AssumeRole을 사용하십시오.',
    },
    actor: 'partner',
    wire: {
      error: 'ValidationError',
      text: 'SessionDuration cannot be used with credentials of GetFederationToken',
    },
    source: BROKER,
  },
  'FED-036': {
    message: '{asked} seconds are asked for with credentials of a chained role',
    title: {
      en: 'A chained role has console sessions of at most an hour',
      ko: '연결된 역할의 콘솔 세션은 최대 1시간임',
    },
    cause: {
      en: 'The credentials were made by a role that assumed another role; such sessions last an hour at most.',
      ko: '다른 역할이 수임하여 만든 자격 증명이며, 이런 세션은 최대 1시간까지 유지됩니다.',
    },
    fix: {
      en: 'Ask for at most 3600 seconds, or assume the role with the credentials of a user.',
      ko: '3600초 이하로 요청하거나 사용자의 자격 증명으로 역할을 수임하십시오.',
    },
    actor: 'partner',
    wire: {
      error: 'ValidationError',
      text: 'The requested SessionDuration exceeds the 1 hour session limit for roles assumed by role chaining.',
    },
    source: BROKER,
  },
  'FED-037': {
    message: '{asked} seconds are asked for, and sessions of the role last at most {maximum}',
    title: {
      en: 'SessionDuration is within the maximum of the role',
      ko: 'SessionDuration이 역할의 최대값 이내임',
    },
    cause: {
      en: 'The console session would be longer than the MaxSessionDuration of the role.',
      ko: '콘솔 세션이 역할의 MaxSessionDuration보다 깁니다.',
    },
    fix: {
      en: 'Ask for a shorter session, or raise the MaxSessionDuration of the role.',
      ko: '더 짧은 세션을 요청하거나 역할의 MaxSessionDuration을 늘리십시오.',
    },
    actor: 'partner',
    wire: {
      error: 'ValidationError',
      text: 'The requested SessionDuration exceeds the MaxSessionDuration set for this role.',
    },
    source: BROKER,
  },
  'FED-038': {
    message: 'the sign-in token is not one of this server',
    title: { en: 'The sign-in token is genuine', ko: '로그인 토큰이 진짜임' },
    cause: {
      en: 'The parameter SigninToken is missing, was cut, or comes from another server.',
      ko: 'SigninToken 파라미터가 없거나 잘렸거나 다른 서버에서 발급되었습니다.',
    },
    fix: {
      en: 'Send the SigninToken that Action=getSigninToken of this server answered, URL-encoded.',
      ko: '이 서버의 Action=getSigninToken이 응답한 SigninToken을 URL 인코딩하여 보내십시오.',
    },
    actor: 'partner',
    wire: { error: 'ValidationError', text: 'The parameter SigninToken is not valid' },
    source: BROKER,
  },
  'FED-039': {
    message: 'the sign-in token was issued at {issuedAt}',
    title: { en: 'The sign-in token is in time', ko: '로그인 토큰이 유효 기간 내에 있음' },
    cause: {
      en: 'A sign-in token, and with it the sign-in URL, is valid for 15 minutes.',
      ko: '로그인 토큰과 로그인 URL은 15분 동안만 유효합니다.',
    },
    fix: {
      en: 'Ask for a new sign-in token when somebody wants to sign in, not in advance.',
      ko: '미리 만들어 두지 말고 로그인할 때 새 로그인 토큰을 요청하십시오.',
    },
    actor: 'partner',
    wire: { error: 'ExpiredToken', text: 'The sign-in token has expired' },
    source: BROKER,
  },
  'FED-040': {
    message: 'Destination `{destination}` leads away from this server',
    title: { en: 'Destination is on this server', ko: 'Destination이 이 서버에 있음' },
    cause: {
      en: 'After signing in a browser is sent to this server only: a path or URL of its own, or one of the AWS console, which is answered here.',
      ko: '로그인한 브라우저는 이 서버로만 이동합니다. 이 서버의 경로나 URL, 또는 이 서버가 대신 응답하는 AWS 콘솔의 URL이어야 합니다.',
    },
    fix: {
      en: 'Set Destination to /console, to a URL of this server, or to https://console.aws.amazon.com/.',
      ko: 'Destination을 /console, 이 서버의 URL, 또는 https://console.aws.amazon.com/으로 설정하십시오.',
    },
    actor: 'partner',
    wire: { error: 'ValidationError', text: 'The parameter Destination is not valid' },
    source: BROKER,
  },
  'FED-041': {
    message: 'Issuer `{issuer}` is not an http or https URL',
    title: { en: 'Issuer is a URL', ko: 'Issuer가 URL임' },
    cause: {
      en: 'Issuer is where people are offered to go once their session has ended, and is shown as a link.',
      ko: 'Issuer는 세션이 끝난 뒤 이동할 주소이며 링크로 표시됩니다.',
    },
    fix: {
      en: 'Send the URL of your sign-in page, or leave Issuer out.',
      ko: '로그인 페이지의 URL을 보내거나 Issuer를 생략하십시오.',
    },
    actor: 'partner',
    wire: { error: 'ValidationError', text: 'The parameter Issuer is not valid' },
    source: BROKER,
  },
  'FED-042': {
    message: 'an encrypted assertion came to the URL of all providers',
    title: {
      en: 'The response tells which provider it is of',
      ko: '응답에서 제공업체를 알 수 있음',
    },
    cause: {
      en: 'The assertion is encrypted, so that nothing tells whose key opens it, and the URL it was posted to is not that of one provider.',
      ko: '어설션이 암호화되어 있어 누구의 키로 열 수 있는지 알 수 없으며, 응답이 특정 제공업체의 URL로 전송되지 않았습니다.',
    },
    fix: {
      en: 'Have the identity provider post to /saml/acs/UUID of this server, with the UUID of the SAML provider; the metadata document at /saml/metadata/UUID has that URL and the key to encrypt for.',
      ko: 'ID 제공업체가 이 서버의 /saml/acs/UUID(SAML 제공업체의 UUID)로 응답을 보내도록 설정하십시오. /saml/metadata/UUID의 메타데이터 문서에 이 URL과 암호화용 키가 있습니다.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: 'aws-facts C1, C5',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
