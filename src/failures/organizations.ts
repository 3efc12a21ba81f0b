import type { FailureEntry } from './failure.ts';

const GUIDE = 'Gatehouse, docs/guides/organizations.md';

/** Failures of what Gatehouse adds to Organizations: reopening accounts. */
export const organizationFailures = {
  'ORG-001': {
    message: 'account `{account}` is not closed',
    title: { en: 'The account is closed', ko: '계정이 해지되어 있음' },
    cause: {
      en: 'Only a closed account can be reopened, and this one is open.',
      ko: '해지된 계정만 다시 열 수 있으며, 이 계정은 열려 있습니다.',
    },
    fix: {
      en: 'Check the account id with `aws organizations list-accounts`.',
      ko: '`aws organizations list-accounts`로 계정 ID를 확인하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'ConflictException', text: 'The account is not closed.' },
    source: GUIDE,
  },
  'ORG-002': {
    message: 'account `{account}` was closed more than 90 days ago',
    title: {
      en: 'The account was closed within the last 90 days',
      ko: '계정이 최근 90일 이내에 해지됨',
    },
    cause: {
      en: 'An account that stays closed for 90 days is closed for good. Neither it nor its email address can be used again.',
      ko: '해지된 상태로 90일이 지난 계정은 영구적으로 해지됩니다. 계정과 이메일 주소를 다시 사용할 수 없습니다.',
    },
    fix: {
      en: 'Create a new account with another email address.',
      ko: '다른 이메일 주소로 새 계정을 만드십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'ConflictException',
      text: 'The account was closed more than 90 days ago and cannot be reopened.',
    },
    source: GUIDE,
  },
  'ORG-003': {
    message: 'no account has the id `{account}`',
    title: { en: 'The account exists', ko: '계정이 존재함' },
    cause: {
      en: 'The account id is mistyped, or the account belongs to another organization.',
      ko: '계정 ID가 잘못 입력되었거나 계정이 다른 조직에 속해 있습니다.',
    },
    fix: {
      en: 'Check the account id with `aws organizations list-accounts`.',
      ko: '`aws organizations list-accounts`로 계정 ID를 확인하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'ResourceNotFoundException', text: 'The account does not exist.' },
    source: GUIDE,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
