import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { catalogue, type FailureCode } from '../../failures/catalogue.ts';
import { firstFailure, traceChecks } from '../../failures/check.ts';
import type { FailureEntry } from '../../failures/failure.ts';
import type { SignInAccount } from './evidence.ts';
import type { PasswordTry } from './password-checks.ts';
import { workforceChecks, workforceIdentityChecks } from './workforce-checks.ts';
import type { SignInWorkforceUser } from './workforce-person.ts';

const NOW = Date.UTC(2026, 10, 22);

const account: SignInAccount = {
  account_id: '111122223333',
  name: 'Main',
  email: 'owner@example.test',
  email_key: 'owner@example.test',
  alias: null,
  state: 'ACTIVE',
  root_password: null,
  password_policy: null,
  created_at: NOW,
  row_version: 1,
};

const workforce: SignInWorkforceUser = {
  user_id: '1234567890-11111111-2222-3333-4444-555555555555',
  store_id: 'd-1234567890',
  user_name: 'mina.kim',
  display_name: 'Mina Kim',
  email: 'mina@example.test',
  email_verified: 1,
  status: 'ENABLED',
  password: '$argon2id$mina',
  password_state: 'set',
  password_expires_at: null,
  earlier_passwords: '[]',
  row_version: 1,
};

const mina: PasswordTry = {
  claimed: {
    kind: 'workforce',
    account: '111122223333',
    instanceId: 'ssoins-0000000000000000',
    identityStoreId: 'd-1234567890',
    userName: 'mina.kim',
  },
  account,
  user: undefined,
  workforce,
  passwordMatches: true,
  now: NOW,
};

const as = (members: Partial<SignInWorkforceUser>): PasswordTry => ({
  ...mina,
  workforce: { ...workforce, ...members },
});
const oneTime = (end: number) => as({ password_state: 'one-time', password_expires_at: end });

/** A try, what it fails with, what an administrator reads, and the nearest try that is accepted. */
const cases: readonly [string, PasswordTry, FailureCode, string, PasswordTry][] = [
  [
    'no such user',
    { ...mina, workforce: undefined, passwordMatches: false },
    'SIGN-100',
    'the directory `d-1234567890` has no user `mi…m (8 characters)`',
    mina,
  ],
  [
    'a disabled user',
    as({ status: 'DISABLED' }),
    'SIGN-101',
    'the user `mina.kim` is disabled',
    as({ status: 'ENABLED' }),
  ],
  [
    'a user without password',
    { ...as({ password: null, password_state: 'none' }), passwordMatches: false },
    'SIGN-102',
    'the user `mina.kim` has no password',
    mina,
  ],
  [
    'another password',
    { ...mina, passwordMatches: false },
    'SIGN-103',
    'the password of the user `mina.kim` is another one',
    mina,
  ],
  [
    'R139: a one-time password whose time is over',
    oneTime(NOW),
    'SIGN-104',
    'the one-time password of the user `mina.kim` expired at `2026-11-22T00:00:00Z`',
    oneTime(NOW + 1),
  ],
  [
    'a portal of a suspended account',
    { ...mina, account: { ...account, state: 'SUSPENDED' } },
    'SIGN-105',
    'the account `111122223333` that owns the portal is SUSPENDED',
    mina,
  ],
];

describe('what a try with the password of a directory’s user has to fulfil', () => {
  for (const [name, refused, code, message, accepted] of cases) {
    it(`${code}: ${name}`, () => {
      const failed = firstFailure(workforceChecks, refused);
      assert.deepEqual([failed?.code, failed?.message], [code, message]);
      assert.equal(firstFailure(workforceChecks, accepted), undefined);
      const traced = traceChecks(workforceChecks, refused);
      assert.equal(traced.find(({ outcome }) => outcome === 'failed')?.code, code);
    });
  }

  it('R246: everything about the person has one text outside', () => {
    const texts = workforceIdentityChecks.map(({ code }) => {
      const entry: FailureEntry = catalogue[code];
      return JSON.stringify(entry.wire);
    });
    assert.deepEqual(new Set(texts).size, 1);
    assert.deepEqual(
      workforceChecks.map(({ code }) => code),
      ['SIGN-100', 'SIGN-101', 'SIGN-102', 'SIGN-103', 'SIGN-104', 'SIGN-105'],
    );
  });

  it('a short name that nobody has is not kept, since it may be a password', () => {
    const claimed = { ...mina.claimed, userName: 'abc' } as PasswordTry['claimed'];
    const failed = firstFailure(workforceChecks, { ...mina, claimed, workforce: undefined });
    assert.equal(failed?.details.userName, 'a…c (3 characters)');
  });
});
