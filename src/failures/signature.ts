import type { FailureEntry } from './failure.ts';

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
} as const satisfies Readonly<Record<string, FailureEntry>>;
