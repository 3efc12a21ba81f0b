import { parseArn } from '../../../base/arn.ts';
import type { Localized } from '../../../failures/failure.ts';
import {
  type CompiledPolicy,
  type ConditionElement,
  type NamedPrincipal,
  type PolicyDocument,
  type Principal,
  principalsOf,
} from '../../../policy/index.ts';
import { askPolicy, compiled, type TrustPolicySubject } from './policy.ts';
import { namedProvider } from './providers.ts';

/** The operations that a trust policy decides about. */
export type TrustAction =
  | 'sts:AssumeRole'
  | 'sts:AssumeRoleWithSAML'
  | 'sts:AssumeRoleWithWebIdentity'
  | 'sts:TagSession'
  | 'sts:SetSourceIdentity';

/** A kind of caller. */
export interface Caller {
  readonly kind: Localized;
  /** What the policy names; undefined for everybody else of the kind. */
  readonly name: string | undefined;
  readonly access: readonly Access[];
}

/** What a caller gets of one operation. */
export interface Access {
  readonly action: TrustAction;
  readonly outcome: 'allowed' | 'conditional' | 'denied' | 'no';
  /** For each statement that allows it what has to hold; one of them is enough. */
  readonly ifAny: readonly (readonly ConditionElement[])[];
  /** For each statement that denies it what must not hold. */
  readonly unless: readonly (readonly ConditionElement[])[];
}

interface Asker {
  readonly kind: Localized;
  readonly name?: string;
  readonly principal: Principal;
  readonly action: TrustAction;
}

/** What each kind of caller gets: those that the policy names, then everybody else of each kind. */
export function callersOf({ document, roleArn }: TrustPolicySubject): Caller[] {
  const read = document();
  const policy = compiled(read, roleArn);
  const named = principalsOf(read).flatMap((each) => askerNamed(each) ?? []);
  const others = otherAskers(read, roleArn);
  return [...named, ...others].map(({ kind, name, principal, action }) => {
    const actions: TrustAction[] = [action, 'sts:TagSession', 'sts:SetSourceIdentity'];
    const access = actions.map((each) => accessOf(policy, read, principal, each));
    return { kind, name, access };
  });
}

const KINDS = {
  account: {
    en: 'account: root user, and users and roles whose policies allow it',
    ko: '계정: 루트 사용자와, 정책으로 허용된 사용자 및 역할',
  },
  user: { en: 'IAM user', ko: 'IAM 사용자' },
  role: { en: 'sessions of the role', ko: '역할의 세션' },
  session: { en: 'session', ko: '세션' },
  deleted: { en: 'deleted user or role', ko: '삭제된 사용자 또는 역할' },
  service: { en: 'AWS service', ko: 'AWS 서비스' },
  saml: { en: 'SAML provider', ko: 'SAML 제공업체' },
  oidc: { en: 'OpenID Connect provider', ko: 'OpenID Connect 제공업체' },
  ownAccount: { en: 'other users and roles of its account', ko: '같은 계정의 다른 사용자와 역할' },
  otherAccount: { en: 'other AWS accounts', ko: '다른 AWS 계정' },
  otherService: { en: 'other AWS services', ko: '다른 AWS 서비스' },
  otherSaml: { en: 'other SAML providers', ko: '다른 SAML 제공업체' },
  otherOidc: { en: 'other OpenID Connect providers', ko: '다른 OpenID Connect 제공업체' },
  anonymous: { en: 'anybody without credentials', ko: '자격 증명이 없는 사용자' },
} as const satisfies Readonly<Record<string, Localized>>;

