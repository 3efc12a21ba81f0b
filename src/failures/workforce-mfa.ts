import type { FailureEntry } from './failure.ts';

/** Failures of the second factor of workforce users. */
export const workforceMfaFailures = {
  'SIGN-130': {
    message: '`{user}` has no MFA device that counts, and may not sign in without one',
    title: {
      en: 'The person may sign in with the devices that they have',
      ko: '등록된 디바이스로 로그인할 수 있음',
    },
    cause: {
      en: 'The instance asks for MFA, the person has no device of an allowed type, and its settings block such sign-ins; or they ask for a code by e-mail, and the person has no verified e-mail address.',
      ko: '인스턴스가 MFA를 요구하지만 허용된 유형의 디바이스가 없고, 설정에 따라 이런 로그인이 차단됩니다. 또는 이메일로 코드를 보내도록 설정되어 있지만 확인된 이메일 주소가 없습니다.',
    },
    fix: {
      en: 'Let people register a device at sign-in (Settings, multi-factor authentication), or verify the e-mail address of the user.',
      ko: '로그인할 때 디바이스를 등록하도록 허용하거나(설정의 다중 인증) 사용자의 이메일 주소를 확인하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'AccessDenied', text: 'An MFA device is required to sign in.' },
    source: 'aws-facts H7',
  },
  'SIGN-131': {
    message: 'the device that `{user}` registers at sign-in did not prove itself: {problem}',
    title: {
      en: 'The device that is registered at sign-in proves itself',
      ko: '로그인할 때 등록하는 디바이스가 검증됨',
    },
    cause: {
      en: 'The code was not one of the seed that was shown, the browser did not make a passkey, or the person has no room for another device.',
      ko: '코드가 표시된 키와 맞지 않거나 브라우저가 패스키를 만들지 못했거나 더 등록할 수 있는 디바이스가 없습니다.',
    },
    fix: {
      en: 'Scan the picture anew and enter the code that is shown then; set the clock of the phone automatically.',
      ko: '그림을 다시 스캔하고 그때 표시되는 코드를 입력하십시오. 휴대폰의 시각은 자동으로 설정하십시오.',
    },
    actor: 'user',
    wire: { error: 'AccessDenied', text: 'The multi-factor device could not be registered.' },
    source: 'requirements R052, R055, R167; aws-facts H7',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
