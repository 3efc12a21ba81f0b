import type { FailureEntry } from './failure.ts';

const GET_SESSION_TOKEN = 'STS API reference, GetSessionToken';
const GET_FEDERATION_TOKEN = 'STS API reference, GetFederationToken';

/** Calls that the kind of a session's credentials rules out, whatever its policies say. */
export const sessionFailures = {
  'SESS-001': {
    message:
      '`{principal}` calls IAM with credentials of GetSessionToken that were made without MFA',
    title: {
      en: 'Session tokens call IAM with MFA only',
      ko: '세션 토큰은 MFA가 있을 때만 IAM을 호출함',
    },
    cause: {
      en: 'Credentials of GetSessionToken can call IAM only when the call that made them carried a code of a multi-factor device.',
      ko: 'GetSessionToken으로 만든 자격 증명은 MFA 코드와 함께 만들어진 경우에만 IAM을 호출할 수 있습니다.',
    },
    fix: {
      en: 'Call IAM with the access key of the user or with a role, or ask for the session token with SerialNumber and TokenCode.',
      ko: '사용자의 액세스 키나 역할로 IAM을 호출하거나, SerialNumber와 TokenCode로 세션 토큰을 요청하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'InvalidClientTokenId',
      text: 'The security token included in the request is invalid',
    },
    source: GET_SESSION_TOKEN,
  },
  'SESS-002': {
    message: '`{principal}` calls IAM with credentials of GetFederationToken',
    title: { en: 'Federated users do not call IAM', ko: '페더레이션 사용자는 IAM을 호출하지 않음' },
    cause: {
      en: 'Credentials of GetFederationToken cannot call any operation of IAM.',
      ko: 'GetFederationToken으로 만든 자격 증명은 IAM의 어떤 작업도 호출할 수 없습니다.',
    },
    fix: {
      en: 'Call IAM with the access key of a user, or with a role.',
      ko: '사용자의 액세스 키나 역할로 IAM을 호출하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'InvalidClientTokenId',
      text: 'The security token included in the request is invalid',
    },
    source: GET_FEDERATION_TOKEN,
  },
  'SESS-003': {
    message: '`{principal}` calls `sts:{operation}`, which its kind of session may not',
    title: {
      en: 'The session may call this operation of STS',
      ko: '세션이 이 STS 작업을 호출할 수 있음',
    },
    cause: {
      en: 'Credentials of GetSessionToken can call only AssumeRole and GetCallerIdentity of STS, those of GetFederationToken only GetCallerIdentity.',
      ko: 'STS에서 GetSessionToken의 자격 증명은 AssumeRole과 GetCallerIdentity만, GetFederationToken의 자격 증명은 GetCallerIdentity만 호출할 수 있습니다.',
    },
    fix: {
      en: 'Make the call with the access key of a user, or with a role.',
      ko: '사용자의 액세스 키나 역할로 호출하십시오.',
    },
    actor: 'user',
    wire: { error: 'AccessDenied', text: 'Cannot call {operation} with session credentials' },
    source: `${GET_SESSION_TOKEN}; ${GET_FEDERATION_TOKEN}; aws-facts B6`,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
