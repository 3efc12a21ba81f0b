import type { FailureEntry } from './failure.ts';

const OWN = 'Gatehouse, docs/guides/diagnose.md';

/** Failures of diagnosis by the server. */
export const diagnoseServiceFailures = {
  'DIAG-030': {
    message: 'neither a role nor a SAML provider of account {account} is asked about',
    title: { en: 'The diagnosis is about this account', ko: '이 계정에 대한 진단임' },
    cause: {
      en: 'A diagnosis judges by the roles and providers of the account that asks for it. What was pasted, or what was asked along with it, names none of this account.',
      ko: '진단은 요청한 계정의 역할과 제공업체를 기준으로 판단합니다. 붙여 넣은 내용이나 함께 지정한 값에 이 계정의 역할과 제공업체가 없습니다.',
    },
    fix: {
      en: 'Sign in to the account that the response names, or name a role and a provider of this account. A response that cannot be read at all needs both.',
      ko: '응답에 나오는 계정으로 로그인하거나, 이 계정의 역할과 제공업체를 지정하십시오. 응답을 전혀 읽을 수 없으면 둘 다 지정해야 합니다.',
    },
    actor: 'administrator',
    wire: {
      error: 'ValidationError',
      text: 'Nothing of account {account} is asked about. Name a role and a provider of this account.',
    },
    source: OWN,
  },
  'DIAG-031': {
    message: 'what was pasted does not tell when it was issued',
    title: { en: 'The time of issue can be read', ko: '발행 시각을 읽을 수 있음' },
    cause: {
      en: 'It is to be judged for the moment of its issue, and has no readable IssueInstant or iat.',
      ko: '발행 시각을 기준으로 판단하도록 했지만, 읽을 수 있는 IssueInstant나 iat가 없습니다.',
    },
    fix: {
      en: 'Give a time, or judge for now.',
      ko: '시각을 지정하거나 현재를 기준으로 판단하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'ValidationError',
      text: 'What is to be judged does not tell when it was issued. Give a time.',
    },
    source: OWN,
  },
  'DIAG-032': {
    message: '{given} is given to be judged',
    title: { en: 'One thing is judged', ko: '하나만 판단함' },
    cause: {
      en: 'A diagnosis judges either a SAML response or a web identity token.',
      ko: '진단은 SAML 응답 또는 웹 ID 토큰 중 하나를 판단합니다.',
    },
    fix: {
      en: 'Give SAMLResponse or WebIdentityToken, and not both.',
      ko: 'SAMLResponse와 WebIdentityToken 중 하나만 지정하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'ValidationError',
      text: 'Give either SAMLResponse or WebIdentityToken.',
    },
    source: OWN,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
