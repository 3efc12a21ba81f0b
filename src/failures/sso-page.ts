import type { FailureEntry } from './failure.ts';

/** Failures of links and codes on the pages on which people let command lines in. */
export const ssoPageFailures = {
  'SSO-100': {
    message: 'the response type is `{received}`',
    title: { en: 'The link asks for a code', ko: '링크가 코드를 요청함' },
    cause: {
      en: 'The link was altered, or is not one of AWS IAM Identity Center: response_type must be code.',
      ko: '링크가 변경되었거나 AWS IAM Identity Center의 링크가 아닙니다. response_type은 code여야 합니다.',
    },
    fix: {
      en: 'Run aws sso login again and open its link as it is.',
      ko: 'aws sso login을 다시 실행하고 링크를 그대로 여십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidRequestException', text: 'Invalid response type provided' },
    source: 'RFC 6749, 4.1.1',
  },
  'SSO-101': {
    message: 'the client of the link is not registered here',
    title: { en: 'The link is of a registered client', ko: '등록된 클라이언트의 링크임' },
    cause: {
      en: 'The client_id of the link was altered, cut off, is of another server, or its registration is over.',
      ko: '링크의 client_id가 변경되었거나 잘렸거나 다른 서버의 것이거나 등록이 만료되었습니다.',
    },
    fix: {
      en: 'Run aws sso login again and open its link as it is.',
      ko: 'aws sso login을 다시 실행하고 링크를 그대로 여십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidClientException', text: 'Invalid client provided' },
    source: 'aws-facts E1',
  },
  'SSO-102': {
    message: 'the client is not registered for `{received}` as a redirect URI',
    title: { en: 'The redirect URI is one of the client', ko: '리디렉션 URI가 클라이언트의 것임' },
    cause: {
      en: 'The link would send its code to where its client has not said it is. Of loopback addresses the port is free, everything else is exact.',
      ko: '링크가 클라이언트가 등록하지 않은 곳으로 코드를 보내려고 합니다. 루프백 주소의 포트만 자유롭고 나머지는 정확히 같아야 합니다.',
    },
    fix: {
      en: 'Run aws sso login again and open its link as it is.',
      ko: 'aws sso login을 다시 실행하고 링크를 그대로 여십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidRedirectUriException', text: 'Invalid redirect URI provided' },
    source: 'RFC 8252, 7.3',
  },
  'SSO-103': {
    message: 'the code challenge method is `{received}`',
    title: { en: 'The challenge method is S256', ko: '코드 챌린지 방법이 S256임' },
    cause: {
      en: 'The link was altered, or its client uses a method that is not secure.',
      ko: '링크가 변경되었거나 클라이언트가 안전하지 않은 방법을 사용합니다.',
    },
    fix: {
      en: 'Run aws sso login again and open its link as it is.',
      ko: 'aws sso login을 다시 실행하고 링크를 그대로 여십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidRequestException', text: 'Invalid code challenge method provided' },
    source: 'RFC 7636',
  },
  'SSO-104': {
    message: 'the code challenge is no SHA-256 in base64url',
    title: { en: 'The code challenge is a SHA-256', ko: '코드 챌린지가 SHA-256임' },
    cause: { en: 'The link was altered or cut off.', ko: '링크가 변경되었거나 잘렸습니다.' },
    fix: {
      en: 'Run aws sso login again and open its link as it is.',
      ko: 'aws sso login을 다시 실행하고 링크를 그대로 여십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidRequestException', text: 'Invalid code challenge provided' },
    source: 'RFC 7636',
  },
  'SSO-105': {
    message: 'the state has {length} characters',
    title: { en: 'The link has a state', ko: '링크에 state가 있음' },
    cause: {
      en: 'The link was altered or cut off: state has 1 to 512 visible characters.',
      ko: '링크가 변경되었거나 잘렸습니다. state는 1~512자의 표시 가능한 문자입니다.',
    },
    fix: {
      en: 'Run aws sso login again and open its link as it is.',
      ko: 'aws sso login을 다시 실행하고 링크를 그대로 여십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidRequestException', text: 'Invalid state provided' },
    source: 'RFC 6749, 4.1.1',
  },
  'SSO-106': {
    message: 'the client is not registered for the scope `{received}`',
    title: { en: 'The scopes are those of the client', ko: '범위가 클라이언트의 것임' },
    cause: {
      en: 'The link asks for more than its client was registered for.',
      ko: '링크가 클라이언트에 등록된 것보다 많은 범위를 요청합니다.',
    },
    fix: {
      en: 'Run aws sso login again and open its link as it is.',
      ko: 'aws sso login을 다시 실행하고 링크를 그대로 여십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidScopeException', text: 'Invalid scope provided' },
    source: 'aws-facts E1',
  },
  'SSO-107': {
    message: 'the client was registered for no instance that is there',
    title: { en: 'The client is of an instance', ko: '클라이언트가 인스턴스의 것임' },
    cause: {
      en: 'The client was registered without a start URL or with one of an instance that does not exist any more.',
      ko: '클라이언트가 시작 URL 없이 등록되었거나 이제 없는 인스턴스의 시작 URL로 등록되었습니다.',
    },
    fix: {
      en: 'Correct sso_start_url in the profile and run aws sso login again.',
      ko: '프로필의 sso_start_url을 수정하고 aws sso login을 다시 실행하십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidRequestException', text: 'Invalid issuer URL provided' },
    source: 'aws-facts E1',
  },
  'SSO-110': {
    message: 'no device waits with this code',
    title: { en: 'A device waits with this code', ko: '이 코드로 기다리는 디바이스가 있음' },
    cause: {
      en: 'The code was mistyped, answered already, or is older than ten minutes.',
      ko: '코드를 잘못 입력했거나 이미 응답했거나 10분이 지났습니다.',
    },
    fix: {
      en: 'Compare the code with the one that your command line shows.',
      ko: '명령줄에 표시된 코드와 비교하십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidRequestException', text: 'Invalid user code provided' },
    source: 'RFC 8628, 3.3',
  },
  'SSO-111': {
    message: 'too many codes were tried from {who}',
    title: { en: 'Not too many codes are tried', ko: '코드 시도 횟수가 적당함' },
    cause: {
      en: 'Whoever guesses codes could let a stranger in. After a few tries it takes some minutes.',
      ko: '코드를 추측하면 낯선 사람을 들여보낼 수 있으므로 몇 번 시도한 뒤에는 몇 분이 걸립니다.',
    },
    fix: {
      en: 'Wait five minutes and copy the code from your command line.',
      ko: '5분 기다린 뒤 명령줄의 코드를 복사하십시오.',
    },
    actor: 'user',
    wire: { error: 'SlowDownException', text: 'Rate exceeded' },
    source: 'RFC 8628, 5.1',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
