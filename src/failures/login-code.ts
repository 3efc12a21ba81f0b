import type { FailureEntry } from './failure.ts';

const SIGN_IN = 'aws-facts H4';
const PKCE = 'RFC 7636, RFC 8252; aws-facts H4';
const EXPIRED_CODE = 'The authorization code is invalid or has expired.';

/** Failures of exchanging an authorization code of `aws login`. */
export const loginCodeFailures = {
  'LOGIN-030': {
    message: 'the request for a code has no `{member}`',
    title: {
      en: 'The request has code, redirect URI and verifier',
      ko: '요청에 코드, 리디렉션 URI, 검증 값이 있음',
    },
    cause: {
      en: 'With grantType authorization_code the members code, redirectUri and codeVerifier are required.',
      ko: 'grantType이 authorization_code이면 code, redirectUri, codeVerifier가 필요합니다.',
    },
    fix: { en: 'Send all three.', ko: '세 값을 모두 보내십시오.' },
    actor: 'partner',
    wire: {
      error: 'ValidationException',
      text: '{member} is required when grantType is authorization_code.',
    },
    source: SIGN_IN,
  },
  'LOGIN-031': {
    message: 'the authorization code is unknown',
    title: { en: 'The authorization code is known', ko: '알려진 인증 코드임' },
    cause: {
      en: 'The code was never issued here, was cut off when it was copied, or is so old that nothing is kept of it.',
      ko: '여기에서 발급한 코드가 아니거나, 복사할 때 잘렸거나, 너무 오래되어 기록이 남아 있지 않습니다.',
    },
    fix: {
      en: 'Run aws login again; with --remote, paste the whole text of the confirmation page.',
      ko: 'aws login을 다시 실행하십시오. --remote를 사용하면 확인 페이지의 전체 텍스트를 붙여 넣으십시오.',
    },
    actor: 'user',
    wire: {
      error: 'AccessDeniedException',
      text: EXPIRED_CODE,
      members: { error: 'AUTHCODE_EXPIRED' },
    },
    source: SIGN_IN,
  },
  'LOGIN-032': {
    message: 'the authorization code was used before',
    title: { en: 'The authorization code is used once', ko: '인증 코드가 한 번만 사용됨' },
    cause: {
      en: 'A code is exchanged once. Sent a second time with the right verifier and another key, it ends what it was exchanged for.',
      ko: '코드는 한 번만 교환할 수 있습니다. 올바른 검증 값과 다른 키로 다시 보내면 이전에 교환한 것도 종료됩니다.',
    },
    fix: { en: 'Run aws login again.', ko: 'aws login을 다시 실행하십시오.' },
    actor: 'user',
    wire: {
      error: 'AccessDeniedException',
      text: EXPIRED_CODE,
      members: { error: 'AUTHCODE_EXPIRED' },
    },
    source: 'RFC 6749, 4.1.2; aws-facts H4',
  },
  'LOGIN-033': {
    message: 'the authorization code expired at {expiresAt}',
    title: { en: 'The authorization code is in time', ko: '인증 코드가 유효 기간 안에 있음' },
    cause: {
      en: 'A code that goes to the same computer is valid for one minute, one that is copied by hand for five.',
      ko: '같은 컴퓨터로 전달되는 코드는 1분, 직접 복사하는 코드는 5분 동안 유효합니다.',
    },
    fix: { en: 'Run aws login again.', ko: 'aws login을 다시 실행하십시오.' },
    actor: 'user',
    wire: {
      error: 'AccessDeniedException',
      text: EXPIRED_CODE,
      members: { error: 'AUTHCODE_EXPIRED' },
    },
    source: SIGN_IN,
  },
  'LOGIN-034': {
    message: 'the code was issued to `{issued}`, and `{received}` sends it',
    title: { en: 'The code is of this client', ko: '코드가 이 클라이언트의 것임' },
    cause: {
      en: 'A code that is copied by hand was sent by the client of the same computer, or the other way round.',
      ko: '직접 복사하는 코드를 같은 컴퓨터용 클라이언트가 보냈거나 그 반대입니다.',
    },
    fix: { en: 'Run aws login again.', ko: 'aws login을 다시 실행하십시오.' },
    actor: 'partner',
    wire: {
      error: 'ValidationException',
      text: 'clientId is not the client of the authorization.',
    },
    source: PKCE,
  },
  'LOGIN-035': {
    message: 'the redirect URI is `{received}`, at the authorization it was `{issued}`',
    title: {
      en: 'The redirect URI is that of the authorization',
      ko: '리디렉션 URI가 인증 요청과 같음',
    },
    cause: {
      en: 'The client must repeat the redirect URI letter by letter.',
      ko: '클라이언트는 리디렉션 URI를 글자 그대로 다시 보내야 합니다.',
    },
    fix: { en: 'Run aws login again.', ko: 'aws login을 다시 실행하십시오.' },
    actor: 'partner',
    wire: { error: 'ValidationException', text: 'redirectUri is not that of the authorization.' },
    source: PKCE,
  },
  'LOGIN-036': {
    message: 'the code verifier does not fit the code challenge',
    title: { en: 'The code verifier fits', ko: '코드 검증 값이 일치함' },
    cause: {
      en: 'Who sends the code is not who asked for it: the SHA-256 of the verifier is another one than the authorization named. Two tries of aws login may have been mixed up, or somebody else has the code.',
      ko: '코드를 보낸 쪽이 요청한 쪽과 다릅니다. 검증 값의 SHA-256이 인증 요청의 값과 다릅니다. 두 번의 aws login이 섞였거나 다른 사람이 코드를 갖고 있습니다.',
    },
    fix: {
      en: 'Run aws login again, one at a time.',
      ko: 'aws login을 한 번에 하나씩 다시 실행하십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationException', text: 'codeVerifier does not match the authorization.' },
    source: PKCE,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
