import type { FailureEntry } from './failure.ts';

const SIGV4 = 'AWS General Reference, Signature Version 4; aws-facts B5';
const INVALID_TOKEN = 'The security token included in the request is invalid.';

/** Failures of the credential behind a signature: its scope, its key, its session (aws-facts B5). */
export const credentialFailures = {
  'SIG-020': {
    message: 'the credential is scoped to region `{region}`; accepted: {regions}',
    title: {
      en: 'The credential is scoped to a Region of this server',
      ko: '자격 증명 범위의 리전이 이 서버의 리전임',
    },
    cause: {
      en: 'The client signs for a Region that this server does not serve, or that the service does not have.',
      ko: '클라이언트가 이 서버나 해당 서비스가 제공하지 않는 리전으로 서명합니다.',
    },
    fix: {
      en: "Set the client's Region (AWS_REGION or --region) to one that the server is configured for.",
      ko: '클라이언트의 리전(AWS_REGION 또는 --region)을 서버에 설정된 리전으로 지정하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'SignatureDoesNotMatch',
      text: 'Credential should be scoped to a valid region. ',
    },
    source: SIGV4,
  },
  'SIG-021': {
    message: 'the credential is scoped to service `{received}` instead of `{service}`',
    title: {
      en: 'The credential is scoped to the service that is called',
      ko: '자격 증명 범위의 서비스가 호출한 서비스와 같음',
    },
    cause: {
      en: 'The request was signed for another service than the one whose operation it calls.',
      ko: '요청이 호출하는 작업의 서비스가 아닌 다른 서비스로 서명되었습니다.',
    },
    fix: {
      en: 'Sign with the signing name of the service that is called, and check the endpoint setting of the client.',
      ko: '호출하는 서비스의 서명 이름으로 서명하고, 클라이언트의 엔드포인트 설정을 확인하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'SignatureDoesNotMatch',
      text: "Credential should be scoped to correct service: '{service}'. ",
    },
    source: SIGV4,
  },
  'SIG-022': {
    message:
      'the credential is scoped to region `{region}` and service `{received}`; accepted: {regions} and `{service}`',
    title: {
      en: 'The credential is scoped to this Region and service',
      ko: '자격 증명 범위의 리전과 서비스가 올바름',
    },
    cause: {
      en: 'The client signs for a Region that is not served here and for another service than the one it calls.',
      ko: '클라이언트가 제공되지 않는 리전과 호출 대상이 아닌 서비스로 서명합니다.',
    },
    fix: {
      en: "Set the client's Region to one of this server, and sign with the signing name of the service that is called.",
      ko: '클라이언트의 리전을 이 서버의 리전으로 지정하고, 호출하는 서비스의 서명 이름으로 서명하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'SignatureDoesNotMatch',
      text: "Credential should be scoped to a valid region. Credential should be scoped to correct service: '{service}'. ",
    },
    source: SIGV4,
  },
  'SIG-023': {
    message: 'the credential scope ends in `{terminator}` instead of `aws4_request`',
    title: {
      en: 'The credential scope ends in aws4_request',
      ko: '자격 증명 범위가 aws4_request로 끝남',
    },
    cause: {
      en: 'The last part of the credential scope is not aws4_request.',
      ko: '자격 증명 범위의 마지막 부분이 aws4_request가 아닙니다.',
    },
    fix: {
      en: 'End the credential scope in aws4_request.',
      ko: '자격 증명 범위를 aws4_request로 끝내십시오.',
    },
    actor: 'user',
    wire: {
      error: 'SignatureDoesNotMatch',
      text: "Credential should be scoped with a valid terminator: 'aws4_request', not '{terminator}'. ",
    },
    source: SIGV4,
  },
  'SIG-024': {
    message: 'the credential scope is of `{scopeDate}`, the request of `{date}`',
    title: {
      en: "The credential scope is of the request's day",
      ko: '자격 증명 범위의 날짜가 요청 날짜와 같음',
    },
    cause: {
      en: 'The date in the credential scope is not the day of X-Amz-Date; the client may mix local time and UTC.',
      ko: '자격 증명 범위의 날짜가 X-Amz-Date의 날짜와 다릅니다. 클라이언트가 현지 시각과 UTC를 섞어 쓸 수 있습니다.',
    },
    fix: {
      en: 'Take both dates from the same instant, in UTC.',
      ko: '두 날짜를 같은 순간의 UTC 시각에서 가져오십시오.',
    },
    actor: 'user',
    wire: {
      error: 'SignatureDoesNotMatch',
      text: "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{scopeDate}' != '{day}', from '{date}'.",
    },
    source: SIGV4,
  },
  'SIG-030': {
    message: 'the access key `{accessKeyId}` does not exist',
    title: { en: 'The access key exists', ko: '액세스 키가 존재함' },
    cause: {
      en: 'No such access key: it was deleted, mistyped, or belongs to another installation or to AWS itself.',
      ko: '해당 액세스 키가 없습니다. 삭제되었거나 잘못 입력되었거나 다른 서버 또는 AWS의 키입니다.',
    },
    fix: {
      en: 'Check which profile the client uses, and create a new access key if the old one is gone.',
      ko: '클라이언트가 사용하는 프로필을 확인하고, 키가 삭제되었으면 새 액세스 키를 만드십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidClientTokenId', text: INVALID_TOKEN },
    source: SIGV4,
  },
  'SIG-031': {
    message: 'the temporary access key `{accessKeyId}` was used without its session token',
    title: {
      en: 'Temporary credentials come with their session token',
      ko: '임시 보안 자격 증명에 세션 토큰이 있음',
    },
    cause: {
      en: 'The access key begins with ASIA, so that a session token belongs to it, but the request carries none.',
      ko: '액세스 키가 ASIA로 시작하므로 세션 토큰이 필요하지만 요청에 없습니다.',
    },
    fix: {
      en: 'Set AWS_SESSION_TOKEN (aws_session_token in the profile) together with the key.',
      ko: '키와 함께 AWS_SESSION_TOKEN(프로필에서는 aws_session_token)을 설정하십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidClientTokenId', text: INVALID_TOKEN },
    source: SIGV4,
  },
  'SIG-032': {
    message: 'the long-term access key `{accessKeyId}` was used with a session token',
    title: {
      en: 'Long-term credentials come without a session token',
      ko: '장기 자격 증명에 세션 토큰이 없음',
    },
    cause: {
      en: 'The request mixes a long-term access key with a session token, usually one left over in the environment.',
      ko: '장기 액세스 키와 세션 토큰을 함께 사용했습니다. 환경 변수에 남아 있던 토큰인 경우가 많습니다.',
    },
    fix: {
      en: 'Unset AWS_SESSION_TOKEN, or use the temporary access key that the token belongs to.',
      ko: 'AWS_SESSION_TOKEN을 지우거나, 그 토큰이 속한 임시 액세스 키를 사용하십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidClientTokenId', text: INVALID_TOKEN },
    source: SIGV4,
  },
  'SIG-033': {
    message: 'the session token does not belong to the access key `{accessKeyId}`',
    title: {
      en: 'The session token belongs to the access key',
      ko: '세션 토큰이 액세스 키에 속함',
    },
    cause: {
      en: 'The session token was altered or cut, is of another session or server, or its sealing key has been retired.',
      ko: '세션 토큰이 변경되었거나 잘렸거나 다른 세션 또는 서버의 것이거나, 토큰을 봉인한 키가 폐기되었습니다.',
    },
    fix: {
      en: 'Copy key, secret and token from one answer, or get new temporary credentials.',
      ko: '키, 시크릿, 토큰을 같은 응답에서 복사하거나 임시 보안 자격 증명을 새로 받으십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidClientTokenId', text: INVALID_TOKEN },
    source: SIGV4,
  },
  'SIG-034': {
    message: 'the session of `{accessKeyId}` expired at {expiresAt}',
    title: { en: 'The session has not expired', ko: '세션이 만료되지 않음' },
    cause: {
      en: 'The temporary credentials have reached their expiration time.',
      ko: '임시 보안 자격 증명의 만료 시각이 지났습니다.',
    },
    fix: {
      en: 'Get new temporary credentials; SDK credential providers do so by themselves.',
      ko: '임시 보안 자격 증명을 새로 받으십시오. SDK의 자격 증명 공급자는 자동으로 갱신합니다.',
    },
    actor: 'user',
    wire: { error: 'ExpiredToken', text: 'The security token included in the request is expired' },
    source: SIGV4,
  },
  'SIG-035': {
    message: 'the role or user behind the session of `{accessKeyId}` no longer exists',
    title: { en: 'The issuer of the session exists', ko: '세션을 발급한 주체가 존재함' },
    cause: {
      en: 'The role, user or browser session that the credentials came from was deleted or ended; one of the same name made later does not revive them.',
      ko: '자격 증명의 출처인 역할, 사용자 또는 브라우저 세션이 삭제되었거나 종료되었습니다. 같은 이름으로 다시 만들어도 되살아나지 않습니다.',
    },
    fix: {
      en: 'Assume the role again, or sign in again.',
      ko: '역할을 다시 수임하거나 다시 로그인하십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidClientTokenId', text: INVALID_TOKEN },
    source: SIGV4,
  },
  'SIG-036': {
    message: 'the access key `{accessKeyId}` is inactive',
    title: { en: 'The access key is active', ko: '액세스 키가 활성 상태임' },
    cause: {
      en: 'An administrator or the user set the access key to inactive.',
      ko: '관리자 또는 사용자가 액세스 키를 비활성화했습니다.',
    },
    fix: {
      en: 'Activate the key with iam:UpdateAccessKey, or use another one.',
      ko: 'iam:UpdateAccessKey로 키를 활성화하거나 다른 키를 사용하십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidClientTokenId', text: INVALID_TOKEN },
    source: SIGV4,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
