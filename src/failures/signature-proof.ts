import type { FailureEntry } from './failure.ts';

const SIGV4 = 'AWS General Reference, Signature Version 4; aws-facts B5';
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

/** Failures of a signature against its request and the time (aws-facts B5). */
export const proofFailures = {
  'SIG-040': {
    message: 'the host header is not signed',
    title: { en: 'The host header is signed', ko: 'host 헤더가 서명됨' },
    cause: {
      en: 'SignedHeaders does not list host, so that the request could be sent on to another server.',
      ko: 'SignedHeaders에 host가 없어 요청이 다른 서버로 전달될 수 있습니다.',
    },
    fix: { en: 'Add host to the signed headers.', ko: '서명하는 헤더에 host를 추가하십시오.' },
    actor: 'user',
    wire: {
      error: 'SignatureDoesNotMatch',
      text: "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    },
    source: SIGV4,
  },
  'SIG-041': {
    message: 'the x-amz-target header is not signed',
    title: { en: 'The x-amz-target header is signed', ko: 'x-amz-target 헤더가 서명됨' },
    cause: {
      en: 'x-amz-target names the operation; unsigned, it could be exchanged on the way.',
      ko: 'x-amz-target은 작업을 지정하므로, 서명되지 않으면 전송 중에 바뀔 수 있습니다.',
    },
    fix: {
      en: 'Add x-amz-target to the signed headers.',
      ko: '서명하는 헤더에 x-amz-target을 추가하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'SignatureDoesNotMatch',
      text: "'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.",
    },
    source: SIGV4,
  },
  'SIG-042': {
    message: 'the request was signed at {date}, before {limit}',
    title: {
      en: 'The request was signed at most five minutes ago',
      ko: '요청이 5분 이내에 서명됨',
    },
    cause: {
      en: "The client's clock is behind, or the request took more than five minutes to arrive.",
      ko: '클라이언트의 시계가 늦거나 요청이 도착하는 데 5분 이상 걸렸습니다.',
    },
    fix: {
      en: "Synchronise the client's clock, for example with NTP, and send the request again.",
      ko: 'NTP 등으로 클라이언트의 시계를 맞춘 뒤 요청을 다시 보내십시오.',
    },
    actor: 'user',
    wire: {
      error: 'SignatureDoesNotMatch',
      text: 'Signature expired: {date} is now earlier than {limit} ({now} - 5 min.)',
    },
    source: SIGV4,
  },
  'SIG-043': {
    message: 'the request was signed at {date}, after {limit}',
    title: {
      en: 'The request was not signed in the future',
      ko: '요청이 미래 시각으로 서명되지 않음',
    },
    cause: {
      en: "The client's clock is more than five minutes ahead of this server.",
      ko: '클라이언트의 시계가 이 서버보다 5분 넘게 빠릅니다.',
    },
    fix: {
      en: 'Synchronise the clocks of client and server, for example with NTP.',
      ko: 'NTP 등으로 클라이언트와 서버의 시계를 맞추십시오.',
    },
    actor: 'user',
    wire: {
      error: 'SignatureDoesNotMatch',
      text: 'Signature not yet current: {date} is still later than {limit} ({now} + 5 min.)',
    },
    source: SIGV4,
  },
  'SIG-044': {
    message: 'the presigned URL of {date} was valid for {window}',
    title: { en: 'The presigned URL has not expired', ko: '미리 서명된 URL이 만료되지 않음' },
    cause: {
      en: 'The lifetime of the presigned URL, X-Amz-Expires seconds from its date, is over.',
      ko: '미리 서명된 URL의 유효 기간(X-Amz-Date부터 X-Amz-Expires초)이 지났습니다.',
    },
    fix: {
      en: 'Make a new presigned URL, with a longer lifetime if it is needed later.',
      ko: '미리 서명된 URL을 새로 만들고, 필요하면 유효 기간을 더 길게 지정하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'SignatureDoesNotMatch',
      text: 'Signature expired: {date} is now earlier than {limit} ({now} - {window}.)',
    },
    source: SIGV4,
  },
  'SIG-045': {
    message: 'x-amz-content-sha256 is not the hash of the body',
    title: { en: 'The body is the one that was hashed', ko: '본문이 해시된 본문과 같음' },
    cause: {
      en: 'The body was changed after it was hashed, or x-amz-content-sha256 has a value that is not accepted here.',
      ko: '해시를 계산한 뒤 본문이 바뀌었거나, x-amz-content-sha256에 허용되지 않는 값이 있습니다.',
    },
    fix: {
      en: 'Check that no proxy rewrites the body; send the lower-case hexadecimal SHA-256 of the body or UNSIGNED-PAYLOAD.',
      ko: '프록시가 본문을 바꾸지 않는지 확인하고, 본문의 SHA-256(소문자 16진수) 또는 UNSIGNED-PAYLOAD를 보내십시오.',
    },
    actor: 'user',
    wire: { error: 'SignatureDoesNotMatch', text: MISMATCH },
    source: SIGV4,
  },
  'SIG-046': {
    message: 'the signature of `{accessKeyId}` does not match the request',
    title: { en: 'The signature matches the request', ko: '서명이 요청과 일치함' },
    cause: {
      en: 'The secret access key is wrong, or the request was changed after it was signed, for example by a proxy that rewrites the host or the path.',
      ko: '시크릿 액세스 키가 틀렸거나, host나 경로를 바꾸는 프록시 등으로 인해 서명 후 요청이 변경되었습니다.',
    },
    fix: {
      en: 'Check the secret access key for missing or added characters, and that proxies pass host, path and query unchanged.',
      ko: '시크릿 액세스 키에 빠지거나 더해진 문자가 없는지, 프록시가 host, 경로, 쿼리를 그대로 전달하는지 확인하십시오.',
    },
    actor: 'user',
    wire: { error: 'SignatureDoesNotMatch', text: MISMATCH },
    source: SIGV4,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
