import type { FailureEntry } from './failure.ts';
import { credentialFailures } from './signature-credential.ts';
import { proofFailures } from './signature-proof.ts';

const SIGV4 = 'AWS General Reference, Signature Version 4; aws-facts B5';

/** Failures of request signatures and of the credentials that made them (aws-facts B5). */
export const signatureFailures = {
  'SIG-001': {
    message: 'the request carries no signature',
    title: { en: 'The request is signed', ko: '요청에 서명이 있음' },
    cause: {
      en: 'The request has neither an Authorization header nor signature parameters in its query string.',
      ko: '요청에 Authorization 헤더도, 쿼리 문자열의 서명 파라미터도 없습니다.',
    },
    fix: {
      en: 'Configure credentials for the client; with the AWS CLI, run aws configure or set AWS_PROFILE.',
      ko: '클라이언트에 자격 증명을 설정하십시오. AWS CLI에서는 aws configure를 실행하거나 AWS_PROFILE을 지정합니다.',
    },
    actor: 'user',
    wire: { error: 'MissingAuthenticationToken', text: 'Request is missing Authentication Token' },
    source: SIGV4,
  },
  'SIG-002': {
    message: 'the Authorization header does not use an AWS signature',
    title: {
      en: 'The Authorization header uses Signature Version 4',
      ko: 'Authorization 헤더가 서명 버전 4를 사용함',
    },
    cause: {
      en: 'The Authorization header carries another scheme, such as Bearer or Basic.',
      ko: 'Authorization 헤더에 Bearer나 Basic 같은 다른 방식이 들어 있습니다.',
    },
    fix: {
      en: 'Sign the request with an access key; bearer tokens are accepted only by the operations that ask for one.',
      ko: '액세스 키로 요청에 서명하십시오. 전달자 토큰은 이를 요구하는 작업에서만 사용할 수 있습니다.',
    },
    actor: 'user',
    wire: { error: 'MissingAuthenticationToken', text: 'Request is missing Authentication Token' },
    source: SIGV4,
  },
  'SIG-003': {
    message: 'the request is signed both in a header and in the query string',
    title: { en: 'The request is signed in one place only', ko: '요청이 한 곳에서만 서명됨' },
    cause: {
      en: 'The request has an Authorization header and signature parameters in its query string.',
      ko: '요청에 Authorization 헤더와 쿼리 문자열의 서명 파라미터가 함께 있습니다.',
    },
    fix: {
      en: 'Send a presigned URL without an Authorization header, or sign in the header alone.',
      ko: '미리 서명된 URL은 Authorization 헤더 없이 보내거나, 헤더에만 서명하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'SignatureDoesNotMatch',
      text: "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    },
    source: SIGV4,
  },
  'SIG-004': {
    message: 'the signature algorithm `{algorithm}` is not supported',
    title: {
      en: 'The signature algorithm is AWS4-HMAC-SHA256',
      ko: '서명 알고리즘이 AWS4-HMAC-SHA256임',
    },
    cause: {
      en: 'The client signs with an algorithm other than AWS4-HMAC-SHA256, for example the multi-Region SigV4A.',
      ko: '클라이언트가 AWS4-HMAC-SHA256이 아닌 알고리즘(예: 다중 리전용 SigV4A)으로 서명합니다.',
    },
    fix: {
      en: 'Set the client to Signature Version 4 and one Region.',
      ko: '클라이언트가 서명 버전 4와 하나의 리전을 사용하도록 설정하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'IncompleteSignature',
      text: "Unsupported AWS 'algorithm': '{algorithm}' (only AWS4-HMAC-SHA256 for now). ",
    },
    source: SIGV4,
  },
  'SIG-005': {
    message: 'a part of the Authorization header has no equal sign',
    title: {
      en: 'The Authorization header is made of key=value pairs',
      ko: 'Authorization 헤더가 key=value 쌍으로 이루어짐',
    },
    cause: {
      en: 'The Authorization header was cut, re-encoded or written by hand, so that a part is not of the form key=value.',
      ko: 'Authorization 헤더가 잘렸거나 다시 인코딩되었거나 직접 작성되어 key=value 형식이 아닌 부분이 있습니다.',
    },
    fix: {
      en: 'Let the SDK write the header, and check that no proxy changes it.',
      ko: 'SDK가 헤더를 만들게 하고, 프록시가 헤더를 바꾸지 않는지 확인하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'IncompleteSignature',
      text: "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '{hash}'.",
    },
    source: SIGV4,
  },
  'SIG-006': {
    message: 'the signature in the headers is incomplete: {missing}',
    title: { en: 'The Authorization header is complete', ko: 'Authorization 헤더가 완전함' },
    cause: {
      en: 'The Authorization header lacks a parameter, or the request has no date header.',
      ko: 'Authorization 헤더에 파라미터가 빠졌거나 요청에 날짜 헤더가 없습니다.',
    },
    fix: {
      en: 'Send Credential, SignedHeaders and Signature in the Authorization header, and an X-Amz-Date header.',
      ko: 'Authorization 헤더에 Credential, SignedHeaders, Signature를 넣고 X-Amz-Date 헤더를 함께 보내십시오.',
    },
    actor: 'user',
    wire: {
      error: 'IncompleteSignature',
      text: '{missing} (Hashed with SHA-256 and encoded with Base64) Authorization={hash}',
    },
    source: SIGV4,
  },
  'SIG-007': {
    message: 'the signature in the query string is incomplete: {missing}',
    title: { en: 'The presigned URL is complete', ko: '미리 서명된 URL이 완전함' },
    cause: {
      en: 'The query string lacks one of the signature parameters, often because a shell or a chat program cut the URL at an ampersand.',
      ko: '쿼리 문자열에 서명 파라미터가 빠졌습니다. 셸이나 메신저가 URL을 & 문자에서 자른 경우가 많습니다.',
    },
    fix: {
      en: 'Copy the whole presigned URL, in quotation marks when it is typed in a shell.',
      ko: '미리 서명된 URL 전체를 복사하고, 셸에서는 따옴표로 감싸십시오.',
    },
    actor: 'user',
    wire: {
      error: 'IncompleteSignature',
      text: '{missing} Re-examine the query-string parameters.',
    },
    source: SIGV4,
  },
  'SIG-008': {
    message: 'the signature parameter `{parameter}` is given more than once',
    title: {
      en: 'Each signature parameter is given once',
      ko: '각 서명 파라미터가 한 번만 지정됨',
    },
    cause: {
      en: 'A signature parameter is repeated, so that it is unclear which value was meant.',
      ko: '서명 파라미터가 반복되어 어느 값이 맞는지 알 수 없습니다.',
    },
    fix: {
      en: 'Send each signature parameter exactly once.',
      ko: '각 서명 파라미터를 정확히 한 번만 보내십시오.',
    },
    actor: 'user',
    wire: { error: 'IncompleteSignature', text: "'{parameter}' must be given exactly once." },
    source: SIGV4,
  },
  'SIG-009': {
    message: 'the date `{date}` is not in the basic format of ISO 8601',
    title: { en: 'The date of the signature can be read', ko: '서명 날짜를 읽을 수 있음' },
    cause: {
      en: 'X-Amz-Date is not of the form YYYYMMDDTHHMMSSZ, or names a day or an hour that does not exist.',
      ko: 'X-Amz-Date가 YYYYMMDDTHHMMSSZ 형식이 아니거나 존재하지 않는 날짜나 시각입니다.',
    },
    fix: {
      en: 'Write the time in UTC as in 20260131T093000Z.',
      ko: '시각을 UTC로 20260131T093000Z처럼 쓰십시오.',
    },
    actor: 'user',
    wire: {
      error: 'IncompleteSignature',
      text: "Date must be in ISO-8601 'basic format'. Got '{date}'. See http://en.wikipedia.org/wiki/ISO_8601",
    },
    source: SIGV4,
  },
  'SIG-010': {
    message: 'the credential `{credential}` does not have five parts',
    title: { en: 'The credential has five parts', ko: 'Credential이 다섯 부분으로 이루어짐' },
    cause: {
      en: 'Credential must be the access key ID and the scope: key/date/region/service/aws4_request.',
      ko: 'Credential은 액세스 키 ID와 범위(key/date/region/service/aws4_request)로 이루어져야 합니다.',
    },
    fix: {
      en: 'Let the SDK write the credential; when signing by hand, check Region and service for stray slashes or spaces.',
      ko: 'SDK가 Credential을 만들게 하고, 직접 서명한다면 리전과 서비스에 불필요한 슬래시나 공백이 없는지 확인하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'IncompleteSignature',
      text: "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'",
    },
    source: SIGV4,
  },
  'SIG-011': {
    message: 'the list of signed headers `{signedHeaders}` is malformed',
    title: {
      en: 'The list of signed headers is well formed',
      ko: '서명된 헤더 목록의 형식이 올바름',
    },
    cause: {
      en: 'SignedHeaders must hold lower-case header names, sorted, each once, separated by semicolons.',
      ko: 'SignedHeaders에는 소문자 헤더 이름이 정렬되어 세미콜론으로 구분되고 한 번씩만 있어야 합니다.',
    },
    fix: {
      en: 'Lower-case and sort the header names before signing.',
      ko: '서명하기 전에 헤더 이름을 소문자로 바꾸고 정렬하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'IncompleteSignature',
      text: "'SignedHeaders' must be lower-case header names in alphabetical order, separated by ';'.",
    },
    source: SIGV4,
  },
  'SIG-012': {
    message: 'X-Amz-Expires `{expires}` is not between 1 and 604800 seconds',
    title: {
      en: "The presigned URL's lifetime is allowed",
      ko: '미리 서명된 URL의 유효 기간이 허용 범위 안에 있음',
    },
    cause: {
      en: 'A presigned URL may be valid from one second to seven days.',
      ko: '미리 서명된 URL은 1초에서 7일까지 유효할 수 있습니다.',
    },
    fix: {
      en: 'Presign again with a lifetime of at most 604800 seconds.',
      ko: '유효 기간을 604800초 이하로 하여 다시 서명하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'IncompleteSignature',
      text: 'X-Amz-Expires must be a number of seconds from 1 to 604800.',
    },
    source: SIGV4,
  },
  ...credentialFailures,
  ...proofFailures,
} as const satisfies Readonly<Record<string, FailureEntry>>;