function askerNamed({ kind, value, account = '' }: NamedPrincipal): Asker | undefined {
  const action = 'sts:AssumeRole';
  const name = value;
  switch (kind) {
    case 'account':
      return { kind: KINDS.account, name, principal: { type: 'root', account }, action };
    case 'user':
    case 'unique-id': {
      const principal = { type: 'user', account, arn: value, uniqueId: value } as const;
      return { kind: kind === 'user' ? KINDS.user : KINDS.deleted, name, principal, action };
    }
    case 'role':
    case 'role-session':
      return {
        kind: kind === 'role' ? KINDS.role : KINDS.session,
        name,
        principal: sessionOf(value, account),
        action,
      };
    case 'federated-user': {
      const issuer = { type: 'root', account } as const;
      const principal = { type: 'federated-user', account, arn: value, issuer } as const;
      return { kind: KINDS.session, name, principal, action };
    }
    case 'federated': {
      const provider = namedProvider(value);
      const principal = { type: 'federated', provider: value } as const;
      return { kind: KINDS[provider.kind], name, principal, action: provider.action };
    }
    case 'service':
      return { kind: KINDS.service, name, principal: { type: 'service', service: value }, action };
    case 'canonical-user':
      return undefined;
  }
}

function sessionOf(arn: string, account: string): Principal {
  const [type, ...rest] = (parseArn(arn)?.resource ?? '').split('/');
  const name = (type === 'assumed-role' ? rest[0] : rest.at(-1)) ?? '';
  const isSession = type === 'assumed-role';
  return {
    type: 'role-session',
    account,
    arn: isSession ? arn : `arn:aws:sts::${account}:assumed-role/${name}/session`,
    roleArn: isSession ? `arn:aws:iam::${account}:role/${name}` : arn,
    roleUniqueId: '',
  };
}

/** Names that no policy has, each standing for everybody else of its kind. */
const NOBODY = '000000000000';

function otherAskers(document: PolicyDocument, roleArn: string | undefined): Asker[] {
  const account = parseArn(roleArn ?? '')?.account;
  const isNamed = principalsOf(document).some(
    (each) => each.kind === 'account' && each.account === account,
  );
  const action = 'sts:AssumeRole';
  const own: Asker[] =
    account === undefined || isNamed
      ? []
      : [{ kind: KINDS.ownAccount, principal: { type: 'root', account }, action }];
  return [
    ...own,
    { kind: KINDS.otherAccount, principal: { type: 'root', account: NOBODY }, action },
    {
      kind: KINDS.otherService,
      principal: { type: 'service', service: 'other.amazonaws.com' },
      action,
    },
    other(KINDS.otherSaml, `arn:aws:iam::${NOBODY}:saml-provider/other`),
    other(KINDS.otherOidc, `arn:aws:iam::${NOBODY}:oidc-provider/other`),
    { kind: KINDS.anonymous, principal: { type: 'anonymous' }, action },
  ];
}

function other(kind: Localized, provider: string): Asker {
  const { action } = namedProvider(provider);
  return { kind, principal: { type: 'federated', provider }, action };
}

function accessOf(
  policy: CompiledPolicy,
  document: PolicyDocument,
  principal: Principal,
  action: TrustAction,
): Access {
  const applying = askPolicy(policy, principal, action).filter(
    ({ mismatch }) => !mismatch || mismatch.element === 'Condition',
  );
  const conditionsOf = (effect: 'Allow' | 'Deny') =>
    applying
      .filter((each) => each.effect === effect)
      .map(({ index }) => document.statements[index]?.conditions ?? []);
  const ifAny = conditionsOf('Allow');
  const unless = conditionsOf('Deny');
  const isFree = (conditions: readonly ConditionElement[]): boolean => conditions.length === 0;
  if (ifAny.length === 0) return { action, outcome: 'no', ifAny: [], unless: [] };
  if (unless.some(isFree)) return { action, outcome: 'denied', ifAny: [], unless: [] };
  if (ifAny.some(isFree)) {
    const outcome = unless.length === 0 ? 'allowed' : 'conditional';
    return { action, outcome, ifAny: [], unless };
  }
  return { action, outcome: 'conditional', ifAny, unless };
}
