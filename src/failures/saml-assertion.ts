import type { FailureEntry } from './failure.ts';
import { INVALID_RESPONSE, TOO_LATE, VALIDATOR } from './saml-wire.ts';

const CONDITIONS = 'saml-core-2.0-os, 2.5.1';

/** Verified assertions that are of the wrong kind, for another time, or under unknown conditions. */
export const samlAssertionFailures = {
  'SAML-023': {
    message: 'the metadata of {issuer} was valid until {validUntil}',
    title: { en: 'The metadata is still valid', ko: '메타데이터가 아직 유효함' },
    cause: {
      en: 'The metadata document of the provider says by validUntil that it may not be used any more. (The expiry of a certificate inside it does not matter.)',
      ko: '제공업체의 메타데이터 문서에 있는 validUntil에 따라 더 이상 사용할 수 없습니다. (문서 안의 인증서 만료는 상관없습니다.)',
    },
    fix: {
      en: 'Download the current metadata document from the identity provider and upload it with aws iam update-saml-provider.',
      ko: 'ID 제공업체에서 최신 메타데이터 문서를 내려받아 aws iam update-saml-provider로 업로드하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'InvalidIdentityToken',
      text: `Issuer not present in specified provider ${VALIDATOR}`,
    },
    source: 'saml-metadata-2.0-os, 2.3.2 (validUntil)',
  },
  'SAML-024': {
    message: 'the assertion is not encrypted, and the provider requires that',
    title: {
      en: 'The assertion is encrypted where that is required',
      ko: '암호화가 필수인 경우 어설션이 암호화됨',
    },
    cause: {
      en: 'The AssertionEncryptionMode of the SAML provider is Required, and the identity provider sent a plain assertion.',
      ko: 'SAML 제공업체의 AssertionEncryptionMode가 Required인데 ID 제공업체가 암호화되지 않은 어설션을 보냈습니다.',
    },
    fix: {
      en: 'Switch the encryption of assertions on at the identity provider, or set the mode to Allowed with aws iam update-saml-provider.',
      ko: 'ID 제공업체에서 어설션 암호화를 켜거나 aws iam update-saml-provider로 모드를 Allowed로 바꾸십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: 'IAM API reference, CreateSAMLProvider (AssertionEncryptionMode)',
  },
  'SAML-025': {
    message: 'the assertion is not one of SAML 2.0: {detail}',
    title: { en: 'The assertion has the parts of SAML 2.0', ko: '어설션이 SAML 2.0 구성을 갖춤' },
    cause: {
      en: 'An assertion has the Version 2.0, an ID, one Issuer and at most one Subject and one Conditions element.',
      ko: '어설션에는 Version 2.0과 ID, Issuer 하나가 있어야 하고 Subject와 Conditions는 각각 최대 하나여야 합니다.',
    },
    fix: {
      en: 'Configure the application at the identity provider for SAML 2.0; report the fault to its vendor if it is.',
      ko: 'ID 제공업체에서 애플리케이션을 SAML 2.0으로 구성하십시오. 이미 그렇다면 해당 공급업체에 문제를 알리십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: 'saml-core-2.0-os, 2.3.3',
  },
  'SAML-026': {
    message: 'the assertion was issued by {issuer}, the response by {expected}',
    title: {
      en: 'The assertion is of the issuer whose keys verified it',
      ko: '어설션의 발행자가 서명을 검증한 키의 소유자임',
    },
    cause: {
      en: 'The assertion names another issuer than the one whose keys were used to verify it; one identity provider may not speak for another.',
      ko: '어설션의 발행자가 서명 검증에 쓰인 키의 발행자와 다릅니다. 한 ID 제공업체가 다른 ID 제공업체를 대신할 수 없습니다.',
    },
    fix: {
      en: 'Let the identity provider write the same Issuer into the response and the assertion.',
      ko: 'ID 제공업체가 응답과 어설션에 같은 Issuer를 쓰게 하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'InvalidIdentityToken',
      text: `Issuer not present in specified provider ${VALIDATOR}`,
    },
    source: 'saml-profiles-2.0-os, 4.1.4.2',
  },
  'SAML-027': {
    message: '{name} of the assertion is `{value}`, which is no time',
    title: { en: 'The times of the assertion can be read', ko: '어설션의 시각을 읽을 수 있음' },
    cause: {
      en: 'Times are written as 2026-01-31T09:30:00Z. IssueInstant is needed; the others are needed to be readable where they stand.',
      ko: '시각은 2026-01-31T09:30:00Z 형식으로 씁니다. IssueInstant는 필수이며, 다른 시각도 있다면 이 형식을 따라야 합니다.',
    },
    fix: {
      en: 'Report the fault to the vendor of the identity provider.',
      ko: 'ID 제공업체의 공급업체에 문제를 알리십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: 'saml-core-2.0-os, 1.3.3',
  },
  'SAML-028': {
    message: 'the assertion was issued at {issued}, more than five minutes before {now}',
    title: {
      en: 'The assertion was issued within five minutes',
      ko: '어설션이 5분 이내에 발행됨',
    },
    cause: {
      en: 'An assertion can be exchanged for credentials for five minutes after it was issued. The page waited too long, the response was copied too late, or the clock of the identity provider is behind.',
      ko: '어설션은 발행 후 5분 동안만 자격 증명으로 교환할 수 있습니다. 페이지에서 너무 오래 기다렸거나, 응답을 늦게 복사했거나, ID 제공업체의 시계가 늦습니다.',
    },
    fix: {
      en: 'Sign in again and use the new response at once; synchronise the clocks, for example with NTP.',
      ko: '다시 로그인하여 새 응답을 바로 사용하고, NTP 등으로 시계를 맞추십시오.',
    },
    actor: 'user',
    wire: { error: 'ExpiredTokenException', text: TOO_LATE },
    source: 'aws-facts B6, C3',
  },
  'SAML-029': {
    message: 'the assertion was issued at {issued}, which is after {now}',
    title: {
      en: 'The assertion was not issued in the future',
      ko: '어설션이 미래 시각으로 발행되지 않음',
    },
    cause: {
      en: 'The clock of the identity provider is ahead of this server’s by more than the allowed skew.',
      ko: 'ID 제공업체의 시계가 허용된 오차보다 더 이 서버보다 빠릅니다.',
    },
    fix: {
      en: 'Synchronise the clocks of the identity provider and of this server, for example with NTP.',
      ko: 'NTP 등으로 ID 제공업체와 이 서버의 시계를 맞추십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: 'saml-core-2.0-os, 2.3.3; aws-facts C3',
  },
  'SAML-030': {
    message: 'the assertion is not valid before {notBefore}; it is {now}',
    title: { en: 'The assertion is already valid', ko: '어설션의 유효 기간이 시작됨' },
    cause: {
      en: 'NotBefore of the Conditions lies in the future by more than the allowed skew: the clock of the identity provider is ahead.',
      ko: 'Conditions의 NotBefore가 허용된 오차를 넘는 미래입니다. ID 제공업체의 시계가 빠릅니다.',
    },
    fix: {
      en: 'Synchronise the clocks, or let the identity provider set NotBefore a minute back.',
      ko: '시계를 맞추거나 ID 제공업체가 NotBefore를 1분 앞당겨 쓰게 하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: `${CONDITIONS}.2`,
  },
  'SAML-031': {
    message: 'the assertion was valid until {notOnOrAfter}; it is {now}',
    title: { en: 'The assertion is still valid', ko: '어설션이 아직 유효함' },
    cause: {
      en: 'NotOnOrAfter of the Conditions has passed.',
      ko: 'Conditions의 NotOnOrAfter가 지났습니다.',
    },
    fix: {
      en: 'Sign in again and use the new response at once; synchronise the clocks, for example with NTP.',
      ko: '다시 로그인하여 새 응답을 바로 사용하고, NTP 등으로 시계를 맞추십시오.',
    },
    actor: 'user',
    wire: { error: 'ExpiredTokenException', text: TOO_LATE },
    source: `${CONDITIONS}.2`,
  },
  'SAML-032': {
    message: 'the assertion has the condition `{condition}`, which nobody here understands',
    title: { en: 'Every condition is understood', ko: '모든 조건을 이해할 수 있음' },
    cause: {
      en: 'Who does not understand a condition of an assertion may not rely on it. Understood are AudienceRestriction, OneTimeUse and ProxyRestriction.',
      ko: '어설션의 조건을 이해하지 못하면 그 어설션을 믿어서는 안 됩니다. AudienceRestriction, OneTimeUse, ProxyRestriction만 이해할 수 있습니다.',
    },
    fix: {
      en: 'Switch the further condition off at the identity provider.',
      ko: 'ID 제공업체에서 해당 조건을 끄십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: `${CONDITIONS}.1`,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
