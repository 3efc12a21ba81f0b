import type { FailureEntry } from './failure.ts';

const SAML_GUIDE = 'IAM user guide, "Troubleshoot SAML federation with IAM"';
const TAGS_GUIDE = 'IAM user guide, "Pass session tags in AWS STS"; aws-facts B4';

/**
 * What keeps a verified identity from a role. Outside they all read `Not authorized to perform …`,
 * as at AWS: who may not have a role does not learn whether it exists.
 */
const NOT_AUTHORIZED = {
  error: 'AccessDenied',
  text: 'Not authorized to perform sts:{operation}',
} as const;

/** The role and its trust policy, after a provider has vouched for somebody. */
export const federationTrustFailures = {
  'FED-001': {
    message: 'there is no role `{role}`',
    title: { en: 'The role exists', ko: '역할이 존재함' },
    cause: {
      en: 'The response or the request names a role that does not exist in this account.',
      ko: '응답 또는 요청에 지정된 역할이 이 계정에 존재하지 않습니다.',
    },
    fix: {
      en: 'Correct the role ARN at the identity provider (or in the request), or create the role.',
      ko: 'ID 제공업체(또는 요청)에서 역할 ARN을 바로잡거나 역할을 생성하십시오.',
    },
    actor: 'administrator',
    wire: NOT_AUTHORIZED,
    source: `R066; ${SAML_GUIDE}`,
  },
  'FED-002': {
    message: 'there is no role `{role}`, but there is `{similar}`',
    title: {
      en: 'The role ARN has the letters and the path of the role',
      ko: '역할 ARN의 대소문자와 경로가 역할과 일치함',
    },
    cause: {
      en: 'A role of that name exists, written in other letters or under another path. Role names in a response are case-sensitive.',
      ko: '같은 이름의 역할이 있지만 대소문자나 경로가 다릅니다. 응답의 역할 이름은 대소문자를 구분합니다.',
    },
    fix: {
      en: 'Write the role ARN at the identity provider (or in the request) exactly as IAM shows it.',
      ko: 'ID 제공업체(또는 요청)에 역할 ARN을 IAM에 표시된 그대로 쓰십시오.',
    },
    actor: 'administrator',
    wire: NOT_AUTHORIZED,
    source: `R067; ${SAML_GUIDE}`,
  },
  'FED-003': {
    message: 'the account of role `{role}` is closed or suspended',
    title: { en: 'The account of the role is active', ko: '역할의 계정이 활성 상태임' },
    cause: {
      en: 'Roles of a closed or suspended account cannot be assumed.',
      ko: '해지되었거나 정지된 계정의 역할은 수임할 수 없습니다.',
    },
    fix: {
      en: 'Reopen the account, or use a role of another account.',
      ko: '계정을 다시 활성화하거나 다른 계정의 역할을 사용하십시오.',
    },
    actor: 'administrator',
    wire: NOT_AUTHORIZED,
    source: 'AWS Account Management reference, "Close an AWS account"',
  },
  'FED-004': {
    message: 'role `{role}` is of account {roleAccount}, the provider `{provider}` is not',
    title: {
      en: 'Role and identity provider belong to one account',
      ko: '역할과 ID 제공업체가 같은 계정에 속함',
    },
    cause: {
      en: 'The role and the SAML provider of the request belong to different accounts. A role can be assumed only through a provider of its own account.',
      ko: '요청의 역할과 SAML 공급자가 서로 다른 계정에 속합니다. 역할은 같은 계정의 공급자를 통해서만 수임할 수 있습니다.',
    },
    fix: {
      en: 'Create the identity provider in the account of the role, and name that one in the Role attribute.',
      ko: '역할이 있는 계정에 ID 제공업체를 생성하고, Role 속성에 그 ARN을 지정하십시오.',
    },
    actor: 'administrator',
    wire: NOT_AUTHORIZED,
    source:
      'aws-facts C2; IAM user guide, "Configure SAML assertions for the authentication response"',
  },
  'FED-005': {
    message: 'role `{role}` belongs to IAM Identity Center',
    title: {
      en: 'The role is not one of IAM Identity Center',
      ko: 'IAM Identity Center의 예약 역할이 아님',
    },
    cause: {
      en: 'Roles whose names begin with AWSReservedSSO_ are assumed by IAM Identity Center alone.',
      ko: '이름이 AWSReservedSSO_로 시작하는 역할은 IAM Identity Center만 수임할 수 있습니다.',
    },
    fix: {
      en: 'Sign in through the access portal, or create a role of your own that trusts the provider.',
      ko: '액세스 포털로 로그인하거나, 공급자를 신뢰하는 별도의 역할을 생성하십시오.',
    },
    actor: 'administrator',
    wire: NOT_AUTHORIZED,
    source: 'STS API reference, AssumeRoleWithSAML; aws-facts B3, E4',
  },
  'FED-006': {
    message: 'the trust policy of `{role}` names no principal that is `{provider}`',
    title: {
      en: 'The trust policy names the identity provider',
      ko: '신뢰 정책에 ID 제공업체가 지정됨',
    },
    cause: {
      en: 'No Allow statement of the trust policy has the identity provider as its Principal.',
      ko: '신뢰 정책의 어떤 Allow 문에도 이 ID 제공업체가 Principal로 지정되어 있지 않습니다.',
    },
    fix: {
      en: 'Give the statement of the trust policy a Principal with `Federated` and the exact ARN of the identity provider.',
      ko: '신뢰 정책 문의 Principal에 `Federated`와 ID 제공업체의 정확한 ARN을 지정하십시오.',
    },
    actor: 'administrator',
    wire: NOT_AUTHORIZED,
    source: `R071; ${SAML_GUIDE}`,
  },
  'FED-007': {
    message: 'the trust policy of `{role}` does not allow `sts:{operation}` to `{provider}`',
    title: {
      en: 'The trust policy allows the action',
      ko: '신뢰 정책이 작업을 허용함',
    },
    cause: {
      en: 'The statement for the identity provider does not have the action that assumes the role, sts:AssumeRoleWithSAML or sts:AssumeRoleWithWebIdentity.',
      ko: 'ID 제공업체에 대한 문에 역할을 수임하는 작업(sts:AssumeRoleWithSAML 또는 sts:AssumeRoleWithWebIdentity)이 없습니다.',
    },
    fix: {
      en: 'Add that action to the statement.',
      ko: '그 문의 Action에 해당 작업을 추가하십시오.',
    },
    actor: 'administrator',
    wire: NOT_AUTHORIZED,
    source: `R068; ${SAML_GUIDE}`,
  },
  'FED-008': {
    message: 'no statement of the trust policy of `{role}` has its conditions met: {mismatch}',
    title: {
      en: 'The conditions of the trust policy are met',
      ko: '신뢰 정책의 조건이 충족됨',
    },
    cause: {
      en: 'The trust policy allows the action to the identity provider under conditions that this response or token does not meet.',
      ko: '신뢰 정책은 특정 조건에서만 ID 제공업체에 작업을 허용하는데, 이 응답 또는 토큰이 그 조건을 충족하지 않습니다.',
    },
    fix: {
      en: 'Compare expected with received: change the condition in the trust policy, or what the identity provider sends. `SAML:aud` is the Recipient that the response was sent to, not its Audience.',
      ko: '예상 값과 받은 값을 비교하여 신뢰 정책의 조건이나 ID 제공업체가 보내는 값을 변경하십시오. `SAML:aud`는 Audience가 아니라 응답이 전송된 Recipient입니다.',
    },
    actor: 'administrator',
    wire: NOT_AUTHORIZED,
    source: `R071; ${SAML_GUIDE}; aws-facts C4, D3`,
  },
  'FED-009': {
    message: 'the trust policy of `{role}` denies it: {statement}',
    title: {
      en: 'No statement of the trust policy denies it',
      ko: '거부하는 신뢰 정책 문이 없음',
    },
    cause: {
      en: 'A Deny statement of the trust policy applies to this identity.',
      ko: '신뢰 정책의 Deny 문이 이 ID에 적용됩니다.',
    },
    fix: {
      en: 'Remove the statement, or narrow its principal or conditions.',
      ko: '해당 문을 제거하거나, 그 보안 주체 또는 조건의 범위를 좁히십시오.',
    },
    actor: 'administrator',
    wire: NOT_AUTHORIZED,
    source: 'IAM user guide, "Policy evaluation logic"; aws-facts J2',
  },
  'FED-010': {
    message:
      'session tags are passed, and the trust policy of `{role}` does not allow `sts:TagSession`: {mismatch}',
    title: {
      en: 'The trust policy allows session tags',
      ko: '신뢰 정책이 세션 태그를 허용함',
    },
    cause: {
      en: 'The response or token carries session tags, and the trust policy does not allow sts:TagSession to the identity provider for them.',
      ko: '응답 또는 토큰에 세션 태그가 있지만 신뢰 정책이 ID 제공업체에 sts:TagSession을 허용하지 않습니다.',
    },
    fix: {
      en: 'Add sts:TagSession to the actions of the trust policy, or stop sending PrincipalTag attributes.',
      ko: '신뢰 정책의 Action에 sts:TagSession을 추가하거나 PrincipalTag 속성을 보내지 않도록 하십시오.',
    },
    actor: 'administrator',
    wire: NOT_AUTHORIZED,
    source: `R069; ${SAML_GUIDE}; ${TAGS_GUIDE}`,
  },
  'FED-011': {
    message:
      'a source identity is set, and the trust policy of `{role}` does not allow `sts:SetSourceIdentity`: {mismatch}',
    title: {
      en: 'The trust policy allows the source identity',
      ko: '신뢰 정책이 소스 자격 증명을 허용함',
    },
    cause: {
      en: 'The response or token carries a source identity, and the trust policy does not allow sts:SetSourceIdentity to the identity provider for it.',
      ko: '응답 또는 토큰에 소스 자격 증명이 있지만 신뢰 정책이 ID 제공업체에 sts:SetSourceIdentity를 허용하지 않습니다.',
    },
    fix: {
      en: 'Add sts:SetSourceIdentity to the actions of the trust policy, or stop sending the attribute.',
      ko: '신뢰 정책의 Action에 sts:SetSourceIdentity를 추가하거나 해당 속성을 보내지 않도록 하십시오.',
    },
    actor: 'administrator',
    wire: NOT_AUTHORIZED,
    source: `R070; ${SAML_GUIDE}`,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
