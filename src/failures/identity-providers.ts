import type { FailureEntry } from './failure.ts';

/** What keeps an identity provider of IAM from being created or changed, besides its metadata. */
export const identityProviderFailures = {
  'IDP-001': {
    message: 'the issuer `{url}` shows no thumbprint: {reason}',
    title: {
      en: 'The issuer shows the certificate that it is known by',
      ko: '발행자의 인증서를 확인할 수 있음',
    },
    cause: {
      en: 'The request names no thumbprint, so the issuer was asked for its discovery document and its keys to learn it. They could not be fetched, or the certificate is not signed by an authority that this server trusts.',
      ko: '요청에 지문(thumbprint)이 없어서 발행자의 검색 문서와 키에서 지문을 알아내려 했습니다. 문서를 가져올 수 없었거나, 인증서가 이 서버가 신뢰하는 인증 기관에서 발급한 것이 아닙니다.',
    },
    fix: {
      en: 'Name the thumbprint in ThumbprintList. Otherwise see to it that this server reaches the issuer: a private address is added to GATEHOUSE_OUTBOUND_ALLOW, a certificate authority of your own to GATEHOUSE_CA_FILE.',
      ko: 'ThumbprintList에 지문을 직접 지정하십시오. 지정하지 않으려면 이 서버가 발행자에 연결할 수 있어야 합니다. 사설 주소는 GATEHOUSE_OUTBOUND_ALLOW에, 자체 인증 기관은 GATEHOUSE_CA_FILE에 추가합니다.',
    },
    actor: 'administrator',
    wire: {
      error: 'OpenIdIdpCommunicationError',
      text: 'The request failed because IAM cannot connect to the OpenID Connect identity provider URL.',
    },
    source: 'IAM API Reference, CreateOpenIDConnectProvider; aws-facts D1',
  },
  'IDP-002': {
    message: 'the private key cannot be used: {reason}',
    title: { en: 'The private key can be used', ko: '프라이빗 키를 사용할 수 있음' },
    cause: {
      en: 'A private key that decrypts assertions is one RSA key of 2,048 to 8,192 bits in PEM (PKCS #8 or PKCS #1), without a password.',
      ko: '어설션을 복호화하는 프라이빗 키는 암호로 보호되지 않은 2,048~8,192비트 RSA 키 하나이며 PEM 형식(PKCS #8 또는 PKCS #1)이어야 합니다.',
    },
    fix: {
      en: 'Take the password off with `openssl pkcs8 -topk8 -nocrypt`, or make a new pair with `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048` and give the identity provider its certificate.',
      ko: '`openssl pkcs8 -topk8 -nocrypt`로 키의 암호를 제거하거나, `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048`로 새 키 페어를 만들어 그 인증서를 ID 제공업체에 등록하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidInput', text: 'Invalid private key.' },
    source: 'IAM user guide, "Troubleshoot SAML federation with IAM"; aws-facts C5',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
