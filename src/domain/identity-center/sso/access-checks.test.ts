import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstFailure, traceChecks } from '../../../failures/check.ts';
import { type AccessSubject, accessChecks } from './access-checks.ts';

const NOW = Date.UTC(2026, 0, 15, 8);

/** A call with a good token of a user who is signed in. */
const good: AccessSubject = {
  token: 'token',
  claims: {
    sessionId: 'session',
    userId: 'user',
    scopes: ['sso:account:access'],
    expiresAt: NOW + 1000,
  },
  account: '111122223333',
  sessionIsLive: true,
  user: {
    account: '111122223333',
    identityStoreId: 'd-1234567890',
    userId: 'user',
    userName: 'maria',
    displayName: 'Maria',
    enabled: true,
    groupIds: [],
    attributes: new Map(),
  },
  now: NOW,
};

function refusal(change: Partial<AccessSubject>) {
  const failed = firstFailure(accessChecks, { ...good, ...change });
  return failed && [failed.code, failed.message];
}

const { claims, user } = good;
assert.ok(claims && user);

describe('access tokens of the portal', () => {
  it('open calls while they are good', () => {
    assert.equal(refusal({}), undefined);
    assert.equal(refusal({ claims: { ...claims, scopes: [] } }), undefined);
    assert.equal(refusal({ now: NOW + 999 }), undefined);
  });

  // Outside the first five are one and the same: histories and logs tell them apart.
  const cases: readonly (readonly [Partial<AccessSubject>, string, string])[] = [
    [{ token: undefined, claims: undefined }, 'SSO-001', 'the request has no access token'],
    [{ token: '', claims: undefined }, 'SSO-001', 'the request has no access token'],
    [
      { token: 'nonsense', claims: undefined },
      'SSO-002',
      'the access token was not made by this installation',
    ],
    [{ now: NOW + 1000 }, 'SSO-003', 'the access token expired at 2026-01-15T08:00:01Z'],
    [{ sessionIsLive: false }, 'SSO-004', 'the session `session` was ended'],
    [{ user: undefined }, 'SSO-005', 'the workforce user `user` is disabled or gone'],
    [
      { user: { ...user, enabled: false } },
      'SSO-005',
      'the workforce user `user` is disabled or gone',
    ],
    [{ claims: { ...claims, scopes: ['other'] } }, 'SSO-006', 'the access token is for `other`'],
  ];
  for (const [change, code, message] of cases) {
    it(`${code}: ${Object.keys(change).join(', ')}`, () => {
      assert.deepEqual(refusal(change), [code, message]);
    });
  }

  it('are explained to the end, as far as there is one', () => {
    const outcomes = traceChecks(accessChecks, good).map(({ outcome }) => outcome);
    assert.deepEqual(outcomes, Array(6).fill('passed'));
    const none = traceChecks(accessChecks, { ...good, token: undefined, claims: undefined });
    assert.deepEqual(
      none.map(({ outcome }) => outcome),
      ['failed', 'failed', 'skipped', 'skipped', 'skipped', 'skipped'],
    );
  });
});
