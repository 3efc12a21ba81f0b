import type { FailureEntry } from './failure.ts';

const ELEMENTS = 'IAM user guide, AWS JSON policy elements';
const SAML_ROLES = 'IAM user guide, creating a role for SAML 2.0 federation; aws-facts C4, C5';
const OIDC_ROLES = 'IAM user guide, creating a role for OpenID Connect federation; aws-facts D3';

/** Mistakes in trust policies that can be seen without a sign-in. */
export const trustPolicyFailures = {
  'DIAG-020': {
    message: 'IAM refuses the trust policy: {problem}',
    title: { en: 'IAM takes the trust policy', ko: 'IAM이 신뢰 정책을 받아들임' },
    cause: {
      en: 'The document breaks a rule of the policy language or of trust policies.',
      ko: '문서가 정책 언어나 신뢰 정책의 규칙에 맞지 않습니다.',
    },
    fix: {
      en: 'Correct what the message names; IAM answers the same text.',
      ko: '메시지에 나온 부분을 고치십시오. IAM도 같은 텍스트로 응답합니다.',
    },
    actor: 'administrator',
    wire: { error: 'MalformedPolicyDocument', text: '{problem}' },
    source: 'aws-facts J6',
  },
  'DIAG-021': {
    message: '{statement} lets everybody in: Principal is `*` and there is no condition',
    title: { en: 'Nobody unknown is let in', ko: '알 수 없는 사용자는 허용되지 않음' },
    cause: {
      en: 'A statement allows every principal of every account, and no condition limits it.',
      ko: '정책 문이 조건 없이 모든 계정의 모든 보안 주체를 허용합니다.',
    },
    fix: {
      en: 'Name the accounts, roles or providers in Principal, or add a condition such as aws:PrincipalOrgID.',
      ko: 'Principal에 계정, 역할 또는 제공업체를 지정하거나 aws:PrincipalOrgID 같은 조건을 추가하십시오.',
    },
    actor: 'administrator',
    source: ELEMENTS,
  },
  'DIAG-022': {
    message: 'the provider `{provider}` is of another account than the role `{role}`',
    title: {
      en: 'Providers are of the account of the role',
      ko: '제공업체가 역할과 같은 계정에 속함',
    },
    cause: {
      en: 'An identity provider vouches for roles of its own account only; the policy was probably copied from another account.',
      ko: 'ID 제공업체는 자기 계정의 역할에만 사용할 수 있습니다. 다른 계정의 정책을 복사했을 수 있습니다.',
    },
    fix: {
      en: "Make the provider in the role's account too, and name its ARN.",
      ko: '역할의 계정에도 제공업체를 만들고 그 ARN을 지정하십시오.',
    },
    actor: 'administrator',
    source: SAML_ROLES,
  },
  'DIAG-023': {
    message: 'no statement allows `{action}` to the provider `{provider}`',
    title: {
      en: 'Each provider is allowed the operation of its kind',
      ko: '각 제공업체에 종류에 맞는 작업이 허용됨',
    },
    cause: {
      en: 'Responses of a SAML provider are exchanged with sts:AssumeRoleWithSAML, tokens of an OpenID Connect provider with sts:AssumeRoleWithWebIdentity; the policy names the provider with another action.',
      ko: 'SAML 제공업체의 응답은 sts:AssumeRoleWithSAML로, OpenID Connect 제공업체의 토큰은 sts:AssumeRoleWithWebIdentity로 교환합니다. 정책에 이 제공업체가 다른 작업과 함께 지정되어 있습니다.',
    },
    fix: {
      en: 'Add the action that the message names to the statement.',
      ko: '메시지에 나온 작업을 정책 문에 추가하십시오.',
    },
    actor: 'administrator',
    source: SAML_ROLES,
  },
  'DIAG-024': {
    message: '{statement} asks for `{key}`, which callers of {providers} never have',
    title: {
      en: 'Conditions use keys that callers have',
      ko: '조건에 호출자가 가진 키가 사용됨',
    },
    cause: {
      en: 'The prefix of a condition key is saml: for SAML providers, and the URL of the provider without https:// for OpenID Connect. With another prefix the condition is never met.',
      ko: '조건 키의 접두사는 SAML 제공업체의 경우 saml:, OpenID Connect의 경우 https://를 뺀 제공업체 URL입니다. 접두사가 다르면 조건이 절대 충족되지 않습니다.',
    },
    fix: {
      en: 'Write the key with the prefix of the provider that the statement names.',
      ko: '정책 문에 지정된 제공업체의 접두사로 키를 작성하십시오.',
    },
    actor: 'administrator',
    source: OIDC_ROLES,
  },
  'DIAG-025': {
    message: '{statement} asks for SAML:aud {values}, and responses are sent to {recipients}',
    title: {
      en: 'SAML:aud is where responses are sent',
      ko: 'SAML:aud가 응답을 보내는 URL과 일치함',
    },
    cause: {
      en: 'SAML:aud is the Recipient of the response, that is the consumer URL letter by letter. The policy asks for another value, often the entity ID or a URL with a slash more or less.',
      ko: 'SAML:aud는 응답의 Recipient, 즉 ACS URL과 정확히 같아야 합니다. 정책에는 다른 값이 있으며, 엔터티 ID를 쓰거나 슬래시가 다른 경우가 많습니다.',
    },
    fix: {
      en: 'Put the consumer URL into the condition that the identity provider has as Recipient.',
      ko: 'ID 제공업체에 Recipient로 설정된 ACS URL을 조건에 지정하십시오.',
    },
    actor: 'administrator',
    source: SAML_ROLES,
  },
  'DIAG-026': {
    message: '{statement} asks for SAML:aud {values} of AWS, and this server is {recipients}',
    title: {
      en: 'SAML:aud of an imported policy is this server',
      ko: '가져온 정책의 SAML:aud가 이 서버임',
    },
    cause: {
      en: 'The policy was written for AWS: its condition names the consumer URL of AWS, and responses that are made for this server have another Recipient.',
      ko: 'AWS용으로 작성된 정책입니다. 조건에는 AWS의 ACS URL이 지정되어 있지만, 이 서버용 응답의 Recipient는 다릅니다.',
    },
    fix: {
      en: 'Add the consumer URL of this server to the values of SAML:aud, or set GATEHOUSE_SAML_AWS_NAMES=true and let the identity provider send what it sends to AWS.',
      ko: 'SAML:aud 값에 이 서버의 ACS URL을 추가하십시오. 또는 GATEHOUSE_SAML_AWS_NAMES=true로 설정하고 ID 제공업체가 AWS로 보내는 것과 같은 응답을 보내게 하십시오.',
    },
    actor: 'administrator',
    source: 'Gatehouse architecture, Names on the network',
  },
  'DIAG-027': {
    message: '{statement} lets everybody in who uses `{provider}`: nothing limits {keys}',
    title: {
      en: 'Issuers that many share are limited to one tenant',
      ko: '공유 발행자가 하나의 테넌트로 제한됨',
    },
    cause: {
      en: 'Everybody in the world gets tokens from this issuer. Only a condition on what tells its customers apart keeps the others out, and IAM refuses new trust policies without one.',
      ko: '이 발행자는 누구에게나 토큰을 발급합니다. 고객을 구분하는 클레임에 대한 조건이 있어야 다른 고객을 막을 수 있으며, IAM은 이 조건이 없는 새 신뢰 정책을 거부합니다.',
    },
    fix: {
      en: 'Add a condition on the key that the message names, with a value that begins with your own organization, repository or project.',
      ko: '메시지에 나온 키에 대해, 자신의 조직, 리포지토리 또는 프로젝트로 시작하는 값으로 조건을 추가하십시오.',
    },
    actor: 'administrator',
    source: 'IAM user guide, identity-provider controls for shared OIDC providers; aws-facts D3',
  },
  'DIAG-028': {
    message: '{statement} compares `{key}` with `{value}` by {operator}, which takes * as a letter',
    title: {
      en: 'Wildcards stand where they work',
      ko: '와일드카드가 올바른 연산자와 함께 사용됨',
    },
    cause: {
      en: 'StringEquals compares letter by letter; a * or ? is a wildcard only with StringLike and the ARN operators.',
      ko: 'StringEquals는 한 글자씩 비교합니다. *와 ?는 StringLike와 ARN 연산자에서만 와일드카드입니다.',
    },
    fix: {
      en: 'Use StringLike for this key, or write the value without a wildcard.',
      ko: '이 키에 StringLike를 사용하거나 와일드카드 없이 값을 작성하십시오.',
    },
    actor: 'administrator',
    source: 'aws-facts J3',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
