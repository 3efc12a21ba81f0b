import type { FailureEntry } from './failure.ts';

const COULD_NOT = 'Could not parse metadata';
const UNABLE = 'Unable to parse metadata';
const CREATING = 'IAM user guide, creating a SAML identity provider';
const METADATA = 'saml-metadata-2.0-os';

/** Metadata documents that no SAML provider can be made from. */
export const samlMetadataFailures = {
  'SAML-050': {
    message: 'the metadata document has {characters} characters',
    title: {
      en: 'The document has 1,000 to 10,000,000 characters',
      ko: '문서가 1,000~10,000,000자임',
    },
    cause: {
      en: 'IAM takes metadata documents of 1,000 to 10,000,000 characters. A shorter one holds no certificate; a longer one is usually the list of a whole federation.',
      ko: 'IAM은 1,000~10,000,000자의 메타데이터 문서를 받습니다. 이보다 짧으면 인증서가 없고, 더 길면 대개 전체 페더레이션의 목록입니다.',
    },
    fix: {
      en: 'Download the metadata document of your identity provider alone, completely.',
      ko: '사용하는 ID 제공업체의 메타데이터 문서만 빠짐없이 내려받으십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: COULD_NOT },
    source: 'IAM API reference, CreateSAMLProvider (SAMLMetadataDocument)',
  },
  'SAML-051': {
    message: 'the metadata document is not in UTF-8: {detail}',
    title: { en: 'The document is in UTF-8', ko: '문서가 UTF-8로 인코딩됨' },
    cause: {
      en: 'The document is in UTF-16 or another encoding, or its XML declaration names another one.',
      ko: '문서가 UTF-16이나 다른 인코딩으로 되어 있거나, XML 선언에 다른 인코딩이 지정되어 있습니다.',
    },
    fix: {
      en: 'Save the document as UTF-8 without byte order mark, for example with Notepad++, and write encoding="UTF-8" into its declaration.',
      ko: 'Notepad++ 등으로 문서를 BOM 없는 UTF-8로 저장하고 XML 선언을 encoding="UTF-8"로 고치십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: COULD_NOT },
    source: CREATING,
  },
  'SAML-052': {
    message: 'the metadata document begins with a byte order mark',
    title: { en: 'The document has no byte order mark', ko: '문서에 바이트 순서 표시(BOM)가 없음' },
    cause: {
      en: 'Some editors and PowerShell put the invisible bytes EF BB BF in front of UTF-8; IAM does not take them.',
      ko: '일부 편집기와 PowerShell은 UTF-8 앞에 보이지 않는 바이트 EF BB BF를 넣는데, IAM은 이를 받지 않습니다.',
    },
    fix: {
      en: 'Save the document as UTF-8 without byte order mark, for example with Notepad++.',
      ko: 'Notepad++ 등으로 문서를 BOM 없는 UTF-8로 저장하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: COULD_NOT },
    source: CREATING,
  },
  'SAML-053': {
    message: 'the metadata document cannot be read at line {line}, column {column}: {detail}',
    title: { en: 'The document is well-formed XML', ko: '문서가 올바른 형식의 XML임' },
    cause: {
      en: 'The document is not well-formed XML, has a document type declaration, or is nested more deeply than metadata needs to be.',
      ko: '문서가 올바른 형식의 XML이 아니거나, 문서 유형 선언이 있거나, 필요 이상으로 깊게 중첩되어 있습니다.',
    },
    fix: {
      en: 'Download the document from the identity provider again; do not copy it from a browser window, which may format it.',
      ko: 'ID 제공업체에서 문서를 다시 내려받으십시오. 브라우저 창에서 복사하면 서식이 바뀔 수 있습니다.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: COULD_NOT },
    source: 'IAM user guide, troubleshooting SAML',
  },
  'SAML-054': {
    message: 'the root of the metadata document is `{root}`',
    title: { en: 'The document is SAML metadata', ko: '문서가 SAML 메타데이터임' },
    cause: {
      en: 'The root element is neither EntityDescriptor nor EntitiesDescriptor of SAML 2.0 metadata.',
      ko: '루트 요소가 SAML 2.0 메타데이터의 EntityDescriptor나 EntitiesDescriptor가 아닙니다.',
    },
    fix: {
      en: 'Download the metadata document of the identity provider, not its discovery document or its sign-in page.',
      ko: '검색 문서나 로그인 페이지가 아니라 ID 제공업체의 메타데이터 문서를 내려받으십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: COULD_NOT },
    source: `${METADATA}, 2.3`,
  },
  'SAML-055': {
    message:
      'the metadata document describes {count} entities, {providers} of them identity providers',
    title: {
      en: 'The document describes 1 to 10 identity providers',
      ko: '문서에 ID 제공업체가 1~10개 있음',
    },
    cause: {
      en: 'A SAML provider holds at most ten identity providers and needs at least one. An entity without IDPSSODescriptor is none: perhaps this is the metadata of a service provider.',
      ko: 'SAML 제공업체에는 ID 제공업체가 1개 이상 10개 이하 있어야 합니다. IDPSSODescriptor가 없는 엔터티는 ID 제공업체가 아니며, 서비스 공급자의 메타데이터일 수 있습니다.',
    },
    fix: {
      en: 'Upload the metadata of the identity provider; split larger federations into several SAML providers.',
      ko: 'ID 제공업체의 메타데이터를 업로드하고, 큰 페더레이션은 여러 SAML 제공업체로 나누십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: COULD_NOT },
    source: 'IAM user guide, quotas; aws-facts C5',
  },
  'SAML-056': {
    message: 'an EntityDescriptor has the entityID `{entityId}`',
    title: { en: 'Each entity has an entity ID', ko: '엔터티마다 엔터티 ID가 있음' },
    cause: {
      en: 'The attribute entityID names the issuer; it is needed and has 1 to 1,024 characters.',
      ko: 'entityID 속성은 발행자의 이름이며 1~1,024자로 반드시 있어야 합니다.',
    },
    fix: {
      en: 'Download the document from the identity provider again.',
      ko: 'ID 제공업체에서 문서를 다시 내려받으십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: COULD_NOT },
    source: `${METADATA}, 2.2.1 and 2.3.2`,
  },
  'SAML-057': {
    message: 'the metadata document describes `{entityId}` twice',
    title: { en: 'Entity IDs are different', ko: '엔터티 ID가 서로 다름' },
    cause: {
      en: 'Two EntityDescriptor elements have the same entityID, so that it is not certain whose keys count.',
      ko: '두 EntityDescriptor의 entityID가 같아 누구의 키를 써야 할지 알 수 없습니다.',
    },
    fix: {
      en: 'Leave one of them, with all its keys.',
      ko: '모든 키가 들어 있는 하나만 남기십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: COULD_NOT },
    source: `${METADATA}, 2.3.2`,
  },
  'SAML-058': {
    message: '`{entityId}` does not support SAML 2.0',
    title: { en: 'The identity provider speaks SAML 2.0', ko: 'ID 제공업체가 SAML 2.0을 지원함' },
    cause: {
      en: 'protocolSupportEnumeration of the IDPSSODescriptor does not list urn:oasis:names:tc:SAML:2.0:protocol.',
      ko: 'IDPSSODescriptor의 protocolSupportEnumeration에 urn:oasis:names:tc:SAML:2.0:protocol이 없습니다.',
    },
    fix: {
      en: 'Switch SAML 2.0 on at the identity provider and download its metadata again.',
      ko: 'ID 제공업체에서 SAML 2.0을 켜고 메타데이터를 다시 내려받으십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: COULD_NOT },
    source: `${METADATA}, 2.4.1`,
  },
  'SAML-059': {
    message: '`{entityId}` has no certificate for signing',
    title: { en: 'Each identity provider has a signing key', ko: 'ID 제공업체마다 서명 키가 있음' },
    cause: {
      en: 'There is no KeyDescriptor with use="signing" or without use that holds an X.509 certificate.',
      ko: 'use="signing"이거나 use가 없으면서 X.509 인증서를 담은 KeyDescriptor가 없습니다.',
    },
    fix: {
      en: 'Let the identity provider publish its signing certificate in its metadata.',
      ko: 'ID 제공업체가 메타데이터에 서명 인증서를 게시하게 하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: COULD_NOT },
    source: `${CREATING}; ${METADATA}, 2.4.1.1`,
  },
  'SAML-060': {
    message: 'the metadata document has {count} signing keys',
    title: { en: 'There are at most ten signing keys', ko: '서명 키가 10개 이하임' },
    cause: {
      en: 'A SAML provider holds at most ten keys over all its identity providers.',
      ko: 'SAML 제공업체에는 모든 ID 제공업체를 합해 키가 최대 10개까지 있을 수 있습니다.',
    },
    fix: {
      en: 'Remove the certificates that the identity provider does not use any more.',
      ko: 'ID 제공업체가 더 이상 쓰지 않는 인증서를 제거하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: COULD_NOT },
    source: 'IAM user guide, quotas; aws-facts C5',
  },
  'SAML-061': {
    message: 'a certificate of `{entityId}` cannot be read: {detail}',
    title: { en: 'The certificates can be read', ko: '인증서를 읽을 수 있음' },
    cause: {
      en: 'An X509Certificate element does not contain the base64 of one X.509 certificate in DER.',
      ko: 'X509Certificate 요소에 DER 형식 X.509 인증서 하나의 base64가 들어 있지 않습니다.',
    },
    fix: {
      en: 'Download the document from the identity provider again; the element holds the base64 without BEGIN and END lines.',
      ko: 'ID 제공업체에서 문서를 다시 내려받으십시오. 이 요소에는 BEGIN과 END 줄이 없는 base64만 있어야 합니다.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: UNABLE },
    source: 'xmldsig-core1, 4.5.4; RFC 5280',
  },
  'SAML-062': {
    message: 'a certificate of `{entityId}` has an RSA key of {bits} bits',
    title: { en: 'RSA keys have at least 1,024 bits', ko: 'RSA 키가 1,024비트 이상임' },
    cause: {
      en: 'IAM takes certificates with keys of at least 1,024 bits; shorter ones can be broken.',
      ko: 'IAM은 1,024비트 이상의 키를 가진 인증서만 받습니다. 이보다 짧은 키는 해독될 수 있습니다.',
    },
    fix: {
      en: 'Make a new signing certificate with an RSA key of 2,048 bits or more at the identity provider.',
      ko: 'ID 제공업체에서 2,048비트 이상의 RSA 키로 서명 인증서를 새로 만드십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: UNABLE },
    source: 'IAM user guide, troubleshooting SAML',
  },
  'SAML-063': {
    message: 'a certificate of `{entityId}` has a key of the kind {kind}',
    title: {
      en: 'Keys are of RSA or of the curves P-256, P-384, P-521',
      ko: '키가 RSA 또는 P-256, P-384, P-521 곡선임',
    },
    cause: {
      en: 'The key cannot make any signature that is accepted.',
      ko: '이 키로는 허용되는 서명을 만들 수 없습니다.',
    },
    fix: {
      en: 'Make a new signing certificate with an RSA key of 2,048 bits or more at the identity provider.',
      ko: 'ID 제공업체에서 2,048비트 이상의 RSA 키로 서명 인증서를 새로 만드십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: UNABLE },
    source: 'RFC 9231; xmldsig-core1, 6.4',
  },
  'SAML-064': {
    message: 'a certificate of `{entityId}` has the extension {oid} more than once',
    title: {
      en: 'No certificate repeats an extension',
      ko: '인증서에 반복된 확장이 없음',
    },
    cause: {
      en: 'A certificate may include each extension once only; IAM refuses certificates that repeat one.',
      ko: '인증서에는 각 확장이 한 번만 있어야 하며, IAM은 확장이 반복된 인증서를 거부합니다.',
    },
    fix: {
      en: 'Make a new signing certificate at the identity provider.',
      ko: 'ID 제공업체에서 서명 인증서를 새로 만드십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: UNABLE },
    source: 'IAM user guide, troubleshooting SAML; RFC 5280, 4.2',
  },
  'SAML-065': {
    message: 'validUntil is `{value}`, which is no time',
    title: { en: 'The expiry can be read', ko: '만료 시각을 읽을 수 있음' },
    cause: {
      en: 'validUntil is written as 2026-01-31T09:30:00Z. A time that has passed is taken, but responses are refused from then on.',
      ko: 'validUntil은 2026-01-31T09:30:00Z 형식으로 씁니다. 지난 시각도 업로드할 수 있지만 그 뒤로는 응답이 거부됩니다.',
    },
    fix: {
      en: 'Download the document from the identity provider again.',
      ko: 'ID 제공업체에서 문서를 다시 내려받으십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: COULD_NOT },
    source: `${METADATA}, 2.3.2`,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
