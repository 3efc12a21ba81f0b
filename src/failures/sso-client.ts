import type { FailureEntry } from './failure.ts';

/** Failures of registering clients and of proving to be one. */
export const ssoClientFailures = {
  'SSO-020': {
    message: 'the client type is `{received}`',
    title: { en: 'The client is a public one', ko: '공용 클라이언트임' },
    cause: {
      en: 'Only clients of type public can be registered.',
      ko: 'public 유형의 클라이언트만 등록할 수 있습니다.',
    },
    fix: { en: 'Register with clientType public.', ko: 'clientType을 public으로 등록하십시오.' },
    actor: 'partner',
    wire: { error: 'InvalidClientMetadataException', text: 'Invalid client type provided' },
    source: 'aws-facts E1',
  },
  'SSO-021': {
    message: 'the client name has {length} characters or control characters',
    title: {
      en: 'The client has a name that can be shown',
      ko: '표시할 수 있는 클라이언트 이름임',
    },
    cause: {
      en: 'Whoever consents is shown the name: 1 to 128 characters, none of them a control character.',
      ko: '동의하는 사람에게 이름이 표시됩니다. 제어 문자가 없는 1~128자여야 합니다.',
    },
    fix: { en: 'Register with a shorter name.', ko: '더 짧은 이름으로 등록하십시오.' },
    actor: 'partner',
    wire: { error: 'InvalidClientMetadataException', text: 'Invalid client name provided' },
    source: 'aws-facts E1',
  },
  'SSO-022': {
    message: 'the redirect URI `{received}` cannot be used',
    title: { en: 'The redirect URIs can be used', ko: '사용할 수 있는 리디렉션 URI임' },
    cause: {
      en: 'Codes are sent to the computer of the client alone: redirect URIs are http URIs of the loopback addresses 127.0.0.1 and [::1], without query and fragment, at most ten.',
      ko: '코드는 클라이언트의 컴퓨터로만 보냅니다. 리디렉션 URI는 쿼리와 조각이 없는 루프백 주소 127.0.0.1과 [::1]의 http URI여야 하며 최대 10개입니다.',
    },
    fix: {
      en: 'Register with http://127.0.0.1/oauth/callback.',
      ko: 'http://127.0.0.1/oauth/callback으로 등록하십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidRedirectUriException', text: 'Invalid redirect URI provided' },
    source: 'RFC 8252, 7; aws-facts E1',
  },
  'SSO-023': {
    message: 'the grant type `{received}` is not supported',
    title: { en: 'The grant types are supported', ko: '지원되는 권한 부여 유형임' },
    cause: {
      en: 'Public clients can use the grant types authorization_code, device_code and refresh_token.',
      ko: '공용 클라이언트는 authorization_code, device_code, refresh_token 권한 부여 유형을 사용할 수 있습니다.',
    },
    fix: { en: 'Correct the client.', ko: '클라이언트를 수정하십시오.' },
    actor: 'partner',
    wire: { error: 'UnsupportedGrantTypeException', text: 'Unsupported grant type provided' },
    source: 'aws-facts E1',
  },
  'SSO-024': {
    message: 'the scope `{received}` is not supported',
    title: { en: 'The scopes are supported', ko: '지원되는 범위임' },
    cause: {
      en: 'A client of this server can be registered for the scope sso:account:access, and for other names of the form service:resource:action, at most twenty.',
      ko: '이 서버의 클라이언트는 sso:account:access 범위와 service:resource:action 형식의 다른 이름으로 최대 20개까지 등록할 수 있습니다.',
    },
    fix: {
      en: 'Register with the scope sso:account:access.',
      ko: 'sso:account:access 범위로 등록하십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidScopeException', text: 'Invalid scope provided' },
    source: 'aws-facts E1',
  },
  'SSO-025': {
    message: '`{received}` is the start URL of no instance',
    title: { en: 'The start URL is of an instance', ko: '시작 URL이 인스턴스의 것임' },
    cause: {
      en: 'No instance of IAM Identity Center here has this start URL.',
      ko: '여기에는 이 시작 URL을 가진 IAM Identity Center 인스턴스가 없습니다.',
    },
    fix: {
      en: 'Copy the start URL from the settings of IAM Identity Center into sso_start_url.',
      ko: 'IAM Identity Center 설정의 시작 URL을 sso_start_url에 복사하십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidRequestException', text: 'Invalid start URL provided' },
    source: 'client-facts, start-URL check',
  },
  'SSO-026': {
    message: 'the registration takes {size} bytes',
    title: { en: 'The registration is small enough', ko: '등록 정보가 충분히 작음' },
    cause: {
      en: 'A client carries its registration in its id, which has room for 1024 bytes.',
      ko: '클라이언트는 ID 안에 등록 정보를 담으며 1024바이트까지 담을 수 있습니다.',
    },
    fix: {
      en: 'Register fewer scopes and redirect URIs.',
      ko: '범위와 리디렉션 URI를 줄여 등록하십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidClientMetadataException', text: 'Invalid client metadata provided' },
    source: 'aws-facts E1',
  },
  'SSO-027': {
    message: 'the client has the grant type authorization_code and no redirect URI',
    title: { en: 'A client that is redirected to says where', ko: '리디렉션 대상이 지정됨' },
    cause: {
      en: 'With the grant type authorization_code at least one redirect URI is required.',
      ko: 'authorization_code 권한 부여 유형에는 리디렉션 URI가 하나 이상 필요합니다.',
    },
    fix: { en: 'Correct the client.', ko: '클라이언트를 수정하십시오.' },
    actor: 'partner',
    wire: { error: 'InvalidRedirectUriException', text: 'Invalid redirect URI provided' },
    source: 'aws-facts E1',
  },
  'SSO-028': {
    message: 'the address {address} asks too often',
    title: { en: 'The address asks at a bearable rate', ko: '주소의 요청 빈도가 적당함' },
    cause: {
      en: 'Too many clients or devices were registered from this address in a short time.',
      ko: '이 주소에서 짧은 시간에 너무 많은 클라이언트나 디바이스가 등록되었습니다.',
    },
    fix: { en: 'Wait a minute.', ko: '1분 동안 기다리십시오.' },
    actor: 'user',
    wire: { error: 'SlowDownException', text: 'Rate exceeded' },
    source: 'aws-facts E1',
  },
  'SSO-030': {
    message: 'the client id was not made by this installation',
    title: { en: 'The client is registered here', ko: '여기에 등록된 클라이언트임' },
    cause: {
      en: 'The client id was altered, cut off, or is of another server.',
      ko: '클라이언트 ID가 변경되었거나 잘렸거나 다른 서버의 것입니다.',
    },
    fix: { en: 'Run aws sso login again.', ko: 'aws sso login을 다시 실행하십시오.' },
    actor: 'partner',
    wire: { error: 'InvalidClientException', text: 'Invalid client provided' },
    source: 'aws-facts E1',
  },
  'SSO-031': {
    message: 'the client secret does not belong to the client id',
    title: {
      en: 'The client secret belongs to the client',
      ko: '클라이언트 보안 암호가 클라이언트의 것임',
    },
    cause: {
      en: 'The client secret was altered, cut off, or is of another client.',
      ko: '클라이언트 보안 암호가 변경되었거나 잘렸거나 다른 클라이언트의 것입니다.',
    },
    fix: { en: 'Run aws sso login again.', ko: 'aws sso login을 다시 실행하십시오.' },
    actor: 'partner',
    wire: { error: 'InvalidClientException', text: 'Invalid client provided' },
    source: 'aws-facts E1',
  },
  'SSO-032': {
    message: 'the registration expired at {expiresAt}',
    title: { en: 'The registration is in time', ko: '등록이 유효 기간 안에 있음' },
    cause: { en: 'Registrations are valid for 90 days.', ko: '등록은 90일 동안 유효합니다.' },
    fix: {
      en: 'Register again; aws sso login does so by itself.',
      ko: '다시 등록하십시오. aws sso login이 자동으로 등록합니다.',
    },
    actor: 'partner',
    wire: { error: 'InvalidClientException', text: 'Client registration has expired' },
    source: 'aws-facts E1',
  },
  'SSO-033': {
    message: 'the client is not registered for `{grantType}`',
    title: {
      en: 'The client is registered for the grant type',
      ko: '권한 부여 유형에 등록된 클라이언트임',
    },
    cause: {
      en: 'The client was registered with other grant types.',
      ko: '클라이언트가 다른 권한 부여 유형으로 등록되었습니다.',
    },
    fix: { en: 'Register with this grant type.', ko: '이 권한 부여 유형으로 등록하십시오.' },
    actor: 'partner',
    wire: {
      error: 'UnauthorizedClientException',
      text: 'Client is not authorized for this grant type',
    },
    source: 'aws-facts E1',
  },
  'SSO-034': {
    message: 'too many devices wait from {source}',
    title: { en: 'Not too many devices wait', ko: '대기 중인 디바이스가 너무 많지 않음' },
    cause: {
      en: 'Authorizations of devices that nobody has answered yet are limited for each address and for the installation.',
      ko: '아직 응답하지 않은 디바이스 인증은 주소와 설치별로 제한됩니다.',
    },
    fix: {
      en: 'Wait ten minutes, or answer those that wait.',
      ko: '10분 기다리거나 대기 중인 요청에 응답하십시오.',
    },
    actor: 'user',
    wire: { error: 'SlowDownException', text: 'Rate exceeded' },
    source: 'aws-facts E1',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
