import type { FailureEntry } from './failure.ts';

const FORM = 'Gatehouse: the form of calls by which the access portal asks';
const RELOAD = {
  en: 'Open the access portal again, at the address that it has in the configuration.',
  ko: '설정에 지정된 주소로 액세스 포털을 다시 여십시오.',
} as const;

/** What keeps the page of an access portal from asking by its session's cookie. */
export const portalFailures = {
  'PORT-001': {
    message: 'there is no live portal session behind the request',
    title: { en: 'The portal session is live', ko: '포털 세션이 유효함' },
    cause: {
      en: 'Nobody is signed in to this portal with this browser, the session was ended or has expired, or the user was disabled.',
      ko: '이 브라우저로 이 포털에 로그인한 사용자가 없거나, 세션이 종료 또는 만료되었거나, 사용자가 비활성화되었습니다.',
    },
    fix: { en: 'Sign in again.', ko: '다시 로그인하십시오.' },
    actor: 'user',
    wire: { error: 'ExpiredToken', text: 'The portal session has ended' },
    source: FORM,
  },
  'PORT-002': {
    message: 'the request came from `{received}` and not from `{expected}`',
    title: {
      en: 'The request comes from a page of this portal',
      ko: '요청이 이 포털의 페이지에서 옴',
    },
    cause: {
      en: 'The header Origin is missing or names another site than GATEHOUSE_PUBLIC_URL. Any site can have a browser send cookies.',
      ko: 'Origin 헤더가 없거나 GATEHOUSE_PUBLIC_URL과 다른 사이트를 가리킵니다. 쿠키는 어떤 사이트든 브라우저가 보내게 할 수 있습니다.',
    },
    fix: RELOAD,
    actor: 'user',
    wire: { error: 'AccessDenied', text: 'The request did not come from a page of {expected}' },
    source: FORM,
  },
  'PORT-003': {
    message: 'the header x-gatehouse-csrf is not the token of the portal session',
    title: {
      en: 'The request carries the token of its portal session',
      ko: '요청에 포털 세션의 토큰이 있음',
    },
    cause: {
      en: 'The page was loaded for an earlier session, or the request was not made by a page of the portal.',
      ko: '페이지가 이전 세션에서 로드되었거나, 포털의 페이지가 보낸 요청이 아닙니다.',
    },
    fix: { en: 'Load the page again.', ko: '페이지를 새로 고치십시오.' },
    actor: 'user',
    wire: { error: 'AccessDenied', text: 'The request does not carry the token of its session' },
    source: FORM,
  },
  'PORT-004': {
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
    source: FORM,
  },
  'PORT-005': {
    message: 'the input of {operation} does not fit: {problem}',
    title: { en: 'The input has its form', ko: '입력 형식이 올바름' },
    cause: {
      en: 'A member is missing, unknown, too long or of another type.',
      ko: '항목이 없거나, 알 수 없는 항목이거나, 너무 길거나, 형식이 다릅니다.',
    },
    fix: { en: 'Correct the named member.', ko: '표시된 항목을 수정하십시오.' },
    actor: 'user',
    wire: { error: 'ValidationError', text: 'The input of {operation} is not valid: {problem}' },
    source: FORM,
  },
  'PORT-006': {
    message: 'the users of `{instance}` do not manage their own MFA devices',
    title: {
      en: 'People manage their own MFA devices',
      ko: '사용자가 자신의 MFA 디바이스를 관리함',
    },
    cause: {
      en: 'The settings of the Identity Center instance leave devices to administrators.',
      ko: 'Identity Center 인스턴스의 설정에서 디바이스를 관리자만 관리하도록 지정했습니다.',
    },
    fix: {
      en: 'Ask an administrator to add, rename or remove the device.',
      ko: '관리자에게 디바이스의 추가, 이름 변경 또는 제거를 요청하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'AccessDenied',
      text: 'Your administrator manages MFA devices. Ask them to change yours.',
    },
    source: 'aws-facts H7: whether users manage their own devices',
  },
  'PORT-007': {
    message: 'devices of the type `{type}` are not allowed by `{instance}`',
    title: { en: 'The type of MFA device is allowed', ko: '허용된 유형의 MFA 디바이스임' },
    cause: {
      en: 'The settings of the Identity Center instance name the types of devices that may be registered.',
      ko: 'Identity Center 인스턴스의 설정에서 등록할 수 있는 디바이스 유형을 정합니다.',
    },
    fix: {
      en: 'Register a device of another type, or ask an administrator to allow this one.',
      ko: '다른 유형의 디바이스를 등록하거나, 관리자에게 이 유형의 허용을 요청하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'AccessDenied',
      text: 'Your administrator does not allow MFA devices of this type.',
    },
    source: 'aws-facts H7: allowed types of MFA devices',
  },
  'PORT-008': {
    message: 'the present password of `{user}` was not the one that was typed',
    title: { en: 'The present password is right', ko: '현재 암호가 올바름' },
    cause: {
      en: 'Another password was typed than the one that the user signs in with.',
      ko: '사용자가 로그인할 때 사용하는 암호와 다른 암호를 입력했습니다.',
    },
    fix: {
      en: 'Type the password with which you signed in.',
      ko: '로그인할 때 사용한 암호를 입력하십시오.',
    },
    actor: 'user',
    wire: { error: 'AccessDenied', text: 'The present password is not correct' },
    source: 'Gatehouse: a password is changed by whoever knows it',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
