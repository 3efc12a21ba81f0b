import type { FailureEntry } from './failure.ts';

const JWS = 'RFC 7515, RFC 7519; aws-facts D2, D4';
const NOT_A_JWT =
  'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)';
const NOT_AMAZON = 'Provided Token is not a Login With Amazon token';

/** Failures of the form of a web identity token, before anything in it is believed. */
export const tokenFailures = {
  'OIDC-001': {
    message: 'the token has {parts} parts between dots, not three',
    title: { en: 'The token is a signed JSON Web Token', ko: '토큰이 서명된 JSON 웹 토큰임' },
    cause: {
      en: 'What was sent is not an ID token; often it is an access token of the identity provider, or a part of the token was cut off.',
      ko: '보낸 값이 ID 토큰이 아닙니다. ID 제공업체의 액세스 토큰을 보냈거나 토큰의 일부가 잘린 경우가 많습니다.',
    },
    fix: {
      en: 'Send the id_token of the identity provider: three parts in base64url, separated by dots.',
      ko: 'ID 제공업체가 준 id_token을 보내십시오. 점으로 구분된 base64url 세 부분으로 되어 있습니다.',
    },
    actor: 'user',
    wire: { error: 'InvalidIdentityToken', text: NOT_A_JWT },
    source: JWS,
  },
  'OIDC-002': {
    message: 'the token is encrypted: it has the five parts of JSON Web Encryption',
    title: { en: 'The token is not encrypted', ko: '토큰이 암호화되지 않음' },
    cause: {
      en: 'The identity provider encrypts its ID tokens; they are accepted only signed.',
      ko: 'ID 제공업체가 ID 토큰을 암호화합니다. 서명만 된 토큰을 받습니다.',
    },
    fix: {
      en: 'Switch off the encryption of ID tokens for this client at the identity provider.',
      ko: 'ID 제공업체에서 이 클라이언트의 ID 토큰 암호화를 끄십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidIdentityToken', text: NOT_A_JWT },
    source: 'RFC 7516; aws-facts D4',
  },
  'OIDC-003': {
    message: 'there is white space in the token or around it',
    title: { en: 'There is no white space in the token', ko: '토큰에 공백이 없음' },
    cause: {
      en: 'A space or the end of a line stands in the token or around it; mostly the token file ends with a line feed that was sent along.',
      ko: '토큰 안이나 앞뒤에 공백 또는 줄바꿈이 있습니다. 대개 토큰 파일 끝의 줄바꿈이 함께 전송된 경우입니다.',
    },
    fix: {
      en: 'Send the token alone; write the file without a line feed, for example with printf %s.',
      ko: '토큰만 보내십시오. printf %s 등으로 줄바꿈 없이 파일을 작성하십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidIdentityToken', text: NOT_AMAZON },
    source: 'public reports of the answer of STS to a token file that ends with a line feed',
  },
  'OIDC-004': {
    message: 'the token is an access token of Login with Amazon, sent without ProviderId',
    title: {
      en: 'An access token comes with the provider that issued it',
      ko: '액세스 토큰이 발급한 제공업체와 함께 전달됨',
    },
    cause: {
      en: 'Access tokens of Login with Amazon say nothing by themselves; the request has to name the provider that can be asked about them.',
      ko: 'Login with Amazon의 액세스 토큰은 그 자체로는 내용이 없으므로, 확인을 요청할 제공업체를 요청에 지정해야 합니다.',
    },
    fix: {
      en: 'Add ProviderId www.amazon.com to the request.',
      ko: '요청에 ProviderId www.amazon.com을 추가하십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidIdentityToken', text: NOT_AMAZON },
    source: 'STS API reference, AssumeRoleWithWebIdentity; aws-facts D2',
  },
  'OIDC-005': {
    message: 'the token has {characters} characters, more than 20000',
    title: { en: 'The token is not too long', ko: '토큰이 너무 길지 않음' },
    cause: {
      en: 'The token is longer than the parameter WebIdentityToken may be; mostly it carries many groups or roles as claims.',
      ko: '토큰이 WebIdentityToken 파라미터의 최대 길이를 넘습니다. 대개 많은 그룹이나 역할이 클레임에 들어 있는 경우입니다.',
    },
    fix: {
      en: 'Let the identity provider leave out claims that the trust policy does not need.',
      ko: '신뢰 정책에 필요하지 않은 클레임을 ID 제공업체에서 제외하십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidIdentityToken', text: NOT_A_JWT },
    source: 'STS API reference, AssumeRoleWithWebIdentity',
  },
  'OIDC-006': {
    message: 'the {part} of the token is not in base64url',
    title: { en: 'The parts are in base64url', ko: '각 부분이 base64url로 인코딩됨' },
    cause: {
      en: 'A part of the token has padding, characters of ordinary base64, or bits that belong to no byte; the token was changed or assembled by hand.',
      ko: '토큰의 한 부분에 패딩이나 일반 base64 문자, 또는 어느 바이트에도 속하지 않는 비트가 있습니다. 토큰이 변경되었거나 직접 조립되었습니다.',
    },
    fix: {
      en: 'Send the token exactly as the identity provider issued it.',
      ko: 'ID 제공업체가 발급한 토큰을 그대로 보내십시오.',
    },
    actor: 'user',
    wire: { error: 'InvalidIdentityToken', text: NOT_A_JWT },
    source: 'RFC 7515 section 2; RFC 4648 section 3.5',
  },
  'OIDC-007': {
    message: 'the header of the token cannot be used: {problem}',
    title: { en: 'The header is a JSON object', ko: '헤더가 JSON 객체임' },
    cause: {
      en: 'The header is no JSON object, names a member twice, is longer than 12288 bytes, or has a member of another type than RFC 7515 gives it.',
      ko: '헤더가 JSON 객체가 아니거나, 같은 멤버가 두 번 나오거나, 12288바이트보다 길거나, 멤버의 형식이 RFC 7515와 다릅니다.',
    },
    fix: {
      en: 'Send the token exactly as the identity provider issued it; if it is, report the header to the provider.',
      ko: 'ID 제공업체가 발급한 토큰을 그대로 보내십시오. 그래도 같으면 제공업체에 헤더를 알리십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidIdentityToken', text: NOT_A_JWT },
    source: 'RFC 7515 section 4; RFC 8725 section 2.4',
  },
  'OIDC-008': {
    message: 'the claims of the token are not one JSON object without repeated names',
    title: { en: 'The claims are a JSON object', ko: '클레임이 JSON 객체임' },
    cause: {
      en: 'The claims are no JSON object in UTF-8, or name a claim twice, so that two readers could believe different values.',
      ko: '클레임이 UTF-8 JSON 객체가 아니거나, 같은 클레임이 두 번 나와 읽는 쪽마다 다른 값을 믿을 수 있습니다.',
    },
    fix: {
      en: 'Send the token exactly as the identity provider issued it; if it is, let the provider issue each claim once.',
      ko: 'ID 제공업체가 발급한 토큰을 그대로 보내십시오. 그래도 같으면 제공업체가 각 클레임을 한 번만 넣게 하십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidIdentityToken', text: NOT_A_JWT },
    source: 'RFC 7519 section 4',
  },
  'OIDC-009': {
    message: 'the header asks for extensions that are not understood: {names}',
    title: { en: 'The header asks for no extensions', ko: '헤더가 확장을 요구하지 않음' },
    cause: {
      en: 'The header lists members in crit that a reader must understand or else refuse the token; none are understood here.',
      ko: '헤더의 crit에 나열된 멤버는 이해하지 못하면 토큰을 거부해야 하는데, 여기서는 어떤 확장도 지원하지 않습니다.',
    },
    fix: {
      en: 'Let the identity provider issue tokens without crit.',
      ko: 'ID 제공업체가 crit 없는 토큰을 발급하게 하십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidIdentityToken', text: NOT_A_JWT },
    source: 'RFC 7515 section 4.1.11; RFC 7797',
  },
  'OIDC-010': {
    message: 'the token holds another token: its content type is `{contentType}`',
    title: { en: 'The token holds claims', ko: '토큰에 클레임이 들어 있음' },
    cause: {
      en: 'The header says that what is signed is another token, not claims.',
      ko: '헤더에 따르면 서명된 내용이 클레임이 아니라 다른 토큰입니다.',
    },
    fix: {
      en: 'Send the inner token if the identity provider signed it, or let the provider sign the claims directly.',
      ko: '안쪽 토큰에 ID 제공업체의 서명이 있으면 그것을 보내고, 아니면 제공업체가 클레임에 직접 서명하게 하십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidIdentityToken', text: NOT_A_JWT },
    source: 'RFC 7519 section 5.2',
  },
  'OIDC-011': {
    message: 'the token is compressed with `{compression}`',
    title: { en: 'The token is not compressed', ko: '토큰이 압축되지 않음' },
    cause: {
      en: 'The header names a compression, which signed tokens do not have.',
      ko: '헤더에 압축 방식이 있지만, 서명된 토큰에는 압축이 없습니다.',
    },
    fix: {
      en: 'Let the identity provider issue tokens without zip.',
      ko: 'ID 제공업체가 zip 없는 토큰을 발급하게 하십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidIdentityToken', text: NOT_A_JWT },
    source: 'RFC 7516 section 4.1.3',
  },
  'OIDC-012': {
    message: 'the token is not signed: its algorithm is `{algorithm}`',
    title: { en: 'The token is signed', ko: '토큰이 서명됨' },
    cause: {
      en: 'The header names none as algorithm or names no algorithm; anybody could have written the token.',
      ko: '헤더의 알고리즘이 none이거나 알고리즘이 없습니다. 누구나 만들 수 있는 토큰입니다.',
    },
    fix: {
      en: 'Let the identity provider sign ID tokens, for example with RS256.',
      ko: 'ID 제공업체가 RS256 등으로 ID 토큰에 서명하게 하십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidIdentityToken', text: NOT_A_JWT },
    source: 'RFC 8725 section 3.1; RFC 7518 section 3.6',
  },
  'OIDC-013': {
    message: 'the token is authenticated with a shared secret: its algorithm is `{algorithm}`',
    title: {
      en: 'The token is signed with a private key',
      ko: '토큰이 프라이빗 키로 서명됨',
    },
    cause: {
      en: 'HMAC needs a secret that both sides know; with a published key as that secret, anybody could write tokens.',
      ko: 'HMAC에는 양쪽이 아는 비밀이 필요합니다. 공개된 키를 비밀로 쓰면 누구나 토큰을 만들 수 있습니다.',
    },
    fix: {
      en: 'Let the identity provider sign ID tokens of this client with RS256 or ES256.',
      ko: 'ID 제공업체가 이 클라이언트의 ID 토큰에 RS256이나 ES256으로 서명하게 하십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidIdentityToken', text: NOT_A_JWT },
    source: 'RFC 8725 section 2.1',
  },
  'OIDC-014': {
    message: 'the algorithm `{algorithm}` is not among those that are accepted',
    title: { en: 'The algorithm is accepted', ko: '허용되는 알고리즘임' },
    cause: {
      en: 'The identity provider signs with an algorithm that is not RSA or ECDSA of RFC 7518.',
      ko: 'ID 제공업체가 RFC 7518의 RSA나 ECDSA가 아닌 알고리즘으로 서명합니다.',
    },
    fix: {
      en: 'Let the identity provider sign with RS256, RS384, RS512, ES256, ES384, ES512, PS256, PS384 or PS512.',
      ko: 'ID 제공업체가 RS256, RS384, RS512, ES256, ES384, ES512, PS256, PS384, PS512 중 하나로 서명하게 하십시오.',
    },
    actor: 'partner',
    wire: { error: 'InvalidIdentityToken', text: NOT_A_JWT },
    source: 'RFC 7518 section 3.1; aws-facts D2',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
