import type { FailureEntry } from './failure.ts';

const RFC = 'RFC 6238, section 5.2; aws-facts B6, H6';
const STS = 'STS API reference, GetSessionToken and AssumeRole; aws-facts B6';
const IAM = 'IAM API reference, EnableMFADevice and ResyncMFADevice; aws-facts H6';

/** Whatever is wrong with a code is told in the same words. The space at the end is AWS's. */
const wrongCode = {
  error: 'AccessDenied',
  text: 'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
} as const;

/** The two spaces are AWS's. */
const wrongDevice = {
  error: 'AccessDenied',
  text: 'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
} as const;

const wrongCodes = {
  error: 'InvalidAuthenticationCode',
  text: 'Authentication code for device is not valid.',
} as const;

/** Failures of one-time codes: in calls, at sign-in, and when a device is enabled. */
export const mfaCodeFailures = {
  'MFA-001': {
    message: 'the code for `{serial}` is not six digits',
    title: { en: 'The MFA code is six digits', ko: 'MFA 코드가 여섯 자리 숫자임' },
    cause: {
      en: 'Codes of authenticator apps have exactly six digits.',
      ko: '인증 앱의 코드는 정확히 여섯 자리 숫자입니다.',
    },
    fix: {
      en: 'Type the six digits that the authenticator app shows now, without spaces.',
      ko: '인증 앱에 지금 표시된 여섯 자리 숫자를 공백 없이 입력하십시오.',
    },
    actor: 'user',
    wire: wrongCode,
    source: RFC,
  },
  'MFA-002': {
    message: '`{principal}` has no MFA device with serial number `{serial}`',
    title: { en: "The MFA device is the caller's", ko: 'MFA 디바이스가 호출자의 것임' },
    cause: {
      en: "The serial number is mistyped, names another user's device, or the device was never enabled. A user ARN (`user/`) is no serial number; that of a virtual device contains `mfa/`. Roles have no devices.",
      ko: '일련 번호가 잘못 입력되었거나 다른 사용자의 디바이스이거나 활성화되지 않은 디바이스입니다. 사용자 ARN(`user/`)은 일련 번호가 아니며, 가상 디바이스의 일련 번호에는 `mfa/`가 들어 있습니다. 역할에는 디바이스가 없습니다.',
    },
    fix: {
      en: 'Take the serial number from `aws iam list-mfa-devices`, and sign the call with the keys of the user that the device belongs to.',
      ko: '`aws iam list-mfa-devices`에서 일련 번호를 확인하고, 그 디바이스를 가진 사용자의 키로 호출에 서명하십시오.',
    },
    actor: 'user',
    wire: wrongDevice,
    source: STS,
  },
  'MFA-003': {
    message: "the code for `{serial}` is not one of the present; the server's time is {time}",
    title: { en: 'The MFA code is the present one', ko: 'MFA 코드가 현재 코드임' },
    cause: {
      en: "The code is mistyped, belongs to another device, or was made more than ten minutes away from the server's time.",
      ko: '코드가 잘못 입력되었거나 다른 디바이스의 코드이거나, 서버 시각과 10분 넘게 차이 나는 시각에 만들어졌습니다.',
    },
    fix: {
      en: "Wait for the next code of this device and type it. If that is refused too, compare the clock of the device with the server's time.",
      ko: '이 디바이스의 다음 코드를 기다렸다가 입력하십시오. 그래도 거부되면 디바이스의 시계를 서버 시각과 비교하십시오.',
    },
    actor: 'user',
    wire: wrongCode,
    source: RFC,
  },
  'MFA-004': {
    message:
      "the code for `{serial}` was made by a clock that is about {seconds} seconds {direction}; the server's time is {time}",
    title: {
      en: 'The clock of the MFA device is right',
      ko: 'MFA 디바이스의 시계가 정확함',
    },
    cause: {
      en: 'The code is right for another time: the clock of the phone or computer that made it is off, or the code is an old one.',
      ko: '다른 시각의 코드입니다. 코드를 만든 휴대폰이나 컴퓨터의 시계가 맞지 않거나 오래된 코드입니다.',
    },
    fix: {
      en: 'Set the clock of the device to automatic time and type the next code, or resynchronize the device (ResyncMFADevice) with two codes in a row.',
      ko: '디바이스의 시각을 자동 설정으로 맞추고 다음 코드를 입력하거나, 연속된 두 코드로 디바이스를 재동기화(ResyncMFADevice)하십시오.',
    },
    actor: 'user',
    wire: wrongCode,
    source: `R055; ${RFC}`,
  },
  'MFA-005': {
    message: 'the code for `{serial}`, or a later one, was used before',
    title: {
      en: 'The MFA code was not used before',
      ko: 'MFA 코드가 사용된 적이 없음',
    },
    cause: {
      en: 'Each code counts once, for whatever it was used, and no code older than the last one that was used.',
      ko: '코드는 용도와 관계없이 한 번만 사용할 수 있으며, 마지막으로 사용한 코드보다 오래된 코드도 사용할 수 없습니다.',
    },
    fix: {
      en: 'Wait up to 30 seconds for the next code.',
      ko: '최대 30초 동안 다음 코드를 기다리십시오.',
    },
    actor: 'user',
    wire: wrongCode,
    source: RFC,
  },
  'MFA-006': {
    message: 'after {tries} wrong codes in a row `{serial}` is not looked at before {until}',
    title: {
      en: 'Not too many MFA codes were wrong',
      ko: '잘못된 MFA 코드가 너무 많지 않음',
    },
    cause: {
      en: 'After five wrong codes in a row the next is looked at only after a pause, which doubles with each further one up to an hour.',
      ko: '잘못된 코드가 다섯 번 이어지면 잠시 후에야 다음 코드를 확인하며, 대기 시간은 매번 두 배로 늘어나 최대 한 시간이 됩니다.',
    },
    fix: {
      en: 'Wait until the time named and type the code that is shown then. If it was not you who tried, change the password and the access keys.',
      ko: '표시된 시각까지 기다린 후 그때 표시되는 코드를 입력하십시오. 본인이 시도한 것이 아니라면 암호와 액세스 키를 변경하십시오.',
    },
    actor: 'user',
    wire: wrongCode,
    source: 'RFC 4226, section 7.3',
  },
  'MFA-007': {
    message: '`{serial}` is a passkey or security key, which makes no codes',
    title: { en: 'The MFA device makes codes', ko: 'MFA 디바이스가 코드를 생성함' },
    cause: {
      en: 'Passkeys and security keys prove themselves to a browser; calls of GetSessionToken and AssumeRole take codes of virtual devices only.',
      ko: '패스키와 보안 키는 브라우저에서만 사용할 수 있으며, GetSessionToken과 AssumeRole 호출에는 가상 디바이스의 코드만 사용할 수 있습니다.',
    },
    fix: {
      en: 'Enable a virtual MFA device besides and use its serial number, or sign in with `aws login`.',
      ko: '가상 MFA 디바이스를 추가로 활성화해 그 일련 번호를 사용하거나 `aws login`으로 로그인하십시오.',
    },
    actor: 'user',
    wire: wrongDevice,
    source: STS,
  },
  'MFA-008': {
    message: '{missing} is missing',
    title: {
      en: 'SerialNumber and TokenCode come together',
      ko: 'SerialNumber와 TokenCode가 함께 지정됨',
    },
    cause: {
      en: 'One of SerialNumber and TokenCode was given without the other.',
      ko: 'SerialNumber와 TokenCode 중 하나만 지정되었습니다.',
    },
    fix: {
      en: 'Give both, or neither. In the AWS CLI, `mfa_serial` of the profile asks for the code.',
      ko: '둘 다 지정하거나 둘 다 생략하십시오. AWS CLI에서는 프로파일의 `mfa_serial`이 코드를 묻습니다.',
    },
    actor: 'user',
    wire: {
      error: 'AccessDenied',
      text: 'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
    },
    source: STS,
  },
  'MFA-009': {
    message: "the codes for `{serial}` are not two in a row; the server's time is {time}",
    title: {
      en: 'The two MFA codes follow each other',
      ko: '두 MFA 코드가 연속됨',
    },
    cause: {
      en: "AuthenticationCode1 and AuthenticationCode2 are not two codes of this device that follow each other, in this order, within ten minutes of the server's time.",
      ko: 'AuthenticationCode1과 AuthenticationCode2가 서버 시각 기준 10분 이내에 이 디바이스가 순서대로 이어서 표시한 두 코드가 아닙니다.',
    },
    fix: {
      en: 'Type a code, wait until the device shows the next one, and type that as the second. Check the clock of the device if it fails again.',
      ko: '코드를 입력하고 디바이스에 다음 코드가 표시될 때까지 기다린 후 두 번째로 입력하십시오. 다시 실패하면 디바이스의 시계를 확인하십시오.',
    },
    actor: 'user',
    wire: wrongCodes,
    source: IAM,
  },
  'MFA-010': {
    message: 'the codes for `{serial}`, or later ones, were used before',
    title: {
      en: 'The two MFA codes were not used before',
      ko: '두 MFA 코드가 사용된 적이 없음',
    },
    cause: {
      en: 'The second of the two codes is not later than the last code that was accepted from this device.',
      ko: '두 번째 코드가 이 디바이스에서 마지막으로 수락된 코드보다 이후의 것이 아닙니다.',
    },
    fix: {
      en: 'Wait for two new codes of the device.',
      ko: '디바이스의 새 코드 두 개를 기다리십시오.',
    },
    actor: 'user',
    wire: wrongCodes,
    source: IAM,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
