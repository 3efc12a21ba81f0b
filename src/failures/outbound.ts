import type { FailureEntry } from './failure.ts';

/** What keeps the client for identity providers from being built. */
export const outboundFailures = {
  'OUT-001': {
    message: 'file of certificate authorities `{path}` cannot be used: {reason}',
    title: {
      en: 'The file of certificate authorities can be used',
      ko: '인증 기관 파일을 사용할 수 있음',
    },
    cause: {
      en: 'The file that GATEHOUSE_CA_FILE names is missing, unreadable, or holds something that is no certificate.',
      ko: 'GATEHOUSE_CA_FILE이 가리키는 파일이 없거나, 읽을 수 없거나, 인증서가 아닌 내용을 담고 있습니다.',
    },
    fix: {
      en: 'Name a PEM file with the certificates of the authorities that sign for your identity providers, or remove the setting.',
      ko: 'ID 제공업체의 인증서에 서명한 인증 기관의 인증서가 담긴 PEM 파일을 지정하거나, 설정을 지우십시오.',
    },
    actor: 'operator',
    source: 'Gatehouse configuration',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
