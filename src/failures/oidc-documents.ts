import type { FailureEntry } from './failure.ts';

const DISCOVERY = 'OpenID Connect Discovery 1.0 section 4; aws-facts D2, D4; R106, R111';
const KEY_SET = 'RFC 7517 section 5; aws-facts D2, D4; R106, R111';
const NO_KEY = {
  error: 'InvalidIdentityToken',
  text: "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
} as const;

/** Failures of what an issuer publishes: its discovery document, its key set, the key of a token. */
export const documentFailures = {
  'OIDC-030': {
    message: 'the answer of `{url}` is not a JSON object',
    title: { en: 'The discovery document is JSON', ko: '검색 문서가 JSON임' },
    cause: {
      en: 'At the well-known address something else is served, such as a sign-in page, or JSON that names a member twice.',
      ko: '잘 알려진 주소에서 로그인 페이지 같은 다른 내용이나 같은 멤버가 두 번 나오는 JSON이 제공됩니다.',
    },
    fix: {
      en: 'Serve the discovery document there, without authentication.',
      ko: '그 주소에서 인증 없이 검색 문서를 제공하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: DISCOVERY,
  },
  'OIDC-031': {
    message: 'the discovery document `{url}` lacks {members}',
    title: { en: 'The discovery document is complete', ko: '검색 문서가 완전함' },
    cause: {
      en: 'The discovery document must have issuer, jwks_uri, response_types_supported, subject_types_supported and id_token_signing_alg_values_supported.',
      ko: '검색 문서에는 issuer, jwks_uri, response_types_supported, subject_types_supported, id_token_signing_alg_values_supported가 있어야 합니다.',
    },
    fix: {
      en: 'Add the missing members to the discovery document.',
      ko: '검색 문서에 빠진 멤버를 추가하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: DISCOVERY,
  },
  'OIDC-032': {
    message: 'the discovery document of `{expected}` names the issuer `{issuer}`',
    title: {
      en: 'The discovery document is that of the issuer',
      ko: '검색 문서가 해당 발행자의 것임',
    },
    cause: {
      en: 'The document names another issuer than the one under whose URL it was found, so that it cannot speak for it.',
      ko: '문서의 발행자가 문서를 찾은 URL의 발행자와 달라 그 발행자를 대신할 수 없습니다.',
    },
    fix: {
      en: 'Let issuer be exactly the URL that tokens carry as iss, slash at the end included.',
      ko: 'issuer를 토큰의 iss 값과 끝의 슬래시까지 똑같이 설정하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: 'OpenID Connect Discovery 1.0 section 4.3; aws-facts D2',
  },
  'OIDC-033': {
    message: 'jwks_uri is `{jwksUri}`, which is not an https address',
    title: { en: 'The keys are at an https address', ko: '키가 https 주소에 있음' },
    cause: {
      en: 'Nobody can know whose keys come over an unprotected connection.',
      ko: '보호되지 않은 연결로 받은 키는 누구의 것인지 알 수 없습니다.',
    },
    fix: {
      en: 'Serve the keys over https and name that address as jwks_uri.',
      ko: '키를 https로 제공하고 그 주소를 jwks_uri로 지정하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: 'OpenID Connect Discovery 1.0 section 3; R107',
  },
  'OIDC-050': {
    message: 'the answer of `{url}` is not a JSON object',
    title: { en: 'The key set is JSON', ko: '키 세트가 JSON임' },
    cause: {
      en: 'At the address of the keys something else is served, or JSON that names a member twice.',
      ko: '키의 주소에서 다른 내용이나 같은 멤버가 두 번 나오는 JSON이 제공됩니다.',
    },
    fix: {
      en: 'Serve a JSON Web Key Set there, without authentication.',
      ko: '그 주소에서 인증 없이 JSON 웹 키 세트를 제공하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: KEY_SET,
  },
  'OIDC-051': {
    message: 'the answer of `{url}` has no list `keys`',
    title: { en: 'The key set lists keys', ko: '키 세트에 키 목록이 있음' },
    cause: {
      en: 'The document at jwks_uri is JSON, but no key set.',
      ko: 'jwks_uri의 문서가 JSON이지만 키 세트가 아닙니다.',
    },
    fix: {
      en: 'Let jwks_uri name the address of the key set.',
      ko: 'jwks_uri를 키 세트의 주소로 지정하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: KEY_SET,
  },
  'OIDC-052': {
    message: 'the key set `{url}` has more than {limit} keys of the type {keyType}',
    title: { en: 'The key set is not too large', ko: '키 세트의 키가 너무 많지 않음' },
    cause: {
      en: 'A key set may have at most 100 RSA keys and 100 EC keys.',
      ko: '키 세트에는 RSA 키와 EC 키가 각각 100개까지 있을 수 있습니다.',
    },
    fix: {
      en: 'Remove keys that no valid token is signed with any more.',
      ko: '유효한 토큰에 더 이상 쓰이지 않는 키를 제거하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: KEY_SET,
  },
  'OIDC-060': {
    message: 'the key set has no key {kid}',
    title: { en: 'The key set has the key of the token', ko: '키 세트에 토큰의 키가 있음' },
    cause: {
      en: 'The token names a key that the issuer does not publish: it was signed by another installation, or keys were exchanged and the old one was removed too early.',
      ko: '토큰이 지정한 키를 발행자가 공개하지 않습니다. 다른 곳에서 서명했거나, 키를 교체하면서 이전 키를 너무 일찍 제거했습니다.',
    },
    fix: {
      en: 'Publish the key of the token at jwks_uri, and keep old keys there until their tokens have expired.',
      ko: 'jwks_uri에 토큰의 키를 공개하고, 이전 키는 그 키의 토큰이 만료될 때까지 유지하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: 'RFC 7515 section 4.1.4; aws-facts D2',
  },
  'OIDC-061': {
    message: 'the key {kid} cannot be used: {problem}',
    title: { en: 'The key of the token can be used', ko: '토큰의 키를 사용할 수 있음' },
    cause: {
      en: 'The issuer publishes a key of this id that must not or cannot verify tokens: it is too short, not for signatures, malformed, or its private half is public.',
      ko: '발행자가 공개한 해당 ID의 키로는 토큰을 확인할 수 없습니다. 너무 짧거나, 서명용이 아니거나, 형식이 잘못되었거나, 프라이빗 키가 공개되어 있습니다.',
    },
    fix: {
      en: 'Sign with an RSA key of 2048 to 8192 bits or a key on P-256, P-384 or P-521, published with use sig.',
      ko: '2048~8192비트 RSA 키나 P-256, P-384, P-521 곡선의 키로 서명하고, use를 sig로 하여 공개하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: 'RFC 7517 section 4; RFC 7518 sections 3.3, 6; aws-facts D2',
  },
  'OIDC-062': {
    message: 'the key {kid} is not for the algorithm {algorithm}',
    title: { en: 'The key fits the algorithm', ko: '키가 알고리즘에 맞음' },
    cause: {
      en: 'The key that the token names is of another type or curve than its algorithm asks for, or is published for another algorithm.',
      ko: '토큰이 지정한 키의 유형이나 곡선이 알고리즘과 맞지 않거나, 다른 알고리즘용으로 공개되어 있습니다.',
    },
    fix: {
      en: 'Let the identity provider name the key and the algorithm that it signs with.',
      ko: 'ID 제공업체가 실제로 서명에 쓰는 키와 알고리즘을 지정하게 하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: 'RFC 8725 section 3.1; RFC 7517 section 4.4',
  },
  'OIDC-063': {
    message: 'several keys of the set would do for the token: {kid}',
    title: { en: 'One key fits the token', ko: '토큰에 맞는 키가 하나임' },
    cause: {
      en: 'The token names no key although the set has several for its algorithm, or several different keys have the id that it names.',
      ko: '세트에 알고리즘에 맞는 키가 여러 개인데 토큰에 키 ID가 없거나, 같은 ID의 서로 다른 키가 여러 개 있습니다.',
    },
    fix: {
      en: 'Give every key its own kid, and name it in the header of tokens.',
      ko: '키마다 고유한 kid를 부여하고 토큰의 헤더에 지정하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: 'RFC 7517 section 4.5; RFC 7515 section 4.1.4',
  },
  'OIDC-064': {
    message: 'the token names no key, and the set has none for the algorithm {algorithm}',
    title: {
      en: 'The key set has a key for the algorithm',
      ko: '키 세트에 알고리즘에 맞는 키가 있음',
    },
    cause: {
      en: 'The issuer publishes no key that could have made this signature.',
      ko: '발행자가 이 서명을 만들 수 있는 키를 공개하지 않습니다.',
    },
    fix: {
      en: 'Publish the key that tokens are signed with at jwks_uri.',
      ko: '토큰 서명에 쓰는 키를 jwks_uri에 공개하십시오.',
    },
    actor: 'partner',
    wire: NO_KEY,
    source: 'RFC 7515 section 4.1.4; aws-facts D2',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
