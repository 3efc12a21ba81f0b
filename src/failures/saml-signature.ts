import type { FailureEntry } from './failure.ts';
import { SIGNATURE_INVALID } from './saml-wire.ts';

const CORE_SIGNATURE = 'saml-core-2.0-os, 5.4; xmldsig-core1';
const WRAPPING = 'J. Somorovsky et al., On Breaking SAML (XML signature wrapping)';

/** Signatures that prove nothing, or not what is asked of them. */
export const samlSignatureFailures = {
  'SAML-017': {
    message: 'a signature stands inside `{parent}`',
    title: {
      en: 'Signatures stand only in the response and the assertion',
      ko: '서명이 응답과 어설션에만 있음',
    },
    cause: {
      en: 'A signature of SAML is a direct child of what it signs. One at another place belongs to a document that was taken apart and put together anew.',
      ko: 'SAML 서명은 서명 대상 요소의 바로 아래에 있어야 합니다. 다른 위치에 있는 서명은 문서를 분해하여 다시 조립한 흔적입니다.',
    },
    fix: {
      en: 'Make sure that the response comes from the identity provider unchanged.',
      ko: '응답이 ID 제공업체에서 변경 없이 온 것인지 확인하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: SIGNATURE_INVALID },
    source: WRAPPING,
  },
  'SAML-018': {
    message: 'the signature of the {where} is malformed: {detail}',
    title: { en: 'The signature has the form of SAML', ko: '서명이 SAML의 형식을 따름' },
    cause: {
      en: 'The signature does not consist of exactly one SignedInfo, one SignatureValue and at most one KeyInfo with the contents that XML Signature lists.',
      ko: '서명이 XML 서명 표준에 정해진 내용의 SignedInfo 하나, SignatureValue 하나, 최대 하나의 KeyInfo로 이루어져 있지 않습니다.',
    },
    fix: {
      en: 'Make sure that the response comes from the identity provider unchanged and that no proxy or tool formats it.',
      ko: '응답이 ID 제공업체에서 변경 없이 온 것인지, 프록시나 도구가 서식을 바꾸지 않는지 확인하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: SIGNATURE_INVALID },
    source: `${CORE_SIGNATURE}; CVE-2025-29774, CVE-2025-29775`,
  },
  'SAML-019': {
    message: 'the signature of the {where} uses an algorithm that is not accepted: {detail}',
    title: {
      en: 'The signature uses accepted algorithms',
      ko: '서명에 허용되는 알고리즘이 사용됨',
    },
    cause: {
      en: 'Accepted are RSA and ECDSA signatures with SHA-256 or stronger, and the canonical forms that identity providers use. Keyed hashes are never accepted, SHA-1 only where the operator allows it.',
      ko: 'SHA-256 이상을 쓰는 RSA와 ECDSA 서명, ID 제공업체가 쓰는 정규화 방식만 허용됩니다. 키 해시(HMAC)는 허용되지 않으며, SHA-1은 운영자가 허용한 경우에만 쓸 수 있습니다.',
    },
    fix: {
      en: 'Choose RSA-SHA256 as the signature algorithm at the identity provider.',
      ko: 'ID 제공업체에서 서명 알고리즘으로 RSA-SHA256을 선택하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: SIGNATURE_INVALID },
    source: `${CORE_SIGNATURE}; RFC 9231`,
  },
  'SAML-020': {
    message: 'the signature of the {where} does not cover the {where}: {detail}',
    title: {
      en: 'The signature covers the element that is used',
      ko: '서명이 사용되는 요소 전체를 포함함',
    },
    cause: {
      en: 'A signature must refer by ID to the very element that it stands in and to the whole of it; otherwise something else than what was signed would be used.',
      ko: '서명은 자신이 들어 있는 요소를 ID로 가리키고 그 전체를 포함해야 합니다. 그렇지 않으면 서명되지 않은 내용이 사용될 수 있습니다.',
    },
    fix: {
      en: 'Make sure that the response comes from the identity provider unchanged.',
      ko: '응답이 ID 제공업체에서 변경 없이 온 것인지 확인하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: SIGNATURE_INVALID },
    source: `saml-core-2.0-os, 5.4.2 and 5.4.4; ${WRAPPING}`,
  },
  'SAML-021': {
    message:
      'the signature of the {where} fits none of the {count} keys that {issuer} has in the metadata',
    title: {
      en: 'The signature was made with a key of the metadata',
      ko: '메타데이터에 있는 키로 서명됨',
    },
    cause: {
      en: 'The identity provider signs with another key than its metadata at the SAML provider names: usually its certificate was renewed. A certificate inside the response is not trusted.',
      ko: 'ID 제공업체가 SAML 제공업체의 메타데이터에 없는 키로 서명합니다. 대개 인증서가 갱신된 경우입니다. 응답 안에 들어 있는 인증서는 신뢰하지 않습니다.',
    },
    fix: {
      en: 'Download the current metadata document from the identity provider and upload it with aws iam update-saml-provider.',
      ko: 'ID 제공업체에서 최신 메타데이터 문서를 내려받아 aws iam update-saml-provider로 업로드하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: SIGNATURE_INVALID },
    source: 'IAM user guide, troubleshooting SAML; aws-facts C6',
  },
  'SAML-022': {
    message: 'the {where} is not what {issuer} signed',
    title: { en: 'The signed element is unchanged', ko: '서명된 요소가 변경되지 않음' },
    cause: {
      en: 'A key of the metadata made the signature, but the element was changed afterwards: by somebody on the way, or by a program that formats XML or changes its encoding.',
      ko: '서명은 메타데이터의 키로 만들어졌지만 그 뒤에 요소가 변경되었습니다. 전송 중에 누군가 바꾸었거나, XML 서식이나 인코딩을 바꾸는 프로그램을 거친 경우입니다.',
    },
    fix: {
      en: 'Take the response as the identity provider sent it, without formatting; if that is what was sent, look for a proxy that rewrites it.',
      ko: '서식을 바꾸지 말고 ID 제공업체가 보낸 응답을 그대로 사용하십시오. 그대로 보냈다면 응답을 고쳐 쓰는 프록시가 있는지 확인하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: SIGNATURE_INVALID },
    source: CORE_SIGNATURE,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
