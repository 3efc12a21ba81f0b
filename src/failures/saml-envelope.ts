import type { FailureEntry } from './failure.ts';
import { INVALID_RESPONSE, VALIDATOR } from './saml-wire.ts';

const BINDINGS = 'saml-bindings-2.0-os, 3.5 (HTTP POST)';
const CORE = 'saml-core-2.0-os, 3.2.2 and 3.3.3';

/** Responses that are refused before anything in them is believed: their form and their status. */
export const samlEnvelopeFailures = {
  'SAML-001': {
    message: 'the SAML response is no base64: {detail}',
    title: { en: 'The response is base64', ko: '응답이 base64로 인코딩됨' },
    cause: {
      en: 'SAMLResponse must be the base64 of the response, as the browser sends it. XML, a text that is still URL-encoded, or base64 whose plus signs became spaces is not.',
      ko: 'SAMLResponse는 브라우저가 보내는 그대로 base64로 인코딩된 응답이어야 합니다. XML 자체이거나, URL 인코딩이 남아 있거나, 더하기 기호가 공백으로 바뀐 값은 사용할 수 없습니다.',
    },
    fix: {
      en: 'Copy the whole value of the form field SAMLResponse from the developer tools of the browser; with the AWS CLI, pass it as file://FILE.',
      ko: '브라우저 개발자 도구에서 SAMLResponse 양식 필드의 값 전체를 복사하십시오. AWS CLI에서는 file://파일 형식으로 전달하십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidIdentityToken', text: `Invalid base64 SAMLResponse ${VALIDATOR}` },
    source: 'aws-facts C6',
  },
  'SAML-002': {
    message: 'the SAML response has {characters} characters, more than {limit}',
    title: { en: 'The response is not too long', ko: '응답이 너무 길지 않음' },
    cause: {
      en: 'AWS takes responses of at most 100,000 characters of base64. Group memberships sent as attributes are the usual reason for longer ones.',
      ko: 'AWS는 base64 기준 최대 100,000자의 응답을 받습니다. 대개 그룹 구성원 정보를 속성으로 보낼 때 이보다 길어집니다.',
    },
    fix: {
      en: 'Send fewer attributes and roles: filter the groups at the identity provider.',
      ko: 'ID 제공업체에서 그룹을 필터링하여 속성과 역할을 더 적게 보내십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: 'STS API reference, AssumeRoleWithSAML (SAMLAssertion)',
  },
  'SAML-003': {
    message: 'the SAML response has a document type declaration at line {line}, column {column}',
    title: { en: 'The response has no document type', ko: '응답에 문서 유형 선언이 없음' },
    cause: {
      en: 'A document type declaration can define entities, with which documents read files or grow without limit. SAML responses never need one.',
      ko: '문서 유형 선언으로 엔터티를 정의하면 파일을 읽거나 문서가 한없이 커질 수 있습니다. SAML 응답에는 필요하지 않습니다.',
    },
    fix: {
      en: 'Make sure that the response comes from the identity provider unchanged; no known provider sends a document type.',
      ko: '응답이 ID 제공업체에서 변경 없이 온 것인지 확인하십시오. 문서 유형 선언을 보내는 ID 제공업체는 알려진 바 없습니다.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: `${BINDINGS}; OWASP XML External Entity Prevention`,
  },
  'SAML-004': {
    message: 'the SAML response cannot be read at line {line}, column {column}: {detail}',
    title: { en: 'The response is well-formed XML', ko: '응답이 올바른 형식의 XML임' },
    cause: {
      en: 'What the base64 contains is not well-formed XML in UTF-8, or is larger or more deeply nested than any response needs to be.',
      ko: 'base64를 디코딩한 내용이 UTF-8로 된 올바른 형식의 XML이 아니거나, 필요 이상으로 크거나 깊게 중첩되어 있습니다.',
    },
    fix: {
      en: 'Check that the value was copied completely and is not compressed: the redirect binding compresses its messages, the POST binding does not.',
      ko: '값이 빠짐없이 복사되었는지, 압축된 값이 아닌지 확인하십시오. Redirect 바인딩은 메시지를 압축하지만 POST 바인딩은 압축하지 않습니다.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: BINDINGS,
  },
  'SAML-005': {
    message: 'the root of the SAML response is `{root}`',
    title: { en: 'The root element is a SAML response', ko: '루트 요소가 SAML 응답임' },
    cause: {
      en: 'The document is something else than a samlp:Response: an assertion by itself, a request, or a response of SAML 1.1 or WS-Federation.',
      ko: '문서가 samlp:Response가 아닙니다. 어설션만 있거나, 요청이거나, SAML 1.1 또는 WS-Federation의 응답입니다.',
    },
    fix: {
      en: 'Configure the application at the identity provider for SAML 2.0 with the POST binding, and send the whole response.',
      ko: 'ID 제공업체에서 애플리케이션을 SAML 2.0과 POST 바인딩으로 구성하고 응답 전체를 보내십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: CORE,
  },
  'SAML-006': {
    message: 'the SAML response has version `{version}`',
    title: { en: 'The response is of SAML 2.0', ko: '응답이 SAML 2.0임' },
    cause: {
      en: 'The attribute Version of the response is not 2.0.',
      ko: '응답의 Version 속성이 2.0이 아닙니다.',
    },
    fix: {
      en: 'Configure the application at the identity provider for SAML 2.0.',
      ko: 'ID 제공업체에서 애플리케이션을 SAML 2.0으로 구성하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: CORE,
  },
  'SAML-007': {
    message: 'the identity provider answers with the status {status}: {reason}',
    title: { en: 'The identity provider reports success', ko: 'ID 제공업체가 성공을 알림' },
    cause: {
      en: 'The identity provider did not sign the person in. Its status codes and its own message say why.',
      ko: 'ID 제공업체가 사용자를 로그인시키지 않았습니다. 상태 코드와 ID 제공업체의 메시지에 이유가 나와 있습니다.',
    },
    fix: {
      en: 'Look into the log of the identity provider at this time; often the person is not assigned to the application.',
      ko: '해당 시각의 ID 제공업체 로그를 확인하십시오. 사용자가 애플리케이션에 할당되지 않은 경우가 많습니다.',
    },
    actor: 'partner',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: 'saml-core-2.0-os, 3.2.2.2',
  },
  'SAML-008': {
    message: 'the SAML provider `{provider}` does not exist',
    title: { en: 'The SAML provider exists', ko: 'SAML 제공업체가 존재함' },
    cause: {
      en: 'The account has no SAML provider with the name that the request or the Role attribute of the response gives. Names are case-sensitive.',
      ko: '요청이나 응답의 Role 속성에 지정된 이름의 SAML 제공업체가 계정에 없습니다. 이름은 대소문자를 구분합니다.',
    },
    fix: {
      en: 'Compare the ARN of the provider in the Role attribute with aws iam list-saml-providers, and correct the identity provider’s settings.',
      ko: 'Role 속성에 있는 제공업체 ARN을 aws iam list-saml-providers의 결과와 비교하고 ID 제공업체의 설정을 고치십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'InvalidIdentityToken',
      text: "Specified provider doesn't exist (Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: AuthSamlManifestNotFoundException; Request ID: {requestId}; Proxy: null)",
    },
    source: 'IAM user guide, troubleshooting SAML; aws-facts C6',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
