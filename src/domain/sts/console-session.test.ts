import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionClaims } from '../../crypto/index.ts';
import { issueConsoleSession, issueSignInSession, type SignedIn } from './console-session.ts';
import type { Seal } from './issue.ts';

const ISSUED = Date.UTC(2026, 0, 15, 8);
const claims: SessionClaims = {
  account: '111122223333',
  region: 'us-east-1',
  principal: { kind: 'assumed-role', roleName: 'Admin', roleId: 'AROA1', sessionName: 'ann' },
  issuedAt: ISSUED,
  expiresAt: ISSUED + 3_600_000,
  sessionPolicy: '{}',
  sessionPolicyArns: [],
  tags: new Map([['team', 'a']]),
  transitiveTagKeys: ['team'],
  roleChained: false,
};

/** The claims that something is issued with. */
function claimsOf(body: (seal: Seal) => unknown): SessionClaims {
  let sealed: SessionClaims | undefined;
  body((given) => {
    sealed = given;
    return {
      kind: 'sealed',
      accessKeyId: 'ASIA',
      secretAccessKey: 's',
      sessionToken: 't',
      packedPolicySize: 1,
    };
  });
  assert.ok(sealed);
  return sealed;
}

const issued = (
  seconds: number | undefined,
  origin?: { readonly endsAt: number | undefined },
): SessionClaims =>
  claimsOf((seal) =>
    issueConsoleSession(seal, origin ? { ...claims, browserSessionId: 'a' } : claims, {
      seconds,
      browserSessionId: 'b',
      now: ISSUED + 60_000,
      originEndsAt: origin?.endsAt,
    }),
  );

describe('a console session of temporary credentials', () => {
  it('lasts as long as they do, and is the same but for its browser', () => {
    assert.deepEqual(issued(undefined), { ...claims, browserSessionId: 'b' });
  });

  it('lasts as long as was asked, and was issued when they were', () => {
    const session = issued(43_200);
    assert.equal(session.expiresAt, ISSUED + 60_000 + 43_200_000);
    assert.equal(session.issuedAt, ISSUED);
  });

  it('lasts no longer than the console session that the credentials came from', () => {
    const endsAt = ISSUED + 2 * 3_600_000;
    assert.equal(issued(43_200, { endsAt }).expiresAt, endsAt);
    assert.equal(issued(900, { endsAt }).expiresAt, ISSUED + 60_000 + 900_000);
    assert.equal(issued(43_200, { endsAt: undefined }).expiresAt, claims.expiresAt);
  });
});

describe('a console session of somebody who signed in', () => {
  const signIn = (more: Partial<SignedIn>): SessionClaims =>
    claimsOf((seal) =>
      issueSignInSession(seal, {
        account: '111122223333',
        who: { kind: 'user', userId: 'AIDA1', userName: 'ann' },
        browserSessionId: 'b',
        now: ISSUED + 999,
        region: 'us-east-1',
        ...more,
      }),
    );

  it('acts as the user for twelve hours, or for as long as is configured', () => {
    assert.deepEqual(signIn({}), {
      account: '111122223333',
      region: 'us-east-1',
      principal: { kind: 'user-session', userId: 'AIDA1', userName: 'ann' },
      issuedAt: ISSUED + 999,
      expiresAt: ISSUED + 12 * 3_600_000,
      sessionPolicyArns: [],
      tags: new Map(),
      transitiveTagKeys: [],
      roleChained: false,
      browserSessionId: 'b',
    });
    assert.equal(signIn({ hours: 1 }).expiresAt, ISSUED + 3_600_000);
  });

  it('acts as the root user, and knows when a factor was shown', () => {
    const session = signIn({ who: { kind: 'root' }, mfaAuthenticatedAt: ISSUED });
    assert.deepEqual(session.principal, { kind: 'root-session' });
    assert.equal(session.mfaAuthenticatedAt, ISSUED);
  });
});
