import type { FailureEntry } from './failure.ts';
import { federationTrustFailures } from './federation-trust.ts';

const SAML_GUIDE = 'IAM user guide, "Troubleshoot SAML federation with IAM"';

/** What keeps a verified identity from a role, then from the session that it asks for. */
export const federationFailures = {
  ...federationTrustFailures,
  'FED-012': {
    message: '{asked} seconds are asked for, and sessions of `{role}` last at most {maximum}',
    title: {
      en: 'The duration is within the maximum of the role',
      ko: '세션 기간이 역할의 최대값 이내임',
    },
    cause: {
      en: 'The session would be longer than the MaxSessionDuration of the role. In the API DurationSeconds asks for it, in the console the SessionDuration attribute.',
      ko: '요청한 세션이 역할의 MaxSessionDuration보다 깁니다. API에서는 DurationSeconds가, 콘솔에서는 SessionDuration 속성이 기간을 정합니다.',
    },
    fix: {
      en: 'Ask for a shorter session, or raise the MaxSessionDuration of the role (up to 43,200 seconds).',
      ko: '더 짧은 세션을 요청하거나 역할의 MaxSessionDuration을 늘리십시오(최대 43,200초).',
    },
    actor: 'user',
    wire: {
      error: 'ValidationError',
      text: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    },
    source: `R085; ${SAML_GUIDE}; aws-facts B6`,
  },
  'FED-013': {
    message: 'the session at the identity provider ended at {endsAt}',
    title: {
      en: 'The session at the identity provider goes on',
      ko: 'ID 제공업체의 세션이 유효함',
    },
    cause: {
      en: 'SessionNotOnOrAfter of the AuthnStatement has passed: there is no time left for which credentials could be issued.',
      ko: 'AuthnStatement의 SessionNotOnOrAfter가 지났으므로 자격 증명을 발급할 수 있는 시간이 남아 있지 않습니다.',
    },
    fix: {
      en: 'Sign in at the identity provider again; if it happens at once, correct the session length or the clock there.',
      ko: 'ID 제공업체에 다시 로그인하십시오. 바로 다시 발생하면 그곳의 세션 길이나 시계를 바로잡으십시오.',
    },
    actor: 'partner',
    wire: {
      error: 'ExpiredTokenException',
      text: 'Token must be redeemed within 5 minutes of issuance',
    },
    source: 'SAML 2.0 core, section 2.7.2; aws-facts B3',
  },
  'FED-014': {
    message: 'the session policies cannot be used: {problem}',
    title: { en: 'The session policies can be used', ko: '세션 정책을 사용할 수 있음' },
    cause: {
      en: 'The inline session policy is not a valid policy, or a managed policy that the request names does not exist.',
      ko: '인라인 세션 정책이 유효하지 않거나, 요청에 지정된 관리형 정책이 존재하지 않습니다.',
    },
    fix: {
      en: 'Correct Policy or PolicyArns of the request.',
      ko: '요청의 Policy 또는 PolicyArns를 바로잡으십시오.',
    },
    actor: 'user',
    wire: { error: 'MalformedPolicyDocument', text: '{problem}' },
    source: 'STS API reference, AssumeRoleWithSAML; aws-facts B6',
  },
  'FED-015': {
    message: 'the session policies are not well-formed parameters: {problem}',
    title: { en: 'PolicyArns names policies', ko: 'PolicyArns에 정책이 지정됨' },
    cause: {
      en: 'PolicyArns has more than ten entries, or an entry that is not the ARN of a managed policy.',
      ko: 'PolicyArns의 항목이 열 개를 넘거나, 관리형 정책의 ARN이 아닌 항목이 있습니다.',
    },
    fix: {
      en: 'Correct PolicyArns of the request.',
      ko: '요청의 PolicyArns를 바로잡으십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationError', text: '{problem}' },
    source: 'STS API reference, AssumeRoleWithSAML; aws-facts B2, B6',
  },
  'FED-016': {
    message: 'session policies and tags do not fit into a session: {problem}',
    title: {
      en: 'Session policies and tags fit into a session',
      ko: '세션 정책과 태그가 세션에 들어갈 크기임',
    },
    cause: {
      en: 'Session policies and tags together take more room than a session token has.',
      ko: '세션 정책과 태그의 크기가 세션 토큰이 담을 수 있는 크기를 넘습니다.',
    },
    fix: {
      en: 'Pass smaller policies, or fewer and shorter tags.',
      ko: '더 작은 정책을 전달하거나 태그의 수와 길이를 줄이십시오.',
    },
    actor: 'administrator',
    wire: { error: 'PackedPolicyTooLarge', text: '{problem}' },
    source: 'STS API reference, AssumeRoleWithSAML; aws-facts B2, B6',
  },
  'FED-017': {
    message: 'the assertion `{assertion}` was redeemed before',
    title: { en: 'The assertion was not used before', ko: '어설션이 이전에 사용되지 않음' },
    cause: {
      en: 'This server takes each assertion once (GATEHOUSE_SAML_REPLAY=once), or the identity provider asks for it with OneTimeUse, and this one has been exchanged for a session already.',
      ko: '이 서버가 어설션을 한 번만 받거나(GATEHOUSE_SAML_REPLAY=once) ID 제공업체가 OneTimeUse로 이를 요구하며, 이 어설션은 이미 세션으로 교환되었습니다.',
    },
    fix: {
      en: 'Sign in at the identity provider again for a new response. If tools here must assume several roles with one response, the operator may set GATEHOUSE_SAML_REPLAY=window. If nobody used it before, somebody else has it.',
      ko: 'ID 제공업체에 다시 로그인하여 새 응답을 받으십시오. 하나의 응답으로 여러 역할을 수임하는 도구를 써야 한다면 운영자가 GATEHOUSE_SAML_REPLAY=window로 설정할 수 있습니다. 사용한 적이 없다면 다른 사람이 이 응답을 가지고 있는 것입니다.',
    },
    actor: 'user',
    wire: {
      error: 'InvalidIdentityToken',
      text: 'The assertion has been redeemed already and is taken only once',
    },
    source: 'SAML 2.0 profiles, section 4.1.4.5; SAML security considerations, section 6.4.5',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
