import type { Localized } from '../../../failures/failure.ts';
import type { ResponseDescription } from '../../../saml/index.ts';
import type { SamlQuestion } from './judge.ts';

/** An option that was not given, and what could be judged with it. */
export interface Hint {
  readonly option: string;
  readonly what: Localized;
}

/** What keeps rows from being judged. */
export function hintsFor(question: SamlQuestion, response: ResponseDescription): Hint[] {
  const { pair, provider, found } = question;
  const hints: Hint[] = [];
  if (provider.metadata === 'unknown') hints.push(METADATA);
  if (response.encrypted && !provider.hasItsKeys) hints.push(PRIVATE_KEY);
  if (!pair) hints.push(response.assertion ? ROLE : UNREADABLE);
  else if (found.kind === 'not-looked-up') hints.push(ROLES);
  return hints;
}

const METADATA: Hint = {
  option: '--metadata',
  what: {
    en: 'the signature, and everything that counts only once it is verified',
    ko: '서명과, 서명이 검증되어야 판정할 수 있는 모든 항목',
  },
};
const PRIVATE_KEY: Hint = {
  option: '--private-key',
  what: { en: 'the encrypted assertion', ko: '암호화된 어설션' },
};
const ROLE: Hint = {
  option: '--role',
  what: {
    en: 'the role: the response offers none or several of them, and somebody has to choose',
    ko: '역할: 응답에 역할이 없거나 여러 개 있으므로 하나를 선택해야 합니다',
  },
};
const UNREADABLE: Hint = {
  option: '--role, --provider',
  what: {
    en: 'the role: the assertion cannot be read, and does not tell which one is meant',
    ko: '역할: 어설션을 읽을 수 없어 어떤 역할인지 알 수 없습니다',
  },
};
const ROLES: Hint = {
  option: '--roles, --trust-policy',
  what: { en: 'the role and its trust policy', ko: '역할과 신뢰 정책' },
};
