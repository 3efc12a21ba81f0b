import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systemRandom } from '../base/bytes.ts';
import { GenerationalCache } from './generational-cache.ts';
import { addRingKey, createKeyRing, promoteRingKey, retireRingKey } from './keyring.ts';
import { sealToken } from './sealed-token.ts';
import type { SessionClaims } from './session-claims.ts';
import { TokenOpener } from './token-opener.ts';

const ring = createKeyRing(0, systemRandom);
const claims: SessionClaims = {
  account: '111122223333',
  region: 'us-east-1',
  principal: { kind: 'user-session', userName: 'u', userId: 'AIDA1' },
  issuedAt: 1,
  expiresAt: 2,
  sessionPolicyArns: [],
  tags: new Map(),
  transitiveTagKeys: [],
  roleChained: false,
};

function session(): { accessKeyId: string; sessionToken: string; secretAccessKey: string } {
  const sealed = sealToken(claims, ring, systemRandom);
  assert.ok(sealed.kind === 'sealed');
  return sealed;
}

describe('TokenOpener', () => {
  it('opens a token once and then remembers it', () => {
    const opener = new TokenOpener();
    const { sessionToken, accessKeyId, secretAccessKey } = session();
    const opened = opener.open(sessionToken, accessKeyId, ring);
    assert.equal(opened?.secretAccessKey, secretAccessKey);
    assert.equal(opener.open(sessionToken, accessKeyId, ring), opened);
  });

  it('refuses a remembered token for another access key, and altered tokens', () => {
    const opener = new TokenOpener();
    const { sessionToken, accessKeyId } = session();
    assert.ok(opener.open(sessionToken, accessKeyId, ring));
    assert.equal(opener.open(sessionToken, session().accessKeyId, ring), undefined);
    assert.equal(opener.open(`${sessionToken}A`, accessKeyId, ring), undefined);
  });

  it('forgets what a retired key sealed', () => {
    const opener = new TokenOpener();
    const { sessionToken, accessKeyId } = session();
    assert.ok(opener.open(sessionToken, accessKeyId, ring));
    const promoted = promoteRingKey(addRingKey(ring, 0, systemRandom), 2);
    assert.ok(promoted && opener.open(sessionToken, accessKeyId, promoted));
    const retired = retireRingKey(promoted, 1);
    assert.ok(retired);
    assert.equal(opener.open(sessionToken, accessKeyId, retired), undefined);
  });
});

describe('GenerationalCache', () => {
  it('holds at most two generations and keeps what is asked for', () => {
    const cache = new GenerationalCache<number>(10);
    cache.set('kept', 0);
    for (let index = 1; index <= 1000; index++) {
      cache.set(`k${index}`, index);
      assert.equal(cache.get('kept'), 0);
      assert.ok(cache.size <= 20);
    }
    assert.equal(cache.get('k1'), undefined);
    assert.equal(cache.get('k1000'), 1000);
  });

  it('counts weights and does not keep what is heavier than a generation', () => {
    const cache = new GenerationalCache<number>(10);
    cache.set('heavy', 1, 11);
    assert.equal(cache.size, 0);
    for (let index = 0; index < 9; index++) cache.set(`k${index}`, index, 6);
    assert.equal(cache.size, 2);
    cache.clear();
    assert.equal(cache.get('k8'), undefined);
  });
});
