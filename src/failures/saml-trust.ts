import type { FailureEntry } from './failure.ts';
import { SIGNATURE_INVALID, VALIDATOR } from './saml-wire.ts';

const PROFILES = 'saml-profiles-2.0-os, 4.1.4';
const CORE_SIGNATURE = 'saml-core-2.0-os, 5.4';
const WRAPPING = 'J. Somorovsky et al., On Breaking SAML (XML signature wrapping)';

/** Responses whose assertion cannot be opened or found, or whose issuer is nobody we know. */
export const samlTrustFailures = {
  'SAML-009': {
    message: 'the SAML response contains {count} assertions, {direct} of them directly inside it',
    title: { en: 'The response contains one assertion', ko: '응답에 어설션이 하나 있음' },
    cause: {
      en: 'There must be exactly one assertion, plain or encrypted, directly inside the response. A second one at any depth could be used instead of the one that was signed.',
      ko: '응답 바로 아래에 일반 또는 암호화된 어설션이 정확히 하나 있어야 합니다. 깊이에 상관없이 어설션이 더 있으면 서명된 어설션 대신 쓰일 수 있습니다.',
    },
    fix: {
      en: 'Let the identity provider send one assertion with one AttributeStatement; without any, look into its log.',
      ko: 'ID 제공업체가 AttributeStatement가 있는 어설션을 하나만 보내게 하십시오. 어설션이 없으면 ID 제공업체의 로그를 확인하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: SIGNATURE_INVALID },
    source: `${PROFILES}; ${WRAPPING}`,
  },
  'SAML-010': {
    message: 'the encrypted assertion is not accepted: {detail}',
    title: {
      en: 'The assertion is encrypted in an accepted way',
      ko: '어설션이 허용되는 방식으로 암호화됨',
    },
    cause: {
      en: 'The encryption has another form or another algorithm than is accepted: AES in GCM or CBC mode, with a key wrapped by RSA-OAEP. RSA 1.5 is refused, since it can be broken step by step.',
      ko: '암호화의 형식이나 알고리즘이 허용되지 않습니다. AES GCM 또는 CBC 모드와 RSA-OAEP로 보호된 키만 허용됩니다. RSA 1.5는 단계적으로 해독될 수 있어 거부됩니다.',
    },
    fix: {
      en: 'Choose AES-256-GCM and RSA-OAEP at the identity provider.',
      ko: 'ID 제공업체에서 AES-256-GCM과 RSA-OAEP를 선택하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: SIGNATURE_INVALID },
    source: 'xmlenc-core1; IAM API reference, CreateSAMLProvider (AddPrivateKey)',
  },
  'SAML-011': {
    message: 'the assertion is encrypted, but the provider has no private key',
    title: {
      en: 'The provider has a private key for encrypted assertions',
      ko: '제공업체에 암호화된 어설션용 프라이빗 키가 있음',
    },
    cause: {
      en: 'The identity provider encrypts its assertions, and no private key was added to the SAML provider.',
      ko: 'ID 제공업체가 어설션을 암호화하지만 SAML 제공업체에 추가된 프라이빗 키가 없습니다.',
    },
    fix: {
      en: 'Add the private key with aws iam update-saml-provider --add-private-key, or switch the encryption off at the identity provider.',
      ko: 'aws iam update-saml-provider --add-private-key로 프라이빗 키를 추가하거나 ID 제공업체에서 암호화를 끄십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: SIGNATURE_INVALID },
    source: 'IAM API reference, UpdateSAMLProvider',
  },
  'SAML-012': {
    message: 'the encrypted assertion cannot be decrypted with the keys of the provider',
    title: { en: 'The assertion can be decrypted', ko: '어설션을 복호화할 수 있음' },
    cause: {
      en: 'None of the provider’s private keys opens the assertion, or it was changed on its way. Which of the two is not told, since the answer would help to break the encryption.',
      ko: '제공업체의 프라이빗 키 중 어느 것으로도 어설션이 복호화되지 않거나 전송 중에 변경되었습니다. 암호 해독에 악용될 수 있으므로 어느 쪽인지는 알려 주지 않습니다.',
    },
    fix: {
      en: 'Compare the certificate with which the identity provider encrypts with the private keys of the SAML provider; add the key that is missing.',
      ko: 'ID 제공업체가 암호화에 쓰는 인증서를 SAML 제공업체의 프라이빗 키와 비교하고 빠진 키를 추가하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: SIGNATURE_INVALID },
    source: 'xmlenc-core1, 6.1 and 5.2.4',
  },
  'SAML-013': {
    message: 'the SAML response uses the identifiers {ids} more than once',
    title: { en: 'Identifiers are unique', ko: '식별자가 중복되지 않음' },
    cause: {
      en: 'Two elements have the same ID, so that it is not certain which of them a signature means.',
      ko: '두 요소의 ID가 같아 서명이 어느 요소를 가리키는지 알 수 없습니다.',
    },
    fix: {
      en: 'Make sure that the response comes from the identity provider unchanged; identity providers give each element its own ID.',
      ko: '응답이 ID 제공업체에서 변경 없이 온 것인지 확인하십시오. ID 제공업체는 요소마다 다른 ID를 부여합니다.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: SIGNATURE_INVALID },
    source: `saml-core-2.0-os, 1.3.4; ${WRAPPING}`,
  },
  'SAML-014': {
    message: 'the value of `{element}` is broken by a comment or a processing instruction',
    title: {
      en: 'No comment stands inside a value',
      ko: '값 안에 주석이 없음',
    },
    cause: {
      en: 'A comment can be added to a signed value without breaking the signature, and programs read such values differently: user@a.example<!-- -->.evil.example can become user@a.example.',
      ko: '서명된 값에 주석을 넣어도 서명은 깨지지 않으며, 그런 값은 프로그램마다 다르게 읽습니다. user@a.example<!-- -->.evil.example이 user@a.example로 읽힐 수 있습니다.',
    },
    fix: {
      en: 'Make sure that the response comes from the identity provider unchanged; identity providers write no comments into values.',
      ko: '응답이 ID 제공업체에서 변경 없이 온 것인지 확인하십시오. ID 제공업체는 값 안에 주석을 쓰지 않습니다.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: SIGNATURE_INVALID },
    source: 'CVE-2017-11427 and its family',
  },
  'SAML-015': {
    message: 'the issuer {issuer} is not in the metadata of the provider, which has {known}',
    title: {
      en: 'The issuer is in the provider’s metadata',
      ko: '발행자가 제공업체의 메타데이터에 있음',
    },
    cause: {
      en: 'The Issuer of the response and of its assertion must be one entityID of the metadata document that was uploaded to the SAML provider, letter by letter.',
      ko: '응답과 어설션의 Issuer는 SAML 제공업체에 업로드한 메타데이터 문서의 entityID 중 하나와 글자 하나까지 같아야 합니다.',
    },
    fix: {
      en: 'Upload the metadata document of this very identity provider with aws iam update-saml-provider, or use the SAML provider that belongs to the issuer.',
      ko: '이 ID 제공업체의 메타데이터 문서를 aws iam update-saml-provider로 업로드하거나, 이 발행자에 해당하는 SAML 제공업체를 사용하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'InvalidIdentityToken',
      text: `Issuer not present in specified provider ${VALIDATOR}`,
    },
    source: 'IAM user guide, troubleshooting SAML; aws-facts C6',
  },
  'SAML-016': {
    message: 'neither the response nor its assertion is signed',
    title: { en: 'The response is signed', ko: '응답이 서명됨' },
    cause: {
      en: 'The response, the assertion or both must carry a signature of the identity provider; encryption alone proves nothing about who sent it.',
      ko: '응답, 어설션 또는 둘 다에 ID 제공업체의 서명이 있어야 합니다. 암호화만으로는 누가 보냈는지 알 수 없습니다.',
    },
    fix: {
      en: 'Switch the signing of assertions on at the identity provider.',
      ko: 'ID 제공업체에서 어설션 서명을 켜십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: SIGNATURE_INVALID },
    source: `${PROFILES}; ${CORE_SIGNATURE}`,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
