import type { FailureEntry } from './failure.ts';

const VERIFYING = 'Web Authentication Level 3, section 7.2';
const REGISTERING = 'Web Authentication Level 3, section 7.1';
const OWN = 'Gatehouse, docs/operations.md';

/** Whatever is wrong with an answer is told in the same words. */
const wrongAnswer = {
  error: 'ValidationError',
  text: 'The response of the authenticator is not valid.',
} as const;

/** Failures of passkeys and security keys, at sign-in and at their registration. */
export const mfaPasskeyFailures = {
  'MFA-020': {
    message: 'the answer of the authenticator cannot be read',
    title: {
      en: 'The answer of the authenticator can be read',
      ko: '인증 장치의 응답을 읽을 수 있음',
    },
    cause: {
      en: 'What was posted is not the JSON form of a WebAuthn response, is too long, or carries an attestation that was not asked for.',
      ko: '전송된 내용이 WebAuthn 응답의 JSON 형식이 아니거나 너무 길거나, 요청하지 않은 증명을 포함하고 있습니다.',
    },
    fix: {
      en: 'Try again with a current browser, without extensions that change pages.',
      ko: '페이지를 변경하는 확장 프로그램 없이 최신 브라우저로 다시 시도하십시오.',
    },
    actor: 'user',
    wire: wrongAnswer,
    source: VERIFYING,
  },
  'MFA-021': {
    message: 'passkey `{credential}` is not one of this person',
    title: { en: 'The passkey belongs to the person', ko: '패스키가 본인의 것임' },
    cause: {
      en: 'The passkey that answered is registered for nobody, for somebody else, or was removed.',
      ko: '응답한 패스키가 등록되지 않았거나 다른 사람의 것이거나 제거되었습니다.',
    },
    fix: {
      en: 'Choose another passkey, or another MFA device.',
      ko: '다른 패스키나 다른 MFA 디바이스를 선택하십시오.',
    },
    actor: 'user',
    wire: wrongAnswer,
    source: VERIFYING,
  },
  'MFA-022': {
    message: 'the authenticator did `{type}` where `{expected}` was asked',
    title: {
      en: 'The authenticator did what was asked',
      ko: '인증 장치가 요청된 작업을 수행함',
    },
    cause: {
      en: 'An answer for a registration was posted for a sign-in, or the reverse.',
      ko: '등록용 응답이 로그인에 사용되었거나 그 반대입니다.',
    },
    fix: {
      en: 'Begin again from the page.',
      ko: '페이지에서 처음부터 다시 시작하십시오.',
    },
    actor: 'user',
    wire: wrongAnswer,
    source: VERIFYING,
  },
  'MFA-023': {
    message: 'the authenticator answered another challenge',
    title: {
      en: 'The authenticator answers this challenge',
      ko: '인증 장치가 이 요청에 응답함',
    },
    cause: {
      en: 'The answer belongs to an earlier request, to another tab, or was used before.',
      ko: '이전 요청이나 다른 탭에 대한 응답이거나 이미 사용된 응답입니다.',
    },
    fix: {
      en: 'Begin again from the page, in one tab.',
      ko: '하나의 탭에서 처음부터 다시 시작하십시오.',
    },
    actor: 'user',
    wire: wrongAnswer,
    source: VERIFYING,
  },
  'MFA-024': {
    message: 'the answer was made on a page of `{origin}`, and this server is `{expected}`',
    title: {
      en: 'The answer was made on a page of this server',
      ko: '이 서버의 페이지에서 만들어진 응답임',
    },
    cause: {
      en: 'The page that asked is of another origin, or was framed by one: a proxy under another name, an old URL, or a site that imitates this one.',
      ko: '요청한 페이지의 출처가 다르거나 다른 출처의 프레임 안에 있습니다. 다른 이름의 프록시나 이전 URL, 또는 이 사이트를 흉내 낸 사이트일 수 있습니다.',
    },
    fix: {
      en: 'Open the server by the URL that GATEHOUSE_PUBLIC_URL names. If somebody sent you a link to the other page, tell your administrator.',
      ko: 'GATEHOUSE_PUBLIC_URL에 지정된 URL로 접속하십시오. 다른 페이지의 링크를 누군가에게서 받았다면 관리자에게 알리십시오.',
    },
    actor: 'user',
    wire: wrongAnswer,
    source: VERIFYING,
  },
  'MFA-025': {
    message: 'the answer is for another relying party than `{expected}`',
    title: {
      en: 'The answer is for this relying party',
      ko: '이 신뢰 당사자에 대한 응답임',
    },
    cause: {
      en: 'The authenticator signed for another relying party id than the one that the passkey was registered for.',
      ko: '인증 장치가 패스키를 등록한 신뢰 당사자 ID가 아닌 다른 ID에 대해 서명했습니다.',
    },
    fix: {
      en: 'Use the passkey on the site that it was registered on, or register it again.',
      ko: '패스키를 등록한 사이트에서 사용하거나 다시 등록하십시오.',
    },
    actor: 'user',
    wire: wrongAnswer,
    source: VERIFYING,
  },
  'MFA-026': {
    message: 'the authenticator did not verify the user (present: {present})',
    title: { en: 'The authenticator verified the user', ko: '인증 장치가 사용자를 확인함' },
    cause: {
      en: 'The authenticator did not ask for its PIN, fingerprint or face: it has none set up, or it cannot.',
      ko: '인증 장치가 PIN, 지문 또는 얼굴을 확인하지 않았습니다. 설정되어 있지 않거나 지원하지 않는 장치입니다.',
    },
    fix: {
      en: 'Set a PIN or fingerprint on the security key, or use a device with a screen lock.',
      ko: '보안 키에 PIN이나 지문을 설정하거나 화면 잠금이 있는 디바이스를 사용하십시오.',
    },
    actor: 'user',
    wire: wrongAnswer,
    source: VERIFYING,
  },
  'MFA-027': {
    message: 'the signature of passkey `{credential}` does not verify',
    title: { en: 'The passkey signed the answer', ko: '패스키가 응답에 서명함' },
    cause: {
      en: 'The answer was not signed by the key that was registered, or was altered on the way.',
      ko: '등록된 키로 서명되지 않았거나 전송 중에 변경된 응답입니다.',
    },
    fix: {
      en: 'Try again; if it fails on a current browser, remove the passkey and register it again.',
      ko: '다시 시도하고, 최신 브라우저에서도 실패하면 패스키를 제거한 후 다시 등록하십시오.',
    },
    actor: 'user',
    wire: wrongAnswer,
    source: VERIFYING,
  },
  'MFA-028': {
    message:
      'the counter of `{serial}` went from {stored} to {received}: the passkey may have been copied',
    title: {
      en: 'The counter of the passkey went forward',
      ko: '패스키의 카운터가 증가함',
    },
    cause: {
      en: 'The authenticator counts its signatures, and this answer has a number that was passed already: there may be two copies of the key. The device is marked and accepted no more.',
      ko: '인증 장치는 서명 횟수를 세는데, 이 응답의 값은 이미 지난 값입니다. 키의 복제본이 있을 수 있으므로 디바이스를 표시하고 더 이상 허용하지 않습니다.',
    },
    fix: {
      en: 'Use another MFA device, or ask an administrator to deactivate this one (DeactivateMFADevice). Find out who else may have the key before it is registered again.',
      ko: '다른 MFA 디바이스를 사용하거나 관리자에게 이 디바이스의 비활성화(DeactivateMFADevice)를 요청하십시오. 다시 등록하기 전에 다른 사람이 키를 가지고 있는지 확인하십시오.',
    },
    actor: 'administrator',
    wire: wrongAnswer,
    source: `${VERIFYING}, step on signCount`,
  },
  'MFA-029': {
    message: '`{serial}` is marked as copied since {since}',
    title: {
      en: 'The passkey is not marked as copied',
      ko: '패스키가 복제된 것으로 표시되지 않음',
    },
    cause: {
      en: 'The counter of this passkey went backwards earlier, so that it may have been copied.',
      ko: '이 패스키의 카운터가 이전에 되돌아간 적이 있어 복제되었을 수 있습니다.',
    },
    fix: {
      en: 'Use another MFA device; have this one deactivated and register the passkey again.',
      ko: '다른 MFA 디바이스를 사용하고, 이 디바이스를 비활성화한 후 패스키를 다시 등록하십시오.',
    },
    actor: 'administrator',
    wire: wrongAnswer,
    source: `${VERIFYING}, step on signCount`,
  },
  'MFA-030': {
    message: 'the new passkey cannot be verified',
    title: { en: 'The new passkey can be verified', ko: '새 패스키를 검증할 수 있음' },
    cause: {
      en: 'The public key is of a kind that was not asked for, its attestation is wrong, or the data is damaged.',
      ko: '요청하지 않은 종류의 공개 키이거나 증명이 잘못되었거나 데이터가 손상되었습니다.',
    },
    fix: {
      en: 'Try again with a current browser or another authenticator.',
      ko: '최신 브라우저나 다른 인증 장치로 다시 시도하십시오.',
    },
    actor: 'user',
    wire: wrongAnswer,
    source: REGISTERING,
  },
  'MFA-031': {
    message: 'no registration of a passkey is under way for `{principal}`',
    title: {
      en: 'A registration of a passkey is under way',
      ko: '패스키 등록이 진행 중임',
    },
    cause: {
      en: 'StartPasskeyRegistration was not called, was called again since, or more than ten minutes ago.',
      ko: 'StartPasskeyRegistration을 호출하지 않았거나 그 후 다시 호출했거나 10분이 지났습니다.',
    },
    fix: {
      en: 'Begin the registration again.',
      ko: '등록을 처음부터 다시 시작하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'ValidationError',
      text: 'No registration of a passkey is under way, or it has expired. Start it again.',
    },
    source: REGISTERING,
  },
  'MFA-032': {
    message: 'passkey `{credential}` is registered already',
    title: { en: 'The passkey is new here', ko: '등록된 적이 없는 패스키임' },
    cause: {
      en: 'This authenticator has a passkey of this server for this person, or another one.',
      ko: '이 인증 장치에 이 서버의 패스키가 이미 등록되어 있습니다.',
    },
    fix: {
      en: 'Use the passkey that is there, or remove it first.',
      ko: '등록된 패스키를 사용하거나 먼저 제거하십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationError', text: 'The passkey is already registered.' },
    source: REGISTERING,
  },
  'MFA-033': {
    message: 'passkeys are unavailable at `{origin}`: {reason}',
    title: { en: 'Passkeys are available here', ko: '패스키를 사용할 수 있음' },
    cause: {
      en: 'Browsers make passkeys for a domain name over https, or for localhost: not for an IP address, and not over plain http.',
      ko: '브라우저는 https를 사용하는 도메인 이름이나 localhost에서만 패스키를 만들 수 있으며, IP 주소나 일반 http에서는 만들 수 없습니다.',
    },
    fix: {
      en: 'Give the server a name and a certificate and set GATEHOUSE_PUBLIC_URL, or use an authenticator app.',
      ko: '서버에 이름과 인증서를 부여하고 GATEHOUSE_PUBLIC_URL을 설정하거나 인증 앱을 사용하십시오.',
    },
    actor: 'operator',
    wire: {
      error: 'ValidationError',
      text: 'Passkeys are unavailable at {origin}: {reason}.',
    },
    source: 'Web Authentication Level 3, section 5.1.2; DESIGN.md',
  },
  'MFA-034': {
    message: '`{principal}` is neither the root user nor an IAM user',
    title: {
      en: 'The caller can have MFA devices',
      ko: '호출자가 MFA 디바이스를 가질 수 있음',
    },
    cause: {
      en: 'MFA devices belong to root users and IAM users; roles and federated users have none.',
      ko: 'MFA 디바이스는 루트 사용자와 IAM 사용자에게 속하며, 역할과 페더레이션 사용자는 가질 수 없습니다.',
    },
    fix: {
      en: 'Sign in as the user who is to have the device.',
      ko: '디바이스를 등록할 사용자로 로그인하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'ValidationError',
      text: 'Passkeys can be registered by root users and IAM users only.',
    },
    source: OWN,
  },
  'MFA-035': {
    message: '`{principal}` has no MFA device with serial number `{serial}`',
    title: { en: 'The MFA device is there', ko: 'MFA 디바이스가 존재함' },
    cause: {
      en: 'The serial number is mistyped, or names a device of somebody else.',
      ko: '일련 번호가 잘못 입력되었거나 다른 사람의 디바이스입니다.',
    },
    fix: {
      en: 'Take the serial number from `aws iam list-mfa-devices`.',
      ko: '`aws iam list-mfa-devices`에서 일련 번호를 확인하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'ResourceNotFoundException',
      text: 'You have no MFA device with serial number {serial}.',
    },
    source: OWN,
  },
  'MFA-036': {
    message: '`{principal}` has {limit} MFA devices already',
    title: {
      en: 'The person has room for another MFA device',
      ko: 'MFA 디바이스를 더 등록할 수 있음',
    },
    cause: {
      en: 'Root users, IAM users and workforce users have at most eight MFA devices of any mix.',
      ko: '루트 사용자, IAM 사용자, 포털 사용자는 종류에 관계없이 MFA 디바이스를 최대 8개까지 가질 수 있습니다.',
    },
    fix: {
      en: 'Deactivate a device that is no longer used.',
      ko: '더 이상 사용하지 않는 디바이스를 비활성화하십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationError', text: 'Cannot exceed quota for MFADevicesPerUser: {limit}' },
    source: 'aws-facts H6, J7',
  },
  'MFA-037': {
    message: 'the enrolment of an authenticator app for `{user}` has expired',
    title: {
      en: 'The enrolment of the authenticator app is still open',
      ko: '인증 앱 등록이 아직 유효함',
    },
    cause: {
      en: 'More than 15 minutes passed between showing the QR code and the first code, or the enrolment was begun for another person.',
      ko: 'QR 코드를 표시한 뒤 첫 번째 코드를 입력하기까지 15분이 넘게 지났거나 다른 사람을 위해 시작된 등록입니다.',
    },
    fix: {
      en: 'Begin again: remove the entry from the app and scan the new QR code.',
      ko: '앱에서 해당 항목을 삭제하고 새 QR 코드를 스캔하여 다시 시작하십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationError', text: 'The enrolment of the authenticator app has expired' },
    source: 'Gatehouse',
  },
  'MFA-038': {
    message: '`{user}` has {limit} authenticator apps already',
    title: {
      en: 'The person has room for another authenticator app',
      ko: '인증 앱을 더 등록할 수 있음',
    },
    cause: {
      en: 'A workforce user has at most two authenticator apps.',
      ko: '포털 사용자는 인증 앱을 최대 2개까지 가질 수 있습니다.',
    },
    fix: {
      en: 'Remove an app that is no longer used, or register a passkey.',
      ko: '더 이상 사용하지 않는 앱을 제거하거나 패스키를 등록하십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationError', text: 'Cannot exceed quota for authenticator apps: {limit}' },
    source: 'aws-facts H7',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
