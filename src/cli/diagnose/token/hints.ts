import type { Localized } from '../../../failures/failure.ts';
import type { TokenQuestion } from './judge.ts';

/** An option that was not given, and what could be judged with it. */
export interface Hint {
  readonly option: string;
  readonly what: Localized;
}

/** What keeps rows from being judged. */
export function hintsFor({ found, keys, known, roleArn, role }: TokenQuestion): Hint[] {
  const hints: Hint[] = [];
  if (found.provider && !keys.outcome) hints.push(KEYS);
  if (found.provider && found.origin !== 'built-in' && !known.clientIds) hints.push(CLIENT_ID);
  if (roleArn === undefined) hints.push(ROLE);
  else if (role.kind === 'not-looked-up') hints.push(ROLES);
  return hints;
}

const KEYS: Hint = {
  option: '--issuer, --jwks',
  what: {
    en: 'the signature: the issuer is asked once it is named, or a file has its keys',
    ko: '서명: 발행자를 지정하면 발행자에게 요청하고, 또는 파일에 있는 키를 사용합니다',
  },
};
const CLIENT_ID: Hint = {
  option: '--client-id, --oidc-provider',
  what: { en: 'the audience, and everything after it', ko: '대상(audience)과 그 이후의 모든 항목' },
};
const ROLE: Hint = {
  option: '--role',
  what: { en: 'the role', ko: '역할' },
};
const ROLES: Hint = {
  option: '--roles, --trust-policy',
  what: { en: 'the role and its trust policy', ko: '역할과 신뢰 정책' },
};
