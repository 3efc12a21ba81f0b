import type { FailureEntry } from './failure.ts';

const NO_KEY = {
  error: 'InvalidIdentityToken',
  text: "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
} as const;

/** What a look at an issuer finds beyond what would refuse a token at once. */
export const issuerFailures = {
  'OUT-002': {
    message: 'the issuer `{url}` cannot be registered: {reason}',
    title: {
      en: 'The URL can be that of an OpenID Connect provider',
      ko: 'URL을 OpenID Connect 제공업체로 등록할 수 있음',
    },
    cause: {
      en: 'A provider is named by an https URL with a host and perhaps a path; a query, a fragment or a user cannot be part of it.',
      ko: '제공업체는 호스트와 경로로 된 https URL로 지정합니다. 쿼리, 조각, 사용자 이름은 포함할 수 없습니다.',
    },
    fix: {
      en: 'Give the URL exactly as tokens carry it in iss.',
      ko: '토큰의 iss에 있는 URL을 그대로 지정하십시오.',
    },
    actor: 'user',
    source: 'IAM API reference, CreateOpenIDConnectProvider; aws-facts D1',
  },
  'OUT-003': {
    message: 'the certificate `{subject}` of `{host}` ends at {end}',
    title: {
      en: 'The certificates last for some time',
      ko: '인증서의 유효 기간이 충분히 남아 있음',
    },
    cause: {
      en: 'Less than a tenth of the time is left for which the certificate of the identity provider was issued, so its renewal does not seem to work. Once it has ended, no token of the provider is accepted.',
      ko: 'ID 제공업체의 인증서 유효 기간이 10분의 1도 남지 않아, 갱신이 되지 않는 것으로 보입니다. 만료되면 이 제공업체의 토큰은 모두 거부됩니다.',
    },
    fix: {
      en: 'Renew the certificate at the identity provider now; if its thumbprint is registered and changes, update the thumbprint list of the provider.',
      ko: 'ID 제공업체에서 인증서를 지금 갱신하십시오. 등록된 지문이 바뀌면 제공업체의 지문 목록도 업데이트하십시오.',
    },
    actor: 'partner',
    source: 'RFC 5280 section 4.1.2.5; aws-facts D1',
  },
  'OUT-004': {
    message: 'none of the {count} keys of `{url}` can verify a token: {problems}',
    title: {
      en: 'The key set has keys that verify tokens',
      ko: '키 세트에 토큰을 검증할 수 있는 키가 있음',
    },
    cause: {
      en: 'The key set is empty, or every key in it is of another type, too short, or meant for something else than signatures.',
      ko: '키 세트가 비어 있거나, 모든 키가 다른 유형이거나 너무 짧거나 서명용이 아닙니다.',
    },
    fix: {
      en: 'Publish an RSA key of 2048 to 8192 bits or a key on P-256, P-384 or P-521, with use sig.',
      ko: '2048~8192비트 RSA 키 또는 P-256, P-384, P-521 곡선의 키를 use sig로 게시하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: 'RFC 7517 section 4; aws-facts D2',
  },
  'OUT-005': {
    message: 'discovery and keys of `{url}` took {elapsed} of {budget} ms',
    title: {
      en: 'Discovery and keys come well within the time',
      ko: '검색 문서와 키를 여유 있게 가져옴',
    },
    cause: {
      en: 'Both documents together may take five seconds. This time they took so long that a slower moment of the network or of the identity provider will be too slow.',
      ko: '두 문서를 합쳐 5초 안에 가져와야 합니다. 이번에는 시간이 너무 오래 걸려, 네트워크나 ID 제공업체가 조금만 느려져도 제한을 넘게 됩니다.',
    },
    fix: {
      en: 'See which step takes the time. Serve both documents from nearby or through a cache, and use the STS endpoint of a region near the provider.',
      ko: '어느 단계가 오래 걸리는지 확인하십시오. 두 문서를 가까운 곳이나 캐시에서 제공하고, 제공업체와 가까운 리전의 STS 엔드포인트를 사용하십시오.',
    },
    actor: 'partner',
    source: 'R109, R114–R116',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
