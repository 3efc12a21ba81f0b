import { failure } from '../../../failures/catalogue.ts';
import type { Check } from '../../../failures/check.ts';
import {
  allowing,
  askPolicy,
  compiled,
  type PlacedStatement,
  statementName,
  type TrustPolicySubject,
} from './policy.ts';
import { type NamedProvider, providersOf } from './providers.ts';

type TrustCheck = Check<TrustPolicySubject>;

export const policyIsTaken: TrustCheck = {
  name: 'policyIsTaken',
  code: 'DIAG-020',
  run: ({ problem }) => (problem === undefined ? undefined : failure('DIAG-020', { problem })),
  describe: ({ problem }) => ({
    expected: 'a trust policy that IAM takes',
    received: problem ?? 'one',
  }),
};

function openStatement({ document }: TrustPolicySubject): PlacedStatement | undefined {
  return allowing(document()).find(
    ({ statement }) => statement.principal?.everyone === true && statement.conditions.length === 0,
  );
}

export const nobodyUnknownIsLetIn: TrustCheck = {
  name: 'nobodyUnknownIsLetIn',
  code: 'DIAG-021',
  run(subject) {
    const open = openStatement(subject);
    return open && failure('DIAG-021', { statement: statementName(open) });
  },
  describe(subject) {
    const open = openStatement(subject);
    return {
      expected: 'no statement for everybody without a condition',
      received: open ? statementName(open) : 'none',
    };
  },
};

/** The providers that Allow statements name, each once. */
export function trusted({ document }: TrustPolicySubject): NamedProvider[] {
  const all = allowing(document()).flatMap(({ statement }) => providersOf(statement));
  return [...new Map(all.map((provider) => [provider.name, provider])).values()];
}

function foreignProvider(subject: TrustPolicySubject): NamedProvider | undefined {
  const account = roleAccount(subject);
  return trusted(subject).find((each) => each.account !== undefined && each.account !== account);
}

function roleAccount({ roleArn }: TrustPolicySubject): string {
  if (roleArn === undefined) throw new Error('the role is not known');
  return roleArn.split(':')[4] ?? '';
}

export const providersAreOfRoleAccount: TrustCheck = {
  name: 'providersAreOfRoleAccount',
  code: 'DIAG-022',
  run(subject) {
    const foreign = foreignProvider(subject);
    if (!foreign) return undefined;
    return failure('DIAG-022', { provider: foreign.name, role: subject.roleArn ?? '' });
  },
  describe(subject) {
    return {
      expected: `providers of account ${roleAccount(subject)}`,
      received:
        trusted(subject)
          .map(({ name }) => name)
          .join(', ') || 'none',
    };
  },
};

function withoutAction(subject: TrustPolicySubject): NamedProvider | undefined {
  const policy = compiled(subject.document(), subject.roleArn);
  return trusted(subject).find(({ name, action }) => {
    const said = askPolicy(policy, { type: 'federated', provider: name }, action);
    return !said.some(
      ({ effect, mismatch }) =>
        effect === 'Allow' && (!mismatch || mismatch.element === 'Condition'),
    );
  });
}

export const providersHaveTheirAction: TrustCheck = {
  name: 'providersHaveTheirAction',
  code: 'DIAG-023',
  run(subject) {
    const lacking = withoutAction(subject);
    if (!lacking) return undefined;
    return failure('DIAG-023', { action: lacking.action, provider: lacking.name });
  },
  describe(subject) {
    const actions = trusted(subject).map(({ action }) => action);
    const lacking = withoutAction(subject);
    return {
      expected: [...new Set(actions)].join(', ') || 'no provider',
      received: lacking ? `not ${lacking.action}` : 'that',
    };
  },
};
