import type { FailureEntry } from './failure.ts';

const PROOF = 'RFC 9449, 4.3';

/** Failures of the proofs of possession of `aws login`. */
export const loginProofFailures = {
  'LOGIN-010': {
    message: 'there is no header DPoP',
    title: { en: 'The request carries a proof', ko: '요청에 증명이 있음' },
    cause: {
      en: 'Tokens are bound to a key of the client, which signs each request for them. This request has no header DPoP, or a proxy removed it.',
      ko: '토큰은 클라이언트의 키에 묶여 있으며 클라이언트가 요청마다 그 키로 서명합니다. 이 요청에는 DPoP 헤더가 없거나 프록시가 제거했습니다.',
    },
    fix: {
      en: 'Use AWS CLI 2.32 or later or an SDK that knows login_session, and let proxies pass the header DPoP on.',
      ko: 'AWS CLI 2.32 이상이나 login_session을 지원하는 SDK를 사용하고, 프록시가 DPoP 헤더를 그대로 전달하게 하십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationException', text: 'The DPoP proof is missing.' },
    source: PROOF,
  },
  'LOGIN-011': {
    message: 'the header DPoP is no proof: {problem}',
    title: { en: 'The proof is one JSON Web Token', ko: '증명이 하나의 JSON 웹 토큰임' },
    cause: {
      en: 'The header DPoP must hold exactly one signed JSON Web Token, of at most 4096 characters.',
      ko: 'DPoP 헤더에는 4096자 이하의 서명된 JSON 웹 토큰이 정확히 하나 있어야 합니다.',
    },
    fix: {
      en: 'Send one proof, in the compact form of RFC 7515.',
      ko: 'RFC 7515의 압축 형식으로 증명 하나를 보내십시오.',
    },
    actor: 'partner',
    wire: { error: 'ValidationException', text: 'The DPoP proof is not a JSON Web Token.' },
    source: PROOF,
  },
  'LOGIN-012': {
    message: 'the type of the proof is `{received}`',
    title: { en: 'The type of the proof is dpop+jwt', ko: '증명의 유형이 dpop+jwt임' },
    cause: {
      en: 'A token that was signed for another purpose must not pass for a proof.',
      ko: '다른 용도로 서명된 토큰은 증명으로 사용할 수 없습니다.',
    },
    fix: { en: 'Sign proofs with typ dpop+jwt.', ko: 'typ을 dpop+jwt로 하여 증명에 서명하십시오.' },
    actor: 'partner',
    wire: { error: 'ValidationException', text: 'The typ of the DPoP proof must be dpop+jwt.' },
    source: PROOF,
  },
  'LOGIN-013': {
    message: 'the algorithm of the proof is `{received}`',
    title: { en: 'The proof is signed with ES256', ko: '증명이 ES256으로 서명됨' },
    cause: {
      en: 'Clients of aws login sign with ES256. No other algorithm is accepted, and an unsigned proof proves nothing.',
      ko: 'aws login 클라이언트는 ES256으로 서명합니다. 다른 알고리즘은 받지 않으며, 서명하지 않은 증명은 아무것도 증명하지 않습니다.',
    },
    fix: {
      en: 'Sign proofs with ES256 and a key of P-256.',
      ko: 'P-256 키와 ES256으로 증명에 서명하십시오.',
    },
    actor: 'partner',
    wire: { error: 'ValidationException', text: 'The alg of the DPoP proof must be ES256.' },
    source: PROOF,
  },
  'LOGIN-014': {
    message: 'the proof gives away a private or shared key',
    title: { en: 'The proof holds no private key', ko: '증명에 프라이빗 키가 없음' },
    cause: {
      en: 'The member jwk of the header holds the private half of the key, or a shared secret. Whoever saw this request has the key.',
      ko: '헤더의 jwk에 프라이빗 키나 공유 비밀이 들어 있습니다. 이 요청을 본 사람은 그 키를 갖게 됩니다.',
    },
    fix: {
      en: 'Make a new key, run aws login again, and send its public half only.',
      ko: '새로운 키를 만들어 aws login을 다시 실행하고 퍼블릭 키만 보내십시오.',
    },
    actor: 'partner',
    wire: { error: 'ValidationException', text: 'The jwk of the DPoP proof must be a public key.' },
    source: PROOF,
  },
  'LOGIN-015': {
    message: 'the key of the proof is of no use: {problem}',
    title: { en: 'The key of the proof is on P-256', ko: '증명의 키가 P-256 곡선에 있음' },
    cause: {
      en: 'The member jwk of the header is missing, is of another type or curve, or is no point of the curve.',
      ko: '헤더의 jwk가 없거나, 유형이나 곡선이 다르거나, 곡선 위의 점이 아닙니다.',
    },
    fix: {
      en: 'Send the public key as a JSON Web Key with kty EC and crv P-256.',
      ko: 'kty가 EC이고 crv가 P-256인 JSON 웹 키로 퍼블릭 키를 보내십시오.',
    },
    actor: 'partner',
    wire: {
      error: 'ValidationException',
      text: 'The jwk of the DPoP proof must be a key on the curve P-256.',
    },
    source: PROOF,
  },
  'LOGIN-016': {
    message: 'the signature of the proof is not of its key',
    title: { en: 'The proof is signed by its key', ko: '증명이 해당 키로 서명됨' },
    cause: {
      en: 'The proof was altered, or signed with another key than the one in its header.',
      ko: '증명이 변경되었거나 헤더에 있는 키와 다른 키로 서명되었습니다.',
    },
    fix: {
      en: 'Sign each proof with the key whose public half is in its header.',
      ko: '헤더에 퍼블릭 키가 있는 바로 그 키로 증명에 서명하십시오.',
    },
    actor: 'partner',
    wire: { error: 'ValidationException', text: 'The signature of the DPoP proof does not match.' },
    source: PROOF,
  },
  'LOGIN-017': {
    message: 'the proof is for the method `{received}`, the request is `{method}`',
    title: { en: 'The proof is for this method', ko: '증명이 이 메서드에 대한 것임' },
    cause: {
      en: 'The claim htm names another method than that of the request: the proof was made for another request.',
      ko: 'htm 클레임의 메서드가 요청과 다릅니다. 다른 요청을 위해 만든 증명입니다.',
    },
    fix: { en: 'Make a proof for each request.', ko: '요청마다 증명을 만드십시오.' },
    actor: 'partner',
    wire: { error: 'ValidationException', text: 'The htm of the DPoP proof must be {method}.' },
    source: PROOF,
  },
  'LOGIN-018': {
    message: 'the proof is for `{received}`, and the endpoint is {accepted}',
    title: { en: 'The proof is for this URL', ko: '증명이 이 URL에 대한 것임' },
    cause: {
      en: 'The claim htu names the URL at which the client believes the server to be. It is none of those that the server knows as its own: the client was set to another name of it, or the proof was made for another server.',
      ko: 'htu 클레임은 클라이언트가 서버라고 여기는 URL입니다. 서버가 자신의 것으로 아는 URL이 아닙니다. 클라이언트에 서버의 다른 이름이 설정되었거나 다른 서버를 위해 만든 증명입니다.',
    },
    fix: {
      en: 'Set endpoint_url to the public URL of the server (gatehouse aws-config login), or add the name that clients use to GATEHOUSE_LOGIN_URLS.',
      ko: 'endpoint_url을 서버의 공개 URL로 설정하거나(gatehouse aws-config login) 클라이언트가 사용하는 이름을 GATEHOUSE_LOGIN_URLS에 추가하십시오.',
    },
    actor: 'operator',
    wire: {
      error: 'ValidationException',
      text: 'The htu of the DPoP proof does not name this endpoint.',
    },
    source: PROOF,
  },
  'LOGIN-019': {
    message: 'the proof was issued at {received}, and it is {now}',
    title: { en: 'The proof is fresh', ko: '증명이 최근에 만들어짐' },
    cause: {
      en: 'A proof counts for five minutes around the time in its claim iat. The clock of the computer is wrong, or the proof is an old one.',
      ko: '증명은 iat 클레임의 시각을 기준으로 5분 동안 유효합니다. 컴퓨터의 시계가 맞지 않거나 오래된 증명입니다.',
    },
    fix: {
      en: 'Set the clock of the computer, then try again.',
      ko: '컴퓨터의 시계를 맞춘 다음 다시 시도하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'ValidationException',
      text: 'The iat of the DPoP proof is not within five minutes of the time of the server.',
    },
    source: PROOF,
  },
  'LOGIN-020': {
    message: 'the proof has no usable id',
    title: { en: 'The proof has an id', ko: '증명에 ID가 있음' },
    cause: {
      en: 'Without the claim jti, of 1 to 256 characters, a proof that is sent twice could not be recognised.',
      ko: '1~256자의 jti 클레임이 없으면 두 번 보낸 증명을 알아볼 수 없습니다.',
    },
    fix: { en: 'Give each proof a jti of its own.', ko: '증명마다 고유한 jti를 넣으십시오.' },
    actor: 'partner',
    wire: {
      error: 'ValidationException',
      text: 'The DPoP proof must have a jti of 1 to 256 characters.',
    },
    source: PROOF,
  },
  'LOGIN-021': {
    message: 'the proof `{id}` was used before',
    title: { en: 'The proof is used once', ko: '증명이 한 번만 사용됨' },
    cause: {
      en: 'The same proof came with an earlier request that was answered. Somebody repeated that request, or the client does not make a new proof for each.',
      ko: '이미 응답한 요청에 같은 증명이 있었습니다. 누군가 그 요청을 반복했거나 클라이언트가 요청마다 새로운 증명을 만들지 않습니다.',
    },
    fix: {
      en: 'Make a proof for each request, with a jti of its own. If the client does, find out who can read its requests.',
      ko: '요청마다 고유한 jti로 증명을 만드십시오. 클라이언트가 이미 그렇게 한다면 누가 요청을 볼 수 있는지 확인하십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationException', text: 'The DPoP proof was already used.' },
    source: PROOF,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
