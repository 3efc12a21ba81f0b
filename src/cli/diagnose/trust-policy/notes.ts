import type { Localized } from '../../../failures/failure.ts';
import type { PolicyDocument } from '../../../policy/index.ts';
import type { Caller } from './callers.ts';
import { allowing } from './policy.ts';
import { keyParts, providersOf } from './providers.ts';

/** What is no mistake by itself and still surprises people. */
export interface Note {
  /** What the policy names. */
  readonly about: string;
  readonly text: Localized;
}

/** Notes about the providers that a policy trusts. */
export function notesOn(document: PolicyDocument, callers: readonly Caller[]): Note[] {
  return [...actionNotes(callers), ...conditionNotes(document)];
}

/** R069, R070: an identity provider that sends one of these is refused without the action. */
function actionNotes(callers: readonly Caller[]): Note[] {
  return callers.flatMap(({ name, access }) => {
    const [asked, ...further] = access;
    const isFederated = asked !== undefined && asked.action !== 'sts:AssumeRole';
    const isLetIn = asked?.outcome === 'allowed' || asked?.outcome === 'conditional';
    if (name === undefined || !isFederated || !isLetIn) return [];
    return further
      .filter(({ outcome }) => outcome === 'no' || outcome === 'denied')
      .map(({ action }): Note => ({ about: name, text: NEEDS[action] ?? NEEDS.none }));
  });
}

const NEEDS: Readonly<Record<string, Localized>> & { readonly none: Localized } = {
  'sts:TagSession': {
    en: 'sign-ins with session tags are refused, since sts:TagSession is not allowed',
    ko: 'sts:TagSession이 허용되지 않아 세션 태그가 있는 로그인은 거부됩니다',
  },
  'sts:SetSourceIdentity': {
    en: 'sign-ins with a source identity are refused, since sts:SetSourceIdentity is not allowed',
    ko: 'sts:SetSourceIdentity가 허용되지 않아 소스 자격 증명이 있는 로그인은 거부됩니다',
  },
  none: { en: 'an action is not allowed', ko: '작업이 허용되지 않았습니다' },
};

const UNLIMITED: Readonly<Record<'saml' | 'aud' | 'sub', Localized>> = {
  saml: {
    en: 'responses for every accepted consumer URL are taken: no condition on SAML:aud',
    ko: 'SAML:aud로 제한되지 않아, 허용된 모든 ACS URL의 응답을 받습니다',
  },
  aud: {
    en: 'tokens for every registered client id are taken: no condition on :aud',
    ko: ':aud로 제한되지 않아, 등록된 모든 클라이언트 ID의 토큰을 받습니다',
  },
  sub: {
    en: 'every subject of the issuer is let in: no condition on :sub',
    ko: ':sub로 제한되지 않아, 발행자의 모든 주체가 허용됩니다',
  },
};

function conditionNotes(document: PolicyDocument): Note[] {
  return allowing(document).flatMap(({ statement }) => {
    const keys = statement.conditions.map(({ key }) => keyParts(key));
    return providersOf(statement).flatMap(({ name: about, kind, prefix }) => {
      const has = (claim: string) =>
        keys.some((key) => key.prefix === prefix && key.claim === claim);
      if (kind === 'saml') return has('aud') ? [] : [{ about, text: UNLIMITED.saml }];
      return (['aud', 'sub'] as const)
        .filter((claim) => !has(claim))
        .map((claim): Note => ({ about, text: UNLIMITED[claim] }));
    });
  });
}
