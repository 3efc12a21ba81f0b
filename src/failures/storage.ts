import type { FailureEntry } from './failure.ts';

const DESIGN = 'Gatehouse architecture, Consistency and writing';
const UNAVAILABLE = {
  error: 'ServiceUnavailable',
  text: 'The request has failed due to a temporary failure of the server.',
} as const;

/** Failures of the store: writes that are refused, and stores that cannot be opened or read. */
export const storageFailures = {
  'STORE-001': {
    message: 'guard `{guard}` expected {expected} rows and found {actual}',
    title: { en: 'Nobody else changed it meanwhile', ko: '그 사이 다른 변경이 없었음' },
    cause: {
      en: 'The state that the change was decided from was changed by another request before it could be written.',
      ko: '변경을 결정할 때 읽은 상태가 기록되기 전에 다른 요청에 의해 바뀌었습니다.',
    },
    fix: { en: 'Send the request again.', ko: '요청을 다시 보내십시오.' },
    actor: 'user',
    wire: {
      error: 'ConcurrentModification',
      text: 'The request was rejected because multiple requests to change this object were submitted simultaneously. Wait a few minutes and submit your request again.',
    },
    source: 'IAM API Reference, ConcurrentModification',
  },
  'STORE-002': {
    message: 'a row with the same `{columns}` exists in table `{table}`',
    title: { en: 'The name is free', ko: '사용되지 않은 이름임' },
    cause: {
      en: 'A value that must be unique is already taken.',
      ko: '고유해야 하는 값이 이미 사용 중입니다.',
    },
    fix: { en: 'Choose another value.', ko: '다른 값을 선택하십시오.' },
    actor: 'user',
    source: DESIGN,
  },
  'STORE-003': {
    message: 'the store refused a row: {reason}',
    title: {
      en: 'The row keeps the constraints of its table',
      ko: '행이 테이블의 제약 조건을 지킴',
    },
    cause: {
      en: 'A foreign key, a check or a not-null rule of the schema was broken.',
      ko: '스키마의 외래 키, 검사 또는 NOT NULL 규칙을 위반했습니다.',
    },
    fix: {
      en: 'Report the request id: this is a defect of Gatehouse.',
      ko: '요청 ID를 알려 주십시오. Gatehouse의 결함입니다.',
    },
    actor: 'operator',
    source: DESIGN,
  },
  'STORE-004': {
    message: 'the store is full: {reason}',
    title: { en: 'The store has room', ko: '저장 공간이 있음' },
    cause: {
      en: 'The disk of the data folder or of the database has no space left. Reads go on; changes and new credentials are refused.',
      ko: '데이터 폴더 또는 데이터베이스의 디스크에 남은 공간이 없습니다. 읽기는 계속되지만 변경과 새 자격 증명 발급은 거부됩니다.',
    },
    fix: {
      en: 'Free space on that disk. Writes resume by themselves.',
      ko: '디스크 공간을 확보하십시오. 쓰기는 자동으로 재개됩니다.',
    },
    actor: 'operator',
    wire: {
      error: 'ServiceUnavailable',
      text: 'The request has failed because the server has no space left to record it.',
    },
    source: DESIGN,
  },
  'STORE-005': {
    message: 'the store cannot be used: {reason}',
    title: { en: 'The store answers', ko: '저장소가 응답함' },
    cause: {
      en: 'The database cannot be reached, was lost in the middle of the request, or is closed. Whether a change sent just then was kept is not known.',
      ko: '데이터베이스에 연결할 수 없거나, 요청 중에 연결이 끊겼거나, 저장소가 닫혔습니다. 그때 보낸 변경이 저장되었는지는 알 수 없습니다.',
    },
    fix: {
      en: 'Run gatehouse doctor; check the database and its network.',
      ko: 'gatehouse doctor를 실행하고 데이터베이스와 네트워크를 확인하십시오.',
    },
    actor: 'operator',
    wire: UNAVAILABLE,
    source: DESIGN,
  },
  'STORE-006': {
    message: 'the current version of the accounts cannot be read: {reason}',
    title: { en: 'The state is known to be current', ko: '최신 상태임을 확인함' },
    cause: {
      en: 'The node could not learn from the database whether its cached state is current, and does not trust stale state.',
      ko: '노드가 캐시된 상태가 최신인지 데이터베이스에서 확인하지 못했으며, 오래된 상태는 신뢰하지 않습니다.',
    },
    fix: {
      en: 'Check the database and its network; requests succeed again as soon as it answers.',
      ko: '데이터베이스와 네트워크를 확인하십시오. 응답이 돌아오면 요청이 다시 성공합니다.',
    },
    actor: 'operator',
    wire: UNAVAILABLE,
    source: DESIGN,
  },
  'STORE-007': {
    message:
      'the store was written by a newer Gatehouse: migration `{migration}` is unknown to this one',
    title: { en: 'The program knows the store', ko: '프로그램이 저장소 버전을 지원함' },
    cause: {
      en: 'A newer version of Gatehouse has changed the schema. Migrations only go forward.',
      ko: '더 새로운 버전의 Gatehouse가 스키마를 변경했습니다. 마이그레이션은 되돌릴 수 없습니다.',
    },
    fix: {
      en: 'Start that newer version, or restore the backup made before the upgrade.',
      ko: '해당 새 버전을 실행하거나 업그레이드 전 백업을 복원하십시오.',
    },
    actor: 'operator',
    source: DESIGN,
  },
  'STORE-008': {
    message: 'the data folder `{folder}` is in use by {owner}',
    title: { en: 'One process owns the data folder', ko: '데이터 폴더를 한 프로세스만 사용함' },
    cause: {
      en: 'Another Gatehouse process holds the lock of the data folder.',
      ko: '다른 Gatehouse 프로세스가 데이터 폴더의 잠금을 가지고 있습니다.',
    },
    fix: {
      en: 'Stop that process, or give this one its own folder with GATEHOUSE_DATA.',
      ko: '해당 프로세스를 중지하거나 GATEHOUSE_DATA로 다른 폴더를 지정하십시오.',
    },
    actor: 'operator',
    source: DESIGN,
  },
  'STORE-009': {
    message: 'the database refused a statement: {reason}',
    title: { en: 'The statement is sound', ko: '문장이 올바름' },
    cause: {
      en: 'The database answered with an error that Gatehouse does not expect.',
      ko: '데이터베이스가 Gatehouse가 예상하지 못한 오류를 반환했습니다.',
    },
    fix: {
      en: 'Report the request id: this is a defect of Gatehouse.',
      ko: '요청 ID를 알려 주십시오. Gatehouse의 결함입니다.',
    },
    actor: 'operator',
    source: DESIGN,
  },
  'STORE-010': {
    message: 'the store does not keep what it answers: `{setting}` is `{value}`, not `{needed}`',
    title: { en: 'Answered writes are durable', ko: '응답한 쓰기가 보존됨' },
    cause: {
      en: 'A database setting would let an answered write be lost, or two nodes disagree.',
      ko: '데이터베이스 설정 때문에 응답한 쓰기가 사라지거나 노드 간 상태가 달라질 수 있습니다.',
    },
    fix: {
      en: 'Correct the setting, or move the data folder to a local file system.',
      ko: '설정을 바로잡거나 데이터 폴더를 로컬 파일 시스템으로 옮기십시오.',
    },
    actor: 'operator',
    source: DESIGN,
  },
  'STORE-011': {
    message: 'migration `{migration}` failed and was undone: {reason}',
    title: { en: 'The schema is up to date', ko: '스키마가 최신임' },
    cause: {
      en: 'A step of the schema upgrade failed; the store is as it was before.',
      ko: '스키마 업그레이드 단계가 실패했으며 저장소는 이전 상태 그대로입니다.',
    },
    fix: {
      en: 'Read the reason; the earlier version of Gatehouse still works on this store.',
      ko: '원인을 확인하십시오. 이전 버전의 Gatehouse는 이 저장소에서 계속 동작합니다.',
    },
    actor: 'operator',
    source: DESIGN,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
