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
} as const satisfies Readonly<Record<string, FailureEntry>>;
