import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { catalogue, type FailureCode } from '../../failures/catalogue.ts';
import { firstFailure, traceChecks } from '../../failures/check.ts';
import type { FailureEntry } from '../../failures/failure.ts';
import type { SignInAccount, SignInUser } from './evidence.ts';
import {
  identityChecks,
  type PasswordTry,
  passwordChecks,
  passwordExpiry,
  standingChecks,
} from './password-checks.ts';

const NOW = Date.UTC(2026, 10, 22);
const DAY = 24 * 60 * 60 * 1000;

const account: SignInAccount = {
  account_id: '111122223333',
  name: 'Main',
  email: 'owner@example.test',
  email_key: 'owner@example.test',
  alias: 'main',
  state: 'ACTIVE',
  root_password: '$argon2id$root',
  password_policy: null,
  created_at: NOW - 1000 * DAY,
  row_version: 1,
};

const user: SignInUser = {
  user_id: 'AIDAEXAMPLE',
  name: 'alice',
  name_key: 'alice',
  path: '/',
  created_at: NOW - 1000 * DAY,
  boundary_arn: null,
  password: '$argon2id$alice',
  password_reset_required: 0,
  password_changed_at: NOW - 100 * DAY,
  password_last_used_at: null,
  row_version: 1,
};

const alice: PasswordTry = {
  claimed: { kind: 'user', account: 'main', userName: 'alice' },
  account,
  user,
  passwordMatches: true,
  now: NOW,
};

const root: PasswordTry = {
  claimed: { kind: 'root', email: 'owner@example.test' },
  account,
  user: undefined,
  passwordMatches: true,
  now: NOW,
};

const withPolicy = (policy: object): PasswordTry => ({
  ...alice,
  account: { ...account, password_policy: JSON.stringify(policy) },
});

/** A try, what it fails with, and the nearest try that is accepted. */
const cases: readonly [string, PasswordTry, FailureCode, RegExp, PasswordTry][] = [
  [
    'no such account',
    { ...alice, account: undefined, user: undefined, passwordMatches: false },
    'SIGN-001',
    /`main`/,
    alice,
  ],
  [
    'no such root user',
    { ...root, account: undefined, passwordMatches: false },
    'SIGN-002',
    /owner@example\.test/,
    root,
  ],
  [
    'no such user',
    { ...alice, user: undefined, passwordMatches: false },
    'SIGN-003',
    /a…e \(5 characters\)/,
    alice,
  ],
  [
    'a user without password',
    { ...alice, user: { ...user, password: null }, passwordMatches: false },
    'SIGN-004',
    /user\/alice/,
    alice,
  ],
  [
    'a root user without password',
    { ...root, account: { ...account, root_password: null }, passwordMatches: false },
    'SIGN-004',
    /:root/,
    root,
  ],
  ['a wrong password', { ...alice, passwordMatches: false }, 'SIGN-005', /user\/alice/, alice],
  [
    'a closed account',
    { ...alice, account: { ...account, state: 'CLOSED' } },
    'SIGN-010',
    /111122223333/,
    alice,
  ],
  [
    'a suspended account',
    { ...root, account: { ...account, state: 'SUSPENDED' } },
    'SIGN-011',
    /111122223333/,
    root,
  ],
  [
    'an expired password that only an administrator replaces',
    withPolicy({ MaxPasswordAge: 100, HardExpiry: true }),
    'SIGN-012',
    /expired on 2026-11-22T00:00:00Z/,
    withPolicy({ MaxPasswordAge: 101, HardExpiry: true }),
  ],
];

describe('passwordChecks', () => {
  for (const [title, tried, code, message, accepted] of cases) {
    it(`${code}: refuse ${title}, and accept the nearest try`, () => {
      const failed = firstFailure(passwordChecks, tried);
      assert.equal(failed?.code, code);
      assert.match(failed.message, message);
      assert.equal(firstFailure(passwordChecks, accepted), undefined);
    });
  }

  it('let an expired password pass that its owner may replace', () => {
    assert.equal(firstFailure(passwordChecks, withPolicy({ MaxPasswordAge: 1 })), undefined);
  });

  it('say the same outside, whatever keeps an identity from being found', () => {
    const codes = [...identityChecks.map(({ code }) => code), 'SIGN-002'] as const;
    const told = codes.map((code) => {
      const { wire }: FailureEntry = catalogue[code];
      return JSON.stringify(wire);
    });
    assert.equal(new Set(told).size, 1);
  });

  it('tell the state of an account to nobody who has not shown the password', () => {
    const state = fc.constantFrom('ACTIVE', 'SUSPENDED', 'CLOSED');
    const known = { account: fc.boolean(), user: fc.boolean(), password: fc.boolean() };
    fc.assert(
      fc.property(state, fc.record(known), fc.boolean(), (state, has, matches) => {
        const tried: PasswordTry = {
          ...alice,
          account: has.account ? { ...account, state } : undefined,
          user:
            has.account && has.user
              ? { ...user, password: has.password ? user.password : null }
              : undefined,
          passwordMatches: matches && has.account && has.user && has.password,
        };
        const failed = firstFailure(passwordChecks, tried);
        const toldState = standingChecks.some(({ code }) => code === failed?.code);
        assert.ok(!toldState || tried.passwordMatches);
      }),
    );
  });

  it('are traced to their end, and skip what nobody is there for', () => {
    const unknown = { ...alice, account: undefined, user: undefined, passwordMatches: false };
    const outcomes = traceChecks(passwordChecks, unknown).map(({ outcome }) => outcome);
    assert.deepEqual(outcomes, ['failed', ...Array(6).fill('skipped')]);
    const wrong = traceChecks(passwordChecks, { ...alice, passwordMatches: false });
    assert.deepEqual(
      wrong.filter(({ outcome }) => outcome !== 'passed').map(({ name }) => name),
      ['passwordMatches'],
    );
  });

  it('hide what may be a password in the field of the name', () => {
    const claimed = { kind: 'user', account: 'main', userName: 'hunter2-hunter2' } as const;
    const tried = { ...alice, claimed, user: undefined, passwordMatches: false };
    assert.ok(!JSON.stringify(traceChecks(passwordChecks, tried)).includes('hunter2-hunter2'));
  });
});

describe('passwordExpiry', () => {
  it('counts from the last change, or from the creation of the user', () => {
    const { account: own } = withPolicy({ MaxPasswordAge: 90 });
    const expiry = (changed: number | null) =>
      passwordExpiry({ ...alice, account: own, user: { ...user, password_changed_at: changed } });
    assert.equal(expiry(NOW), NOW + 90 * DAY);
    assert.equal(expiry(null), user.created_at + 90 * DAY);
    assert.equal(passwordExpiry(alice), undefined);
    assert.equal(passwordExpiry({ ...root, account: own }), undefined);
  });
});
