import type { FailureEntry } from './failure.ts';

const LOOKUP = 'IAM User Guide, OpenID Connect identity providers; aws-facts D1, D2, D4';
const NO_PROVIDER = 'No OpenIDConnect provider found in your account for {issuer}';

/** Failures to find the identity provider that a token names. */
export const issuerFailures = {
  'OIDC-015': {
    message: 'the token names no issuer',
    title: { en: 'The token names its issuer', ko: '토큰에 발행자가 있음' },
    cause: {
      en: 'The claim iss is missing or not a text, so that nobody can be asked for the key.',
      ko: 'iss 클레임이 없거나 문자열이 아니어서 키를 요청할 곳을 알 수 없습니다.',
    },
    fix: {
      en: 'Send an ID token of OpenID Connect, which always has iss.',
      ko: '항상 iss가 있는 OpenID Connect의 ID 토큰을 보내십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidIdentityToken', text: 'Missing a required claim: iss' },
    source: 'OpenID Connect Core 1.0 section 2; aws-facts D2',
  },
  'OIDC-016': {
    message: "no provider of the role's account has the URL `{issuer}`",
    title: {
      en: "The issuer is registered in the role's account",
      ko: '발행자가 역할의 계정에 등록됨',
    },
    cause: {
      en: 'The account that the role belongs to has no OpenID Connect provider with the URL that the token names as its issuer; often it was made in another account.',
      ko: '토큰이 발행자로 지정한 URL의 OpenID Connect 제공업체가 역할의 계정에 없습니다. 다른 계정에 만든 경우가 많습니다.',
    },
    fix: {
      en: "Create the provider in the role's account: aws iam create-open-id-connect-provider --url with exactly the value of iss.",
      ko: '역할의 계정에 제공업체를 만드십시오. aws iam create-open-id-connect-provider --url에 iss 값을 그대로 지정합니다.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: NO_PROVIDER },
    source: LOOKUP,
  },
  'OIDC-017': {
    message:
      'the issuer `{issuer}` is registered as `{registered}`, which is not the same: {difference}',
    title: {
      en: 'The issuer is spelt as it was registered',
      ko: '발행자의 표기가 등록된 것과 같음',
    },
    cause: {
      en: 'A provider is registered whose URL differs from the issuer only in letter case, in a slash at the end, in the port, or in a path that one of them lacks; URLs are compared letter by letter.',
      ko: '대소문자, 끝의 슬래시, 포트 또는 한쪽에만 있는 경로가 발행자와 다른 URL로 제공업체가 등록되어 있습니다. URL은 한 글자씩 비교됩니다.',
    },
    fix: {
      en: 'Create a provider with exactly the value of iss and name its ARN in trust policies; delete the misspelt one when no other token needs it.',
      ko: 'iss 값을 그대로 지정하여 제공업체를 만들고 신뢰 정책에 그 ARN을 지정하십시오. 잘못된 제공업체는 다른 토큰에 필요하지 않으면 삭제하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: NO_PROVIDER },
    source: LOOKUP,
  },
  'OIDC-018': {
    message: 'the issuer `{issuer}` is not an https URL',
    title: { en: 'The issuer is an https URL', ko: '발행자가 https URL임' },
    cause: {
      en: 'The token names an issuer that does not begin with https://, or with a query or a fragment; none such can be registered.',
      ko: '토큰의 발행자가 https://로 시작하지 않거나 쿼리 또는 프래그먼트가 있습니다. 이런 발행자는 등록할 수 없습니다.',
    },
    fix: {
      en: 'Configure the public https address of the identity provider as its issuer.',
      ko: 'ID 제공업체의 발행자를 공개 https 주소로 설정하십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidIdentityToken', text: NO_PROVIDER },
    source: 'OpenID Connect Core 1.0 section 2; aws-facts D1',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
