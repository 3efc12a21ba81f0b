import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { systemRandom } from '../base/bytes.ts';
import {
  addRingKey,
  createKeyRing,
  type KeyRing,
  promoteRingKey,
  retireRingKey,
} from './keyring.ts';
import { unwrapKeyRing, wrapKeyRing } from './keyring-wrapping.ts';
import { openToken, sealToken } from './sealed-token.ts';
import { openSecret, sealingKeyId, sealSecret } from './secrets.ts';
import type { SessionClaims } from './session-claims.ts';

const claims: SessionClaims = {
  account: '111122223333',
  region: 'us-east-1',
  principal: { kind: 'root-session' },
  issuedAt: 1,
  expiresAt: 2,
  sessionPolicyArns: [],
  tags: new Map(),
  transitiveTagKeys: [],
  roleChained: false,
};

function states(ring: KeyRing): string[] {
  return ring.keys.map(({ id, state }) => `${id} ${state}`);
}

function must<T>(value: T | undefined): T {
  assert.ok(value !== undefined);
  return value;
}

describe('the rotation of ring keys', () => {
  const first = createKeyRing(1000, systemRandom);
  const added = addRingKey(first, 2000, systemRandom);
  const promoted = must(promoteRingKey(added, 2));
  const retired = must(retireRingKey(promoted, 1));

  it('adds for opening only, then promotes, then retires', () => {
    assert.deepEqual(states(first), ['1 active']);
    assert.deepEqual(states(added), ['1 active', '2 decrypt-only']);
    assert.deepEqual(states(promoted), ['1 decrypt-only', '2 active']);
    assert.deepEqual(states(retired), ['1 retired', '2 active']);
    assert.deepEqual([first.active.id, added.active.id, promoted.active.id], [1, 1, 2]);
    assert.equal(promoted.keys[1]?.createdAt, 2000);
  });

  it('never gives an id twice and keeps exactly one key active', () => {
    assert.equal(addRingKey(retired, 3000, systemRandom).keys[2]?.id, 3);
    assert.equal(promoteRingKey(first, 1), undefined);
    assert.equal(promoteRingKey(retired, 1), undefined);
    assert.equal(promoteRingKey(first, 9), undefined);
    assert.equal(retireRingKey(first, 1), undefined);
    assert.equal(retireRingKey(retired, 1), undefined);
    assert.equal(retireRingKey(promoted, 9), undefined);
  });

  it('keeps issued session tokens valid until their key is retired', () => {
    const session = sealToken(claims, first, systemRandom);
    assert.ok(session.kind === 'sealed');
    for (const ring of [first, added, promoted]) {
      const opened = openToken(session.sessionToken, session.accessKeyId, ring);
      assert.equal(opened?.secretAccessKey, session.secretAccessKey);
    }
    assert.equal(openToken(session.sessionToken, session.accessKeyId, retired), undefined);
  });

  it('lets a node that has only learnt the new key open what others seal with it', () => {
    const session = sealToken(claims, promoted, systemRandom);
    assert.ok(session.kind === 'sealed');
    assert.ok(openToken(session.sessionToken, session.accessKeyId, added));
    assert.equal(openToken(session.sessionToken, session.accessKeyId, first), undefined);
  });

  it('keeps secrets at rest readable until their key is retired', () => {
    const secret = sealSecret('s', 'access-key/AKIA1', first, systemRandom);
    assert.equal(openSecret(secret, 'access-key/AKIA1', promoted), 's');
    assert.equal(openSecret(secret, 'access-key/AKIA1', retired), undefined);
    assert.equal(sealingKeyId(secret), 1);
    assert.equal(sealingKeyId(sealSecret('s', 'c', promoted, systemRandom)), 2);
  });
});

describe('a wrapped key ring', () => {
  const master = systemRandom(32);
  const ring = must(promoteRingKey(addRingKey(createKeyRing(1, systemRandom), 2, systemRandom), 2));
  const wrapped = wrapKeyRing(ring, master, systemRandom);

  it('opens with its master key to the same keys and states', () => {
    const opened = must(unwrapKeyRing(wrapped, master).ring);
    assert.deepEqual(states(opened), states(ring));
    assert.deepEqual(
      opened.keys.map(({ root }) => root.export()),
      ring.keys.map(({ root }) => root.export()),
    );
    const sealed = sealSecret('s', 'c', ring, systemRandom);
    assert.equal(openSecret(sealed, 'c', opened), 's');
  });

  it('tells a wrong master key from a damaged ring', () => {
    assert.deepEqual(unwrapKeyRing(wrapped, systemRandom(32)), { problem: 'wrong-master-key' });
    const damaged = wrapped.slice(0, -3) + (wrapped.endsWith('AAA') ? 'BBB' : 'AAA');
    for (const text of [damaged, '', 'x', 'a.b.c', `${wrapped}.x`, wrapped.slice(0, 60)]) {
      assert.deepEqual(unwrapKeyRing(text, master), { problem: 'malformed' });
    }
  });

  it('is refused when any character is changed', () => {
    for (let index = 0; index < wrapped.length; index++) {
      const other = wrapped[index] === 'A' ? 'E' : 'A';
      const changed = wrapped.slice(0, index) + other + wrapped.slice(index + 1);
      assert.ok(unwrapKeyRing(changed, master).problem, `character ${index}`);
    }
  });

  it('needs a master key of 32 bytes', () => {
    for (const size of [0, 16, 31, 33]) {
      assert.throws(() => wrapKeyRing(ring, systemRandom(size), systemRandom), /32 bytes/);
    }
  });

  it('shows no key in text or logs', () => {
    const secrets = ring.keys.flatMap(({ root }) => {
      const bytes = root.export();
      return [bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url')];
    });
    const shown = wrapped + inspect(ring, { depth: 9 }) + JSON.stringify(ring);
    for (const secret of secrets) assert.equal(shown.includes(secret), false);
  });
});

describe('secrets at rest', () => {
  const ring = createKeyRing(0, systemRandom);
  const sealed = sealSecret('wJalr/±secret', 'access-key/AKIA1', ring, systemRandom);

  it('open to the same text for the same context only', () => {
    assert.equal(openSecret(sealed, 'access-key/AKIA1', ring), 'wJalr/±secret');
    assert.equal(openSecret(sealed, 'access-key/AKIA2', ring), undefined);
    assert.equal(openSecret(sealSecret('', 'c', ring, systemRandom), 'c', ring), '');
  });

  it('are different each time and refused when any character is changed', () => {
    assert.notEqual(sealSecret('wJalr/±secret', 'access-key/AKIA1', ring, systemRandom), sealed);
    for (let index = 0; index < sealed.length; index++) {
      const other = sealed[index] === 'A' ? 'E' : 'A';
      const changed = sealed.slice(0, index) + other + sealed.slice(index + 1);
      assert.equal(openSecret(changed, 'access-key/AKIA1', ring), undefined, `character ${index}`);
    }
    for (const text of ['', 's1', 's1.1.', 's1.1.AA', `${sealed}A`, `${sealed}=`]) {
      assert.equal(openSecret(text, 'access-key/AKIA1', ring), undefined);
      if (text.length < 6) assert.equal(sealingKeyId(text), undefined);
    }
  });
});
