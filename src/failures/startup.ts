import type { FailureEntry } from './failure.ts';

const NETWORK = 'Gatehouse architecture, Names on the network';
const CONTROL = 'Gatehouse architecture, Consistency and writing';

/** Failures that stop the start, and failures of the commands that speak to a running server. */
export const startFailures = {
  'START-001': {
    message: 'setting `{setting}` cannot be `{value}`; allowed: {allowed}',
    title: { en: 'Every setting has an allowed value', ko: '모든 설정이 허용된 값임' },
    cause: {
      en: 'A setting has a value that is not allowed.',
      ko: '허용되지 않은 값이 설정되어 있습니다.',
    },
    fix: {
      en: 'Give the setting one of its allowed values, or remove it to use its default.',
      ko: '허용된 값으로 바꾸거나, 설정을 지워 기본값을 사용하십시오.',
    },
    actor: 'operator',
    source: 'Gatehouse configuration',
  },
  'START-010': {
    message: 'no setting is called `{setting}`',
    title: { en: 'Every setting exists', ko: '모든 설정이 존재함' },
    cause: {
      en: 'An environment variable begins with GATEHOUSE_ and is none of the settings; it may be misspelt.',
      ko: 'GATEHOUSE_로 시작하지만 설정이 아닌 환경 변수가 있습니다. 철자가 틀렸을 수 있습니다.',
    },
    fix: {
      en: 'Correct the name of the variable, or remove it; docs/config.md lists every setting.',
      ko: '변수 이름을 고치거나 제거하십시오. 모든 설정은 docs/config.md에 있습니다.',
    },
    actor: 'operator',
    source: 'Gatehouse configuration',
  },
  'START-011': {
    message: 'public URL `{url}` would strand {count} passkeys, which were made for {hosts}',
    title: {
      en: 'The public URL serves the passkeys that are registered',
      ko: '등록된 패스키를 공개 URL에서 사용할 수 있음',
    },
    cause: {
      en: 'A passkey works only on the host name that it was made for and on names below it. With the new GATEHOUSE_PUBLIC_URL their owners could not sign in with them any more.',
      ko: '패스키는 등록할 때의 호스트 이름과 그 하위 이름에서만 사용할 수 있습니다. 새 GATEHOUSE_PUBLIC_URL을 사용하면 소유자가 그 패스키로 더 이상 로그인할 수 없습니다.',
    },
    fix: {
      en: 'Set GATEHOUSE_PUBLIC_URL back, or to a name below the one named. To leave the old name, first let their owners enable an authenticator app and deactivate the passkeys (DeactivateMFADevice).',
      ko: 'GATEHOUSE_PUBLIC_URL을 이전 값이나 표시된 이름의 하위 이름으로 설정하십시오. 이전 이름을 더 이상 사용하지 않으려면 먼저 소유자가 인증 앱을 활성화하고 패스키를 비활성화(DeactivateMFADevice)하도록 하십시오.',
    },
    actor: 'operator',
    source: 'Web Authentication Level 3, section 5.1.2',
  },
  'START-002': {
    message: 'address `{address}` is already in use',
    title: { en: 'The address is free', ko: '주소가 사용 중이 아님' },
    cause: {
      en: 'Another process listens on this address and port.',
      ko: '다른 프로세스가 이 주소와 포트를 사용하고 있습니다.',
    },
    fix: {
      en: 'Stop that process, or choose another port with GATEHOUSE_PORT or --port.',
      ko: '해당 프로세스를 중지하거나 GATEHOUSE_PORT 또는 --port로 다른 포트를 선택하십시오.',
    },
    actor: 'operator',
    source: NETWORK,
  },
  'START-003': {
    message: 'listening on `{address}` is not permitted',
    title: { en: 'The address may be used', ko: '주소를 사용할 권한이 있음' },
    cause: {
      en: 'The operating system lets this user not listen there; ports below 1024 often need a privilege.',
      ko: '운영 체제가 이 사용자에게 해당 포트를 허용하지 않습니다. 1024 미만의 포트에는 대개 권한이 필요합니다.',
    },
    fix: {
      en: 'Choose a port of 1024 or above, or put a proxy in front.',
      ko: '1024 이상의 포트를 선택하거나 앞에 프록시를 두십시오.',
    },
    actor: 'operator',
    source: NETWORK,
  },
  'START-004': {
    message: 'listening on `{address}` failed with `{reason}`',
    title: { en: 'The address exists', ko: '주소가 존재함' },
    cause: {
      en: 'GATEHOUSE_HOST is not an address of this machine, or its name cannot be resolved.',
      ko: 'GATEHOUSE_HOST가 이 시스템의 주소가 아니거나 이름을 확인할 수 없습니다.',
    },
    fix: {
      en: 'Set GATEHOUSE_HOST to an address of this machine; 0.0.0.0 means all of them.',
      ko: 'GATEHOUSE_HOST를 이 시스템의 주소로 설정하십시오. 0.0.0.0은 모든 주소를 뜻합니다.',
    },
    actor: 'operator',
    source: NETWORK,
  },
  'START-005': {
    message: 'another server answers on control socket `{path}`',
    title: { en: 'The data folder has one server', ko: '데이터 폴더에 서버가 하나뿐임' },
    cause: {
      en: 'A server that is already running owns this data folder.',
      ko: '이미 실행 중인 서버가 이 데이터 폴더를 사용하고 있습니다.',
    },
    fix: {
      en: 'Stop that server, or choose another folder with GATEHOUSE_DATA or --data.',
      ko: '해당 서버를 중지하거나 GATEHOUSE_DATA 또는 --data로 다른 폴더를 선택하십시오.',
    },
    actor: 'operator',
    source: CONTROL,
  },
  'START-006': {
    message: 'control socket `{path}` cannot be used: {reason}',
    title: { en: 'The control socket can be used', ko: '제어 소켓을 사용할 수 있음' },
    cause: {
      en: 'The data folder does not allow a Unix socket: its permissions, its file system or the length of its path stand in the way.',
      ko: '데이터 폴더에서 Unix 소켓을 사용할 수 없습니다. 권한, 파일 시스템 또는 경로 길이가 원인입니다.',
    },
    fix: {
      en: 'Run the command as the user that owns the data folder, on a local file system, with a path below 100 bytes.',
      ko: '데이터 폴더의 소유자로 실행하고, 로컬 파일 시스템에서 100바이트 미만의 경로를 사용하십시오.',
    },
    actor: 'operator',
    source: CONTROL,
  },
  'START-007': {
    message: 'no server answers on control socket `{path}`',
    title: { en: 'The server runs', ko: '서버가 실행 중임' },
    cause: {
      en: 'No server runs on this data folder, or it did not answer in time.',
      ko: '이 데이터 폴더에서 실행 중인 서버가 없거나 제시간에 응답하지 않았습니다.',
    },
    fix: {
      en: 'Start it with gatehouse serve, with the same GATEHOUSE_DATA.',
      ko: '같은 GATEHOUSE_DATA로 gatehouse serve를 실행하십시오.',
    },
    actor: 'operator',
    source: CONTROL,
  },
  'START-008': {
    message: 'control request is refused: {reason}',
    title: { en: 'The server knows the command', ko: '서버가 명령을 이해함' },
    cause: {
      en: 'The running server and this command are of different versions, or the request is damaged.',
      ko: '실행 중인 서버와 이 명령의 버전이 다르거나 요청이 손상되었습니다.',
    },
    fix: {
      en: 'Use the gatehouse command of the version that runs.',
      ko: '실행 중인 버전의 gatehouse 명령을 사용하십시오.',
    },
    actor: 'operator',
    source: CONTROL,
  },
  'START-009': {
    message: 'TLS file `{path}` cannot be used: {reason}',
    title: { en: 'The TLS files can be used', ko: 'TLS 파일을 사용할 수 있음' },
    cause: {
      en: 'A certificate or key file is missing, unreadable or damaged, or the two do not belong together.',
      ko: '인증서 또는 키 파일이 없거나, 읽을 수 없거나, 손상되었거나, 서로 짝이 맞지 않습니다.',
    },
    fix: {
      en: 'Correct the file. For the local certificate authority, remove the folder tls in the data folder and every client must trust the new one.',
      ko: '파일을 바로잡으십시오. 로컬 인증 기관이면 데이터 폴더의 tls 폴더를 지운 뒤 모든 클라이언트가 새 인증 기관을 신뢰하도록 설정하십시오.',
    },
    actor: 'operator',
    source: NETWORK,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
