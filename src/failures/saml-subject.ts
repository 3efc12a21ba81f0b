import type { FailureEntry } from './failure.ts';
import { INVALID_RESPONSE, TOO_LATE, WRONG_AUDIENCE } from './saml-wire.ts';

const CONFIGURING = 'IAM user guide, SAML assertions for the authentication response; aws-facts C3';
const PROFILES = 'saml-profiles-2.0-os, 4.1.4.2';
const AWS_NAMES_EN =
  'The assertion was made for AWS itself. This server takes such assertions only when its operator says so, since whoever receives one could otherwise use it at the other place.';
const AWS_NAMES_KO =
  '이 어설션은 AWS용으로 만들어졌습니다. 이를 받은 쪽이 다른 곳에서도 쓸 수 있으므로, 이 서버는 운영자가 허용한 경우에만 이런 어설션을 받습니다.';

/** Verified assertions about nobody, or made for somebody else. */
export const samlSubjectFailures = {
  'SAML-033': {
    message: 'the assertion has no Subject with a NameID',
    title: { en: 'The subject has a NameID', ko: 'Subject에 NameID가 있음' },
    cause: {
      en: 'The assertion does not say by a NameID in its Subject whom it is about, or the NameID is empty or encrypted by itself.',
      ko: '어설션의 Subject에 누구에 대한 것인지 나타내는 NameID가 없거나, NameID가 비어 있거나 따로 암호화되어 있습니다.',
    },
    fix: {
      en: 'Let the identity provider send a NameID, for example the persistent identifier or the e-mail address of the person.',
      ko: 'ID 제공업체가 영구 식별자나 이메일 주소 등을 NameID로 보내게 하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'AccessDenied', text: 'Not authorized to perform sts:AssumeRoleWithSAML' },
    source: 'IAM user guide, troubleshooting SAML',
  },
  'SAML-034': {
    message: 'the NameID has the format `{format}`',
    title: { en: 'The NameID has an accepted format', ko: 'NameID 형식이 허용됨' },
    cause: {
      en: 'AWS takes persistent, transient, kerberos and entity of SAML 2.0, and emailAddress, unspecified, X509SubjectName and WindowsDomainQualifiedName of SAML 1.1. A usual slip is emailAddress with the prefix of SAML 2.0.',
      ko: 'AWS는 SAML 2.0의 persistent, transient, kerberos, entity와 SAML 1.1의 emailAddress, unspecified, X509SubjectName, WindowsDomainQualifiedName만 받습니다. emailAddress에 SAML 2.0 접두사를 쓰는 실수가 흔합니다.',
    },
    fix: {
      en: 'Choose one of these formats at the identity provider; for e-mail addresses urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress.',
      ko: 'ID 제공업체에서 위 형식 중 하나를 선택하십시오. 이메일 주소라면 urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress입니다.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: CONFIGURING,
  },
  'SAML-035': {
    message: 'the subject is confirmed by {confirmations}',
    title: {
      en: 'The subject has one bearer confirmation',
      ko: 'Subject에 bearer 확인이 하나 있음',
    },
    cause: {
      en: 'There must be exactly one SubjectConfirmation, with the method urn:oasis:names:tc:SAML:2.0:cm:bearer.',
      ko: 'Method가 urn:oasis:names:tc:SAML:2.0:cm:bearer인 SubjectConfirmation이 정확히 하나 있어야 합니다.',
    },
    fix: {
      en: 'Configure the application at the identity provider for browser single sign-on with the POST binding and one consumer URL.',
      ko: 'ID 제공업체에서 애플리케이션을 POST 바인딩과 하나의 ACS URL을 쓰는 브라우저 SSO로 구성하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: CONFIGURING,
  },
  'SAML-036': {
    message: 'the confirmation data of the subject lack {missing}',
    title: {
      en: 'The confirmation has Recipient and NotOnOrAfter',
      ko: '확인 데이터에 Recipient와 NotOnOrAfter가 있음',
    },
    cause: {
      en: 'SubjectConfirmationData must say to whom the assertion is sent (Recipient) and until when it may be delivered (NotOnOrAfter).',
      ko: 'SubjectConfirmationData에는 어설션을 누구에게 보내는지(Recipient)와 언제까지 전달할 수 있는지(NotOnOrAfter)가 있어야 합니다.',
    },
    fix: {
      en: 'Enter the consumer URL of this server as Recipient at the identity provider.',
      ko: 'ID 제공업체에 이 서버의 ACS URL을 Recipient로 입력하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'InvalidIdentityToken',
      // The missing letter is AWS's own.
      text: 'Responses must contain SubjectConfirmatonData with a Recipient and NotOnOrAfter',
    },
    source: `${CONFIGURING}; text quoted publicly from an answer of STS`,
  },
  'SAML-037': {
    message: 'the assertion could be delivered {window}; it is {now}',
    title: {
      en: 'The assertion is delivered in time',
      ko: '어설션이 전달 기한 안에 도착함',
    },
    cause: {
      en: 'NotOnOrAfter of the SubjectConfirmationData has passed, or its NotBefore is still to come.',
      ko: 'SubjectConfirmationData의 NotOnOrAfter가 지났거나 NotBefore가 아직 되지 않았습니다.',
    },
    fix: {
      en: 'Sign in again and use the new response at once; synchronise the clocks, for example with NTP.',
      ko: '다시 로그인하여 새 응답을 바로 사용하고, NTP 등으로 시계를 맞추십시오.',
    },
    actor: 'user',
    wire: { error: 'ExpiredTokenException', text: TOO_LATE },
    source: PROFILES,
  },
  'SAML-038': {
    message: 'the Recipient is {recipient}',
    title: { en: 'The recipient is this server', ko: '수신자가 이 서버임' },
    cause: {
      en: 'The assertion was made for another place: its Recipient is none of the consumer URLs of this server, letter by letter.',
      ko: '어설션이 다른 곳을 위해 만들어졌습니다. Recipient가 이 서버의 ACS URL 중 어느 것과도 일치하지 않습니다.',
    },
    fix: {
      en: 'Enter the consumer URL of this server at the identity provider exactly; the service provider metadata lists it.',
      ko: '서비스 공급자 메타데이터에 나와 있는 이 서버의 ACS URL을 ID 제공업체에 정확히 입력하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: WRONG_AUDIENCE },
    source: CONFIGURING,
  },
  'SAML-039': {
    message: 'the Recipient is {recipient}, which is AWS, and AWS’s names are off',
    title: { en: 'The recipient is not AWS', ko: '수신자가 AWS가 아님' },
    cause: { en: AWS_NAMES_EN, ko: AWS_NAMES_KO },
    fix: {
      en: 'Enter the consumer URL of this server at the identity provider, or set GATEHOUSE_SAML_AWS_NAMES=true.',
      ko: 'ID 제공업체에 이 서버의 ACS URL을 입력하거나 GATEHOUSE_SAML_AWS_NAMES=true로 설정하십시오.',
    },
    actor: 'operator',
    wire: { error: 'InvalidIdentityToken', text: WRONG_AUDIENCE },
    source: 'aws-facts C1',
  },
  'SAML-040': {
    message: 'the Destination of the response is {destination}',
    title: { en: 'The destination is this server', ko: '목적지가 이 서버임' },
    cause: {
      en: 'The response names another URL by Destination than the consumer URLs of this server.',
      ko: '응답의 Destination이 이 서버의 ACS URL이 아닙니다.',
    },
    fix: {
      en: 'Enter the consumer URL of this server at the identity provider, also as destination.',
      ko: 'ID 제공업체에 이 서버의 ACS URL을 Destination으로도 입력하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: WRONG_AUDIENCE },
    source: 'saml-bindings-2.0-os, 3.5.5.2',
  },
  'SAML-041': {
    message: 'the audience of the assertion is {audience}',
    title: { en: 'The audience is this server', ko: '대상(audience)이 이 서버임' },
    cause: {
      en: 'Every AudienceRestriction must name this server by its entity ID or a consumer URL, exactly; at least one must be there.',
      ko: '모든 AudienceRestriction에 이 서버의 엔터티 ID나 ACS URL이 정확히 들어 있어야 하며, 적어도 하나는 있어야 합니다.',
    },
    fix: {
      en: 'Enter the entity ID of the service provider metadata as relying party identifier (audience) at the identity provider.',
      ko: 'ID 제공업체의 신뢰 당사자 식별자(대상)에 서비스 공급자 메타데이터의 엔터티 ID를 입력하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: WRONG_AUDIENCE },
    source: 'IAM user guide, troubleshooting SAML; aws-facts C6',
  },
  'SAML-042': {
    message: 'the audience of the assertion is {audience}, which is AWS, and AWS’s names are off',
    title: { en: 'The audience is not AWS', ko: '대상(audience)이 AWS가 아님' },
    cause: { en: AWS_NAMES_EN, ko: AWS_NAMES_KO },
    fix: {
      en: 'Enter the entity ID of this server as audience at the identity provider, or set GATEHOUSE_SAML_AWS_NAMES=true.',
      ko: 'ID 제공업체에 이 서버의 엔터티 ID를 대상으로 입력하거나 GATEHOUSE_SAML_AWS_NAMES=true로 설정하십시오.',
    },
    actor: 'operator',
    wire: { error: 'InvalidIdentityToken', text: WRONG_AUDIENCE },
    source: 'aws-facts C1',
  },
  'SAML-043': {
    message: 'the session at the identity provider ended at {end}; it is {now}',
    title: {
      en: 'The session at the identity provider goes on',
      ko: 'ID 제공업체의 세션이 유효함',
    },
    cause: {
      en: 'SessionNotOnOrAfter of the AuthnStatement has passed, so that no session may be made from the assertion.',
      ko: 'AuthnStatement의 SessionNotOnOrAfter가 지나 이 어설션으로 세션을 만들 수 없습니다.',
    },
    fix: {
      en: 'Sign in at the identity provider again.',
      ko: 'ID 제공업체에 다시 로그인하십시오.',
    },
    actor: 'user',
    wire: { error: 'ExpiredTokenException', text: TOO_LATE },
    source: 'saml-core-2.0-os, 2.7.2; aws-facts B3',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
