import type { FailureEntry } from './failure.ts';

const SIGN_IN = 'aws-facts H4';
const EXPIRED_TOKEN = 'The refresh token is invalid or has expired.';

/** Failures of going on with a sign-in of `aws login`. */
export const loginRefreshFailures = {
  'LOGIN-040': {
    message: 'the request to refresh has no refreshToken',
    title: { en: 'The request has a refresh token', ko: '요청에 갱신 토큰이 있음' },
    cause: {
      en: 'With grantType refresh_token the member refreshToken is required.',
      ko: 'grantType이 refresh_token이면 refreshToken이 필요합니다.',
    },
    fix: {
      en: 'Send the refresh token of the answer before.',
      ko: '이전 응답의 갱신 토큰을 보내십시오.',
    },
    actor: 'partner',
    wire: {
      error: 'ValidationException',
      text: 'refreshToken is required when grantType is refresh_token.',
    },
    source: SIGN_IN,
  },
  'LOGIN-041': {
    message: 'the refresh token is not one of this installation',
    title: { en: 'The refresh token is genuine', ko: '유효한 갱신 토큰임' },
    cause: {
      en: 'The token was altered, is of another server, or was made with a key that is retired.',
      ko: '토큰이 변경되었거나, 다른 서버의 토큰이거나, 폐기된 키로 만들어졌습니다.',
    },
    fix: { en: 'Run aws login again.', ko: 'aws login을 다시 실행하십시오.' },
    actor: 'user',
    wire: {
      error: 'AccessDeniedException',
      text: EXPIRED_TOKEN,
      members: { error: 'TOKEN_EXPIRED' },
    },
    source: SIGN_IN,
  },
  'LOGIN-042': {
    message: 'the sign-in of the command line has ended',
    title: { en: 'The sign-in of the command line lasts', ko: '명령줄 로그인이 유지됨' },
    cause: {
      en: 'It was ended in the list of signed-in devices, or after a refresh token was used twice, or it is over since the browser session is.',
      ko: '로그인한 디바이스 목록에서 종료되었거나, 갱신 토큰이 두 번 사용되어 종료되었거나, 브라우저 세션이 끝나 함께 종료되었습니다.',
    },
    fix: { en: 'Run aws login again.', ko: 'aws login을 다시 실행하십시오.' },
    actor: 'user',
    wire: {
      error: 'AccessDeniedException',
      text: EXPIRED_TOKEN,
      members: { error: 'TOKEN_EXPIRED' },
    },
    source: SIGN_IN,
  },
  'LOGIN-043': {
    message: 'the refresh token is of `{issued}`, and `{received}` sends it',
    title: { en: 'The refresh token is of this client', ko: '갱신 토큰이 이 클라이언트의 것임' },
    cause: {
      en: 'The client must repeat the client id of its authorization.',
      ko: '클라이언트는 인증 요청의 클라이언트 ID를 다시 보내야 합니다.',
    },
    fix: { en: 'Run aws login again.', ko: 'aws login을 다시 실행하십시오.' },
    actor: 'partner',
    wire: {
      error: 'ValidationException',
      text: 'clientId is not the client of the authorization.',
    },
    source: SIGN_IN,
  },
  'LOGIN-044': {
    message: 'the proof is of another key than the refresh token is bound to',
    title: {
      en: 'The proof is of the key of the refresh token',
      ko: '증명의 키가 갱신 토큰에 묶인 키임',
    },
    cause: {
      en: 'A refresh token counts only together with the key that made the first proof. The cached token and its key do not belong together, or somebody has copied the token.',
      ko: '갱신 토큰은 첫 증명을 만든 키와 함께 있어야만 유효합니다. 캐시된 토큰과 키가 서로 맞지 않거나 누군가 토큰을 복사했습니다.',
    },
    fix: {
      en: 'Run aws login again. If nobody changed the cache, end the sign-in in the list of signed-in devices.',
      ko: 'aws login을 다시 실행하십시오. 캐시를 바꾼 사람이 없다면 로그인한 디바이스 목록에서 해당 로그인을 종료하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'ValidationException',
      text: 'The DPoP proof is not of the key that the refresh token is bound to.',
    },
    source: 'RFC 9449, 5',
  },
  'LOGIN-045': {
    message: 'the refresh token {sent} was used again, {current} is valid',
    title: { en: 'The refresh token is the last one', ko: '가장 최근의 갱신 토큰임' },
    cause: {
      en: 'Each refresh replaces the token. An older one was sent, although its successor was in use already or two minutes had passed: two computers share a copy of the cache, or somebody has stolen it. The sign-in was ended for both.',
      ko: '갱신할 때마다 토큰이 교체됩니다. 다음 토큰이 이미 사용되었거나 2분이 지났는데 이전 토큰이 전송되었습니다. 두 컴퓨터가 캐시 사본을 함께 쓰거나 누군가 캐시를 훔쳤습니다. 양쪽의 로그인이 모두 종료되었습니다.',
    },
    fix: {
      en: 'Run aws login again on each computer by itself. If the cache was not copied on purpose, look into who could read it.',
      ko: '컴퓨터마다 따로 aws login을 다시 실행하십시오. 캐시를 일부러 복사하지 않았다면 누가 읽을 수 있었는지 조사하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'AccessDeniedException',
      text: EXPIRED_TOKEN,
      members: { error: 'TOKEN_EXPIRED' },
    },
    source: 'RFC 9700, 4.14; aws-facts H4',
  },
  'LOGIN-050': {
    message: 'the password of `{principal}` was changed at {changedAt}, after the sign-in',
    title: { en: 'The password is that of the sign-in', ko: '로그인할 때의 암호와 같음' },
    cause: {
      en: 'A changed password ends what was begun with the old one.',
      ko: '암호가 바뀌면 이전 암호로 시작한 것은 모두 종료됩니다.',
    },
    fix: {
      en: 'Run aws login again, with the new password.',
      ko: '새 암호로 aws login을 다시 실행하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'AccessDeniedException',
      text: 'The credentials of the user were changed. Sign in again.',
      members: { error: 'USER_CREDENTIALS_CHANGED' },
    },
    source: SIGN_IN,
  },
  'LOGIN-051': {
    message: 'the browser session has ended',
    title: { en: 'The browser session lasts', ko: '브라우저 세션이 유지됨' },
    cause: {
      en: 'A sign-in of the command line lasts as long as the browser session that it came from. That one was signed out, ended with all other sessions, or is over.',
      ko: '명령줄 로그인은 시작된 브라우저 세션과 함께 끝납니다. 그 세션에서 로그아웃했거나, 모든 세션을 종료했거나, 세션이 만료되었습니다.',
    },
    fix: { en: 'Run aws login again.', ko: 'aws login을 다시 실행하십시오.' },
    actor: 'user',
    wire: {
      error: 'AccessDeniedException',
      text: EXPIRED_TOKEN,
      members: { error: 'TOKEN_EXPIRED' },
    },
    source: SIGN_IN,
  },
  'LOGIN-052': {
    message: 'the user or role of the session does not exist any more',
    title: { en: 'The user or role exists', ko: '사용자나 역할이 존재함' },
    cause: {
      en: 'The user or role was deleted, or made anew under its name, or its account was closed or suspended.',
      ko: '사용자나 역할이 삭제되었거나, 같은 이름으로 다시 만들어졌거나, 계정이 해지 또는 일시 중지되었습니다.',
    },
    fix: {
      en: 'Let an administrator of the account see whether the user or role should exist, then run aws login again.',
      ko: '계정 관리자에게 사용자나 역할이 있어야 하는지 확인하도록 요청한 다음 aws login을 다시 실행하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'AccessDeniedException',
      text: EXPIRED_TOKEN,
      members: { error: 'TOKEN_EXPIRED' },
    },
    source: SIGN_IN,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
