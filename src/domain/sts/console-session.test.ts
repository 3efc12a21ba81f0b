import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionClaims } from '../../crypto/index.ts';
import { issueConsoleSession } from './console-session.ts';

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

function issued(seconds: number | undefined): SessionClaims {
  let sealed: SessionClaims | undefined;
  issueConsoleSession(
    (given) => {
      sealed = given;
      return {
        kind: 'sealed',
        accessKeyId: 'ASIA',
        secretAccessKey: 's',
        sessionToken: 't',
        packedPolicySize: 1,
      };
    },
    claims,
    { seconds, browserSessionId: 'b', now: ISSUED + 60_000 },
  );
  assert.ok(sealed);
  return sealed;
}

describe('a console session of temporary credentials', () => {
  it('lasts as long as they do, and is the same but for its browser', () => {
    assert.deepEqual(issued(undefined), { ...claims, browserSessionId: 'b' });
  });

  it('lasts as long as was asked, and was issued when they were', () => {
    const session = issued(43_200);
    assert.equal(session.expiresAt, ISSUED + 60_000 + 43_200_000);
    assert.equal(session.issuedAt, ISSUED);
  });
});
