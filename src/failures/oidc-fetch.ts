import type { FailureEntry, Localized } from './failure.ts';

const WELL_KNOWN = 'OpenID Connect Discovery 1.0 section 4; aws-facts D2, D4; R106';
const NO_KEY = {
  error: 'InvalidIdentityToken',
  text: "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
} as const;

const DISCOVERY: Localized = { en: 'discovery document', ko: '검색 문서' };
const KEYS: Localized = { en: 'key set', ko: '키 세트' };

/** Each cause exists for both documents that are fetched, so that a trace says how far it came. */
function unresolved({ en, ko }: Localized) {
  return {
    message: 'the host `{host}` of `{url}` has no address',
    title: { en: `The host of the ${en} has an address`, ko: `${ko}의 호스트에 주소가 있음` },
    cause: {
      en: `This server cannot resolve the name of the host that serves the ${en}: it is misspelt, no longer exists, or is known only to another DNS.`,
      ko: `이 서버에서 ${ko}를 제공하는 호스트의 이름을 찾을 수 없습니다. 이름이 틀렸거나, 더 이상 없거나, 다른 DNS에만 있는 이름입니다.`,
    },
    fix: {
      en: 'Check the name from the machine of this server (nslookup), and its DNS settings; for AWS itself the name has to be public.',
      ko: '이 서버에서 nslookup으로 이름과 DNS 설정을 확인하십시오. AWS에서 쓰려면 공개된 이름이어야 합니다.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: `${WELL_KNOWN}, R107`,
  } as const satisfies FailureEntry;
}

function addressRefused({ en, ko }: Localized) {
  return {
    message: 'the address {address} of `{host}` is not public: `{url}` is not fetched',
    title: { en: `The address of the ${en} is public`, ko: `${ko}의 주소가 공개 주소임` },
    cause: {
      en: `The host of the ${en} has a private, loopback or link-local address. Such addresses are refused so that nobody can make this server reach into its own network.`,
      ko: `${ko}의 호스트가 사설, 루프백 또는 링크 로컬 주소를 가집니다. 이 서버를 통해 내부 네트워크에 접근하지 못하도록 이런 주소는 거부됩니다.`,
    },
    fix: {
      en: 'If the identity provider really lives there, the operator adds its network to GATEHOUSE_OUTBOUND_ALLOW. AWS itself reaches public addresses only.',
      ko: 'ID 제공업체가 실제로 그 주소에 있다면 운영자가 GATEHOUSE_OUTBOUND_ALLOW에 해당 네트워크를 추가합니다. AWS는 공개 주소에만 연결합니다.',
    },
    actor: 'operator',
    wire: NO_KEY,
    source: `${WELL_KNOWN}, R107`,
  } as const satisfies FailureEntry;
}

function unreachable({ en, ko }: Localized) {
  return {
    message: 'no connection to `{host}` for `{url}`: {reason}',
    title: { en: `The host of the ${en} can be reached`, ko: `${ko}의 호스트에 연결됨` },
    cause: {
      en: `The connection to the host of the ${en} was refused or broke off: nothing listens there, or a firewall lets this server not through.`,
      ko: `${ko}의 호스트에 대한 연결이 거부되거나 끊겼습니다. 그곳에 서비스가 없거나 방화벽이 이 서버를 막고 있습니다.`,
    },
    fix: {
      en: 'Open the address with curl from this server and from another network; if only one works, change the firewall or the deny list of the domain.',
      ko: '이 서버와 다른 네트워크에서 curl로 주소를 열어 보십시오. 한쪽만 되면 방화벽이나 도메인 차단 목록을 수정하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: `${WELL_KNOWN}, R107, R108, R113`,
  } as const satisfies FailureEntry;
}

function timedOut({ en, ko }: Localized) {
  return {
    message: '`{url}` was not answered within the {budget} ms for discovery and keys together',
    title: { en: `The ${en} comes in time`, ko: `${ko}가 제시간에 도착함` },
    cause: {
      en: `The identity provider took too long: fetching the discovery document and the keys may take five seconds together, and the time was over while the ${en} was fetched.`,
      ko: `ID 제공업체의 응답이 늦습니다. 검색 문서와 키를 가져오는 데 모두 합해 5초까지 허용되며, ${ko}를 가져오는 동안 시간이 다 되었습니다.`,
    },
    fix: {
      en: 'Measure both addresses with gatehouse diagnose issuer; serve them from nearby or through a cache, use the STS endpoint of a region near the provider, and retry with growing delays.',
      ko: 'gatehouse diagnose issuer로 두 주소의 시간을 재십시오. 가까운 곳이나 캐시에서 제공하고, 제공업체와 가까운 리전의 STS 엔드포인트를 사용하며, 간격을 늘려 재시도하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: `${WELL_KNOWN}, R109, R114–R117`,
  } as const satisfies FailureEntry;
}

function untrusted({ en, ko }: Localized) {
  return {
    message:
      'the certificate of `{host}` is neither signed by a trusted authority nor does it fit a thumbprint: {reason}',
    title: {
      en: `The certificate behind the ${en} is trusted`,
      ko: `${ko}를 제공하는 서버의 인증서를 신뢰할 수 있음`,
    },
    cause: {
      en: `The host of the ${en} showed a certificate that expired, is for another name, or comes from an authority that is neither known here nor among the provider's thumbprints.`,
      ko: `${ko}의 호스트가 제시한 인증서가 만료되었거나, 다른 이름의 것이거나, 알려지지 않았고 제공업체의 지문에도 없는 인증 기관에서 발급되었습니다.`,
    },
    fix: {
      en: "Renew the certificate, set the provider's thumbprint with aws iam update-open-id-connect-provider-thumbprint, or let the operator name the authority in GATEHOUSE_CA_FILE.",
      ko: '인증서를 갱신하거나, aws iam update-open-id-connect-provider-thumbprint로 제공업체의 지문을 설정하거나, 운영자가 GATEHOUSE_CA_FILE에 인증 기관을 지정하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'InvalidIdentityToken',
      text: "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint",
    },
    source: 'IAM User Guide, thumbprints of OpenID Connect providers; aws-facts D1, D2, D4',
  } as const satisfies FailureEntry;
}

function badStatus({ en, ko }: Localized) {
  return {
    message: '`{url}` was answered with status {status}, not 200',
    title: { en: `The ${en} is answered with status 200`, ko: `${ko}에 상태 200으로 응답함` },
    cause: {
      en: `The address of the ${en} exists no more, asks for authentication, or its server has a fault.`,
      ko: `${ko}의 주소가 더 이상 없거나, 인증을 요구하거나, 서버에 오류가 있습니다.`,
    },
    fix: {
      en: 'Open the address in a browser without being signed in: it has to show the document to everybody.',
      ko: '로그인하지 않은 브라우저에서 주소를 여십시오. 누구에게나 문서가 표시되어야 합니다.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: `${WELL_KNOWN}, R111, R112`,
  } as const satisfies FailureEntry;
}

function busy({ en, ko }: Localized) {
  return {
    message: '`{url}` was answered with status {status}: the identity provider asks for patience',
    title: {
      en: `The identity provider has time for the ${en}`,
      ko: `ID 제공업체가 ${ko} 요청을 처리할 수 있음`,
    },
    cause: {
      en: `The identity provider limits how often the ${en} may be fetched, or is overloaded.`,
      ko: `ID 제공업체가 ${ko}의 요청 횟수를 제한하고 있거나 과부하 상태입니다.`,
    },
    fix: {
      en: 'Retry with exponentially growing delays, a longest delay and a number of tries; raise the limit at the provider if it stays.',
      ko: '최대 지연과 최대 횟수를 정하고 지수 백오프로 재시도하십시오. 계속되면 제공업체의 한도를 높이십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: `${WELL_KNOWN}, R117`,
  } as const satisfies FailureEntry;
}

function redirected({ en, ko }: Localized) {
  return {
    message: '`{url}` redirects to `{location}`, which is not followed',
    title: { en: `The ${en} is where it is said to be`, ko: `${ko}가 지정된 주소에 있음` },
    cause: {
      en: `The ${en} was answered with a redirect to another scheme, or with too many redirects.`,
      ko: `${ko}의 응답이 https가 아닌 주소로의 리디렉션이거나, 리디렉션이 너무 많습니다.`,
    },
    fix: {
      en: 'Serve the document at its own https address without redirects.',
      ko: '문서를 리디렉션 없이 자체 https 주소에서 제공하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: WELL_KNOWN,
  } as const satisfies FailureEntry;
}

function tooLarge({ en, ko }: Localized) {
  return {
    message: 'the answer of `{url}` is longer than {limit} bytes',
    title: { en: `The ${en} is not too large`, ko: `${ko}가 너무 크지 않음` },
    cause: {
      en: `The answer is longer than a ${en} ever is; perhaps another document is served there.`,
      ko: `응답이 ${ko}로서는 너무 깁니다. 그 주소에서 다른 문서가 제공되고 있을 수 있습니다.`,
    },
    fix: {
      en: 'Check what the address serves; remove keys that are no longer in use.',
      ko: '주소에서 제공하는 내용을 확인하고, 더 이상 쓰지 않는 키를 제거하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: WELL_KNOWN,
  } as const satisfies FailureEntry;
}

/** Failures to fetch the documents that lead to an issuer's keys; all look alike from outside. */
export const fetchFailures = {
  'OIDC-020': unresolved(DISCOVERY),
  'OIDC-021': addressRefused(DISCOVERY),
  'OIDC-022': unreachable(DISCOVERY),
  'OIDC-023': timedOut(DISCOVERY),
  'OIDC-024': untrusted(DISCOVERY),
  'OIDC-025': badStatus(DISCOVERY),
  'OIDC-026': busy(DISCOVERY),
  'OIDC-027': redirected(DISCOVERY),
  'OIDC-028': tooLarge(DISCOVERY),
  'OIDC-040': unresolved(KEYS),
  'OIDC-041': addressRefused(KEYS),
  'OIDC-042': unreachable(KEYS),
  'OIDC-043': timedOut(KEYS),
  'OIDC-044': untrusted(KEYS),
  'OIDC-045': badStatus(KEYS),
  'OIDC-046': busy(KEYS),
  'OIDC-047': redirected(KEYS),
  'OIDC-048': tooLarge(KEYS),
} as const satisfies Readonly<Record<string, FailureEntry>>;
