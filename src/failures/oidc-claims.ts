import type { FailureEntry } from './failure.ts';

const CLAIMS = 'OpenID Connect Core 1.0 sections 2, 3.1.3.7; aws-facts D2';
const TAGS = 'STS User Guide, passing session tags in AssumeRoleWithWebIdentity; aws-facts D3, B2';
/** The text of STS for tokens of which it says no more (seen since 2026). */
const NOT_VALIDATED = {
  error: 'InvalidIdentityToken',
  text: 'The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.',
} as const;

/** Failures of the signature and of what the claims say. */
export const claimFailures = {
  'OIDC-065': {
    message: 'the signature of the token was not made with the key {kid}',
    title: { en: 'The signature is genuine', ko: '서명이 진짜임' },
    cause: {
      en: 'The token was changed after it was signed, was signed with another key, or is forged.',
      ko: '서명 후에 토큰이 변경되었거나, 다른 키로 서명되었거나, 위조되었습니다.',
    },
    fix: {
      en: 'Fetch a new token and send it unchanged; if it is refused as well, the issuer publishes another key than it signs with.',
      ko: '토큰을 새로 받아 그대로 보내십시오. 그래도 거부되면 발행자가 서명에 쓰는 키와 다른 키를 공개하고 있는 것입니다.',
    },
    actor: 'partner',
    wire: NOT_VALIDATED,
    source: 'RFC 7515 section 5.2; aws-facts D2',
  },
  'OIDC-070': {
    message: 'the token has no claim {claim}',
    title: { en: 'The required claims are there', ko: '필수 클레임이 있음' },
    cause: {
      en: 'A token must say when it was issued (iat), until when it holds (exp), about whom (sub) and for whom (aud).',
      ko: '토큰에는 발급 시각(iat), 만료 시각(exp), 주체(sub), 대상(aud)이 있어야 합니다.',
    },
    fix: {
      en: 'Let the identity provider add the claim; for Kubernetes, use a projected service account token with an audience.',
      ko: 'ID 제공업체가 클레임을 추가하게 하십시오. Kubernetes에서는 대상이 지정된 프로젝션 서비스 계정 토큰을 사용하십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidIdentityToken', text: 'Missing a required claim: {claim}' },
    source: CLAIMS,
  },
  'OIDC-071': {
    message: 'the claim {claim} of the token is not {form}',
    title: { en: 'The claims have their forms', ko: '클레임의 형식이 올바름' },
    cause: {
      en: 'A claim has another type than OpenID Connect gives it, such as a time written as text.',
      ko: '시각이 문자열로 되어 있는 등 클레임의 형식이 OpenID Connect와 다릅니다.',
    },
    fix: {
      en: 'Let the identity provider write times as numbers of seconds, sub and azp as text, aud as text or a list of texts.',
      ko: 'ID 제공업체가 시각은 초 단위 숫자로, sub와 azp는 문자열로, aud는 문자열이나 문자열 목록으로 쓰게 하십시오.',
    },
    actor: 'partner',
    wire: NOT_VALIDATED,
    source: 'RFC 7519 section 4.1',
  },
  'OIDC-072': {
    message: 'the token expired at {expires}, and it is {now}',
    title: { en: 'The token has not expired', ko: '토큰이 만료되지 않음' },
    cause: {
      en: 'The token was used after its expiration time and five minutes of grace, or the clock of this server is ahead.',
      ko: '만료 시각과 5분의 여유가 지난 뒤에 토큰을 사용했거나, 이 서버의 시계가 빠릅니다.',
    },
    fix: {
      en: 'Fetch a new token right before the call; token files have to be read again each time.',
      ko: '호출 직전에 토큰을 새로 받으십시오. 토큰 파일은 매번 다시 읽어야 합니다.',
    },
    actor: 'user',
    wire: {
      error: 'ExpiredTokenException',
      text: 'Token expired: current date/time {now} must be before the expiration date/time {expires}',
    },
    source: 'IAM User Guide, OIDC federation (five minutes after exp); aws-facts B6, D2',
  },
  'OIDC-073': {
    message: 'the token was issued at {issued}, which is in the future of {now}',
    title: { en: 'The token was not issued in the future', ko: '토큰의 발급 시각이 미래가 아님' },
    cause: {
      en: 'The clock of the identity provider is more than five minutes ahead of this server.',
      ko: 'ID 제공업체의 시계가 이 서버보다 5분 넘게 빠릅니다.',
    },
    fix: {
      en: 'Synchronise the clocks of the identity provider and of this server, for example with NTP.',
      ko: 'NTP 등으로 ID 제공업체와 이 서버의 시계를 맞추십시오.',
    },
    actor: 'partner',
    wire: NOT_VALIDATED,
    source: CLAIMS,
  },
  'OIDC-074': {
    message: 'the token is valid from {begins} only, and it is {now}',
    title: { en: 'The token is valid already', ko: '토큰의 유효 기간이 시작됨' },
    cause: {
      en: 'The claim nbf lies in the future: the clocks differ, or the token is for later use.',
      ko: 'nbf 클레임이 미래입니다. 시계가 다르거나 나중에 쓸 토큰입니다.',
    },
    fix: {
      en: 'Synchronise the clocks, or use the token when its time has come.',
      ko: '시계를 맞추거나, 시작 시각이 지난 뒤에 토큰을 사용하십시오.',
    },
    actor: 'partner',
    wire: NOT_VALIDATED,
    source: 'RFC 7519 section 4.1.5; aws-facts D2',
  },
  'OIDC-075': {
    message: 'the subject of the token cannot be used: {problem}',
    title: { en: 'The subject is 1 to 255 characters long', ko: '주체가 1~255자임' },
    cause: {
      en: 'The claim sub is empty, longer than 255 characters, or has control characters, which neither answers nor events can carry.',
      ko: 'sub 클레임이 비어 있거나, 255자보다 길거나, 응답과 이벤트에 담을 수 없는 제어 문자가 있습니다.',
    },
    fix: {
      en: 'Let the identity provider issue a short stable identifier as sub.',
      ko: 'ID 제공업체가 짧고 변하지 않는 식별자를 sub로 발급하게 하십시오.',
    },
    actor: 'partner',
    wire: NOT_VALIDATED,
    source: 'STS API reference, AssumeRoleWithWebIdentity; OpenID Connect Core 1.0 section 2',
  },
  'OIDC-076': {
    message: 'the audience {audience} is not among the client ids of the provider',
    title: { en: 'The token is for a registered audience', ko: '토큰의 대상이 등록되어 있음' },
    cause: {
      en: 'The token was issued for another application: neither aud, nor azp where it is present, is a client id of the IAM provider.',
      ko: '다른 애플리케이션용으로 발급된 토큰입니다. aud(azp가 있으면 azp)가 IAM 제공업체의 클라이언트 ID가 아닙니다.',
    },
    fix: {
      en: 'Add the audience with aws iam add-client-id-to-open-id-connect-provider, or ask the identity provider for a token for a registered one.',
      ko: 'aws iam add-client-id-to-open-id-connect-provider로 대상을 추가하거나, 등록된 대상의 토큰을 ID 제공업체에 요청하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: 'Incorrect token audience' },
    source: CLAIMS,
  },
  'OIDC-077': {
    message: 'the claim for session tags has another form at {place}',
    title: { en: 'The session tags can be read', ko: '세션 태그를 읽을 수 있음' },
    cause: {
      en: 'The claim https://aws.amazon.com/tags is no object with principal_tags and transitive_tag_keys, or a tag has several values.',
      ko: 'https://aws.amazon.com/tags 클레임이 principal_tags와 transitive_tag_keys를 가진 객체가 아니거나, 한 태그에 값이 여러 개입니다.',
    },
    fix: {
      en: 'Let the identity provider issue {"principal_tags": {"Key": ["value"]}, "transitive_tag_keys": ["Key"]}, or one claim https://aws.amazon.com/tags/principal_tags/Key for each tag.',
      ko: 'ID 제공업체가 {"principal_tags": {"Key": ["value"]}, "transitive_tag_keys": ["Key"]} 형식이나 태그마다 https://aws.amazon.com/tags/principal_tags/Key 클레임을 발급하게 하십시오.',
    },
    actor: 'partner',
    wire: NOT_VALIDATED,
    source: TAGS,
  },
  'OIDC-078': {
    message: 'the session tag {key} is outside the limits: {problem}',
    title: { en: 'The session tags are within the limits', ko: '세션 태그가 한도 안에 있음' },
    cause: {
      en: 'A session may have 50 tags with keys of 1 to 128 and values of up to 256 letters, digits, spaces and _ . : / = + - @; keys that begin with aws: are reserved.',
      ko: '세션 태그는 50개까지이며, 키는 1~128자, 값은 256자까지의 문자, 숫자, 공백, _ . : / = + - @만 쓸 수 있습니다. aws:로 시작하는 키는 예약되어 있습니다.',
    },
    fix: {
      en: 'Let the identity provider send fewer, shorter or other tags.',
      ko: 'ID 제공업체가 태그를 줄이거나 바꾸게 하십시오.',
    },
    actor: 'partner',
    wire: NOT_VALIDATED,
    source: TAGS,
  },
  'OIDC-079': {
    message: 'the session tag key {key} is given twice',
    title: { en: 'Each session tag is given once', ko: '세션 태그가 한 번씩만 지정됨' },
    cause: {
      en: 'Two tags have keys that differ in letter case at most, or the same tag stands in both forms of the claim.',
      ko: '대소문자만 다르거나 같은 키의 태그가 두 개이거나, 같은 태그가 두 가지 클레임 형식에 모두 있습니다.',
    },
    fix: {
      en: 'Let the identity provider send each tag once.',
      ko: 'ID 제공업체가 각 태그를 한 번만 보내게 하십시오.',
    },
    actor: 'partner',
    wire: {
      error: 'InvalidParameterValue',
      text: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    },
    source: 'aws-facts B6, D3',
  },
  'OIDC-080': {
    message: 'the transitive tag key {key} is no tag of the token',
    title: { en: 'Transitive keys are keys of tags', ko: '전이적 키가 태그의 키임' },
    cause: {
      en: 'The token wants a tag to be handed on to later sessions that it does not set.',
      ko: '토큰이 설정하지 않은 태그를 이후 세션에 전달하려고 합니다.',
    },
    fix: {
      en: 'Let the identity provider send the tag too, or leave its key out of transitive_tag_keys.',
      ko: 'ID 제공업체가 그 태그도 보내거나 transitive_tag_keys에서 키를 빼게 하십시오.',
    },
    actor: 'partner',
    wire: {
      error: 'InvalidParameterValue',
      text: 'The specified transitive tag key must be included in the requested tags.',
    },
    source: 'aws-facts B6, D3',
  },
  'OIDC-081': {
    message: 'the source identity claim {received} cannot be used',
    title: { en: 'The source identity has its form', ko: '소스 자격 증명의 형식이 올바름' },
    cause: {
      en: 'The claim https://aws.amazon.com/source_identity is not a text of 2 to 64 letters, digits and _ + = , . @ -, or begins with aws:.',
      ko: 'https://aws.amazon.com/source_identity 클레임이 2~64자의 문자, 숫자, _ + = , . @ - 로 된 문자열이 아니거나 aws:로 시작합니다.',
    },
    fix: {
      en: 'Let the identity provider send an identifier of that form, such as an e-mail address.',
      ko: 'ID 제공업체가 이메일 주소처럼 이 형식에 맞는 식별자를 보내게 하십시오.',
    },
    actor: 'partner',
    wire: {
      error: 'InvalidIdentityToken',
      text: 'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
    },
    source: 'aws-facts C6, D3',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
