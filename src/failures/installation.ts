import type { FailureEntry } from './failure.ts';

const OWN = 'Gatehouse, docs/guides/operate.md';

/** Failures of what an installation needs besides its store: keys and policy files. */
export const installationFailures = {
  'INST-001': {
    message: 'master key `{path}` cannot be used: {reason}',
    title: { en: 'The master key is usable', ko: '마스터 키를 사용할 수 있음' },
    cause: {
      en: 'The file does not hold a key of 32 bytes in base64: it was edited, cut short or replaced.',
      ko: '파일에 base64로 된 32바이트 키가 없습니다. 파일이 편집되었거나 잘렸거나 바뀌었습니다.',
    },
    fix: {
      en: 'Restore the file from its backup, or give the key in GATEHOUSE_MASTER_KEY.',
      ko: '백업에서 파일을 복원하거나 GATEHOUSE_MASTER_KEY에 키를 지정하십시오.',
    },
    actor: 'operator',
    source: OWN,
  },
  'INST-002': {
    message: 'managed policy file `{path}` cannot be used: {reason}',
    title: { en: 'Managed policy files are readable', ko: '관리형 정책 파일을 읽을 수 있음' },
    cause: {
      en: 'A file in the folder of AWS managed policies is missing or is not a policy in the expected form.',
      ko: 'AWS 관리형 정책 폴더의 파일이 없거나 올바른 형식의 정책이 아닙니다.',
    },
    fix: {
      en: 'Correct the file, or remove it from the folder named in GATEHOUSE_POLICIES.',
      ko: '파일을 고치거나 GATEHOUSE_POLICIES에 지정된 폴더에서 제거하십시오.',
    },
    actor: 'operator',
    source: OWN,
  },
  'INST-003': {
    message: 'the key ring does not open with the master key from `{place}`: {problem}',
    title: { en: 'The master key opens the key ring', ko: '마스터 키로 키 링이 열림' },
    cause: {
      en: 'The store was written with another master key, or its key ring was damaged.',
      ko: '스토어가 다른 마스터 키로 기록되었거나 키 링이 손상되었습니다.',
    },
    fix: {
      en: 'Start with the master key that belongs to this store; every node of an installation uses the same one.',
      ko: '이 스토어에 맞는 마스터 키로 시작하십시오. 한 설치의 모든 노드는 같은 마스터 키를 사용합니다.',
    },
    actor: 'operator',
    source: OWN,
  },
  'INST-004': {
    message: 'bootstrap request cannot be used: {reason}',
    title: { en: 'The bootstrap request is usable', ko: '부트스트랩 요청을 사용할 수 있음' },
    cause: {
      en: 'A name, an e-mail address or a password of the request is not in the form that accounts and users need.',
      ko: '요청의 이름, 이메일 주소 또는 암호가 계정과 사용자에게 필요한 형식이 아닙니다.',
    },
    fix: {
      en: 'Correct the value that the message names and run the command again; nothing was changed.',
      ko: '메시지에 나온 값을 고치고 명령을 다시 실행하십시오. 변경된 것은 없습니다.',
    },
    actor: 'operator',
    source: OWN,
  },
  'INST-005': {
    message: '{what} `{name}` exists already',
    title: { en: 'Names are free', ko: '이름을 사용할 수 있음' },
    cause: {
      en: 'One e-mail address belongs to one account, and one user name to one user of an account.',
      ko: '하나의 이메일 주소는 하나의 계정에, 하나의 사용자 이름은 계정의 한 사용자에게 속합니다.',
    },
    fix: {
      en: 'Choose another name. For a user that exists, create an access key with aws iam create-access-key.',
      ko: '다른 이름을 고르십시오. 이미 있는 사용자에게는 aws iam create-access-key로 액세스 키를 만듭니다.',
    },
    actor: 'operator',
    source: 'R241; IAM API reference, CreateUser',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
