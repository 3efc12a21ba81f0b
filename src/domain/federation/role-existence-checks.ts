import { type Failure, failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import type { RoleSubject } from './role-subject.ts';

type Subject = RoleSubject;

/** The account in an ARN; empty where there is none, as in the names of built-in providers. */
function accountOf(arn: string): string {
  return arn.split(':', 5)[4] ?? '';
}

/** A provider vouches for roles of its own account only; a built-in one is of every account. */
export const roleIsOfProviderAccount: Check<Subject> = {
  name: 'roleIsOfProviderAccount',
  code: 'FED-004',
  run({ operation, provider, roleArn: role }) {
    const roleAccount = accountOf(role);
    const account = accountOf(provider);
    if (account === '' || account === roleAccount) return undefined;
    return failure('FED-004', { role, roleAccount, provider, operation });
  },
  describe({ provider, roleArn }) {
    const account = accountOf(provider);
    return {
      expected: account === '' ? 'any account' : `account ${account}`,
      received: `account ${accountOf(roleArn)}`,
    };
  },
};

const RESERVED = /\/AWSReservedSSO_[^/]*$/;

/** Roles that permission sets put into accounts are assumed through the access portal alone. */
export const roleIsNotReserved: Check<Subject> = {
  name: 'roleIsNotReserved',
  code: 'FED-005',
  run: ({ operation, roleArn: role }) =>
    RESERVED.test(role) ? failure('FED-005', { role, operation }) : undefined,
  describe: ({ roleArn }) => ({
    expected: 'a role whose name does not begin with AWSReservedSSO_',
    received: roleArn,
  }),
};

/** R066, R067: there is a role with exactly that ARN. */
export const roleExists: Check<Subject> = {
  name: 'roleExists',
  code: 'FED-001',
  run({ operation, roleArn: role, found }): Failure | undefined {
    switch (found.kind) {
      case 'role':
        return undefined;
      case 'nothing':
        return failure('FED-001', { role, operation });
      case 'other-spelling':
        return failure('FED-002', { role, similar: found.arn, operation });
      case 'inactive-account':
        return failure('FED-003', { role, operation });
      case 'not-looked-up':
        throw new Error(`${role} was not looked up`);
    }
  },
  describe: ({ roleArn, found }) => ({
    expected: `role ${roleArn}`,
    received: found.kind === 'other-spelling' ? `there is ${found.arn}` : THERE_IS[found.kind],
  }),
};

const THERE_IS = {
  role: 'it exists',
  nothing: 'it does not exist',
  'inactive-account': 'its account is closed or suspended',
  'not-looked-up': '',
} as const;
