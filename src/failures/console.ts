import type { FailureEntry } from './failure.ts';

const JSON_FORM = 'Gatehouse: the JSON form of calls by which its console asks';
const RELOAD = {
  en: 'Open the console again, at the address that it has in the configuration.',
  ko: '설정에 지정된 주소로 콘솔을 다시 여십시오.',
} as const;

/** What keeps a page of the console from calling an operation by its session's cookie. */
export const consoleFailures = {
  'CONS-001': {
    message: 'there is no live console session behind the request',
    title: { en: 'The console session is live', ko: '콘솔 세션이 유효함' },
    cause: {
      en: 'Nobody is signed in with this browser, or the session was ended or has expired.',
      ko: '이 브라우저에 로그인한 사용자가 없거나, 세션이 종료되었거나 만료되었습니다.',
    },
    fix: { en: 'Sign in again.', ko: '다시 로그인하십시오.' },
    actor: 'user',
    wire: {
      error: 'ExpiredToken',
      text: 'The security token included in the request is expired',
    },
    source: JSON_FORM,
  },
  'CONS-002': {
    message: 'the request came from `{received}` and not from `{expected}`',
    title: {
      en: 'The request comes from a page of this server',
      ko: '요청이 이 서버의 페이지에서 옴',
    },
    cause: {
      en: 'The header Origin is missing or names another site than GATEHOUSE_PUBLIC_URL. Cookies alone prove nothing: any site can have a browser send them.',
      ko: 'Origin 헤더가 없거나 GATEHOUSE_PUBLIC_URL과 다른 사이트를 가리킵니다. 어떤 사이트든 브라우저가 쿠키를 보내게 할 수 있으므로 쿠키만으로는 증명되지 않습니다.',
    },
    fix: RELOAD,
    actor: 'user',
    wire: { error: 'AccessDenied', text: 'The request did not come from a page of {expected}' },
    source: JSON_FORM,
  },
  'CONS-003': {
    message: 'the header x-gatehouse-csrf is not the token of the session',
    title: { en: 'The request carries the token of its session', ko: '요청에 세션의 토큰이 있음' },
    cause: {
      en: 'The page was loaded for an earlier session, or the request was not made by a page of the console.',
      ko: '페이지가 이전 세션에서 로드되었거나, 콘솔의 페이지가 보낸 요청이 아닙니다.',
    },
    fix: { en: 'Load the page again.', ko: '페이지를 새로 고치십시오.' },
    actor: 'user',
    wire: { error: 'AccessDenied', text: 'The request does not carry the token of its session' },
    source: JSON_FORM,
  },
  'CONS-004': {
    message: 'the body of the request is `{received}` and not JSON',
    title: { en: 'The body is JSON', ko: '요청 본문이 JSON임' },
    cause: {
      en: 'Only application/json is read: the types that a form of another site can send are not.',
      ko: 'application/json만 읽습니다. 다른 사이트의 양식이 보낼 수 있는 형식은 읽지 않습니다.',
    },
    fix: {
      en: 'Send the header content-type: application/json.',
      ko: 'content-type: application/json 헤더를 보내십시오.',
    },
    actor: 'partner',
    wire: {
      error: 'UnsupportedMediaType',
      text: 'The body of the request must be application/json',
    },
    source: JSON_FORM,
  },
  'CONS-005': {
    message: 'the header x-gatehouse-region names `{region}`',
    title: { en: 'The region is one of this server', ko: '이 서버의 리전임' },
    cause: {
      en: 'The region is neither GATEHOUSE_REGION nor among GATEHOUSE_REGIONS.',
      ko: 'GATEHOUSE_REGION이나 GATEHOUSE_REGIONS에 없는 리전입니다.',
    },
    fix: {
      en: 'Choose a region of this server.',
      ko: '이 서버의 리전을 선택하십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationError', text: 'The region {region} is not one of this server' },
    source: JSON_FORM,
  },
  'CONS-006': {
    message: 'there is no live session `{sessionId}` of {owner}',
    title: { en: 'The session exists', ko: '세션이 존재함' },
    cause: {
      en: 'The session has ended already, or belongs to somebody else.',
      ko: '세션이 이미 종료되었거나 다른 사용자의 세션입니다.',
    },
    fix: {
      en: 'List the sessions again with ListSessions; name the user or role whose session it is.',
      ko: 'ListSessions로 세션을 다시 조회하고, 세션의 사용자나 역할을 지정하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'ResourceNotFoundException',
      text: 'The session {sessionId} does not exist or has ended',
    },
    source: 'Gatehouse: gatehouse:EndSession',
  },
  'CONS-007': {
    message: 'both a user and a role are named',
    title: { en: 'The owner of sessions is one', ko: '세션의 소유자가 하나임' },
    cause: {
      en: 'Sessions are of a user or of a role, and both were named.',
      ko: '세션의 소유자는 사용자 또는 역할 중 하나인데 둘 다 지정되었습니다.',
    },
    fix: {
      en: 'Name the user or the role; neither for your own sessions.',
      ko: '사용자와 역할 중 하나만 지정하십시오. 자신의 세션이라면 둘 다 생략하십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationError', text: 'Specify either UserName or RoleName' },
    source: 'Gatehouse: gatehouse:ListSessions',
  },
  'CONS-008': {
    message: 'the root user of `{account}` asked to switch to a role',
    title: {
      en: 'Whoever switches roles is not the root user',
      ko: '루트 사용자가 아닌 사용자가 역할을 전환함',
    },
    cause: {
      en: 'Root users cannot assume roles, whatever the trust policy of the role says.',
      ko: '역할의 신뢰 정책과 관계없이 루트 사용자는 역할을 수임할 수 없습니다.',
    },
    fix: {
      en: 'Sign in as an IAM user, or through an identity provider, and switch then.',
      ko: 'IAM 사용자로 또는 ID 제공업체를 통해 로그인한 다음 역할을 전환하십시오.',
    },
    actor: 'user',
    wire: { error: 'AccessDenied', text: 'Roles may not be assumed by root accounts.' },
    source: 'aws-facts B6; IAM user guide, "Switch from a user to an IAM role (console)"',
  },
  'CONS-009': {
    message: '`{principal}` cannot switch to `{role}`: {reason}',
    title: { en: 'The role can be switched to', ko: '역할로 전환할 수 있음' },
    cause: {
      en: 'The account or the role does not exist, its trust policy does not allow you, or your own policies do not allow sts:AssumeRole on it. Which of them is not told: it would tell strangers which roles there are.',
      ko: '계정이나 역할이 없거나, 역할의 신뢰 정책이 허용하지 않거나, 자신의 정책이 해당 역할에 대한 sts:AssumeRole을 허용하지 않습니다. 다른 사람이 역할의 존재를 알 수 없도록 어느 쪽인지는 알리지 않습니다.',
    },
    fix: {
      en: 'Check the account and the role name with its path; have both policies allow sts:AssumeRole, and sign in with MFA where they demand it.',
      ko: '계정과 역할 이름(경로 포함)을 확인하고, 두 정책이 sts:AssumeRole을 허용하는지 확인하십시오. 정책이 MFA를 요구하면 MFA로 로그인하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'AccessDenied',
      text: 'Invalid information in one or more fields. Check your information or contact your administrator.',
    },
    source: 'IAM user guide, "Switch from a user to an IAM role (console)"; aws-facts H3',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
