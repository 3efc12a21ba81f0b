import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemRandom } from '../base/bytes.ts';
import { keyedHash, matchesKeyedHash } from './keyed-hash.ts';
import { addRingKey, createKeyRing, promoteRingKey, retireRingKey } from './keyring.ts';

const ring = createKeyRing(0, systemRandom);

test('a hash matches its text in its context, under its ring, and nothing else', () => {
  const stored = keyedHash('123456', 'a', ring);
  assert.match(stored, /^k1\.1\.[\w-]{43}$/);
  assert.ok(matchesKeyedHash(stored, '123456', 'a', ring));
  assert.equal(keyedHash('123456', 'a', ring), stored, 'equal texts have equal hashes');
  assert.ok(!matchesKeyedHash(stored, '123457', 'a', ring));
  assert.ok(!matchesKeyedHash(stored, '123456', 'b', ring));
  assert.ok(!matchesKeyedHash(stored, '123456', 'a', createKeyRing(0, systemRandom)));
  assert.notEqual(keyedHash('bc', 'a', ring), keyedHash('c', 'ab', ring));
  for (const broken of ['', stored.slice(0, -1), stored.replace('k1', 'k2'), 'k1.9.x']) {
    assert.ok(!matchesKeyedHash(broken, '123456', 'a', ring), broken);
  }
});

test('a key that was replaced still judges its hashes, one that was retired does not', () => {
  const stored = keyedHash('123456', 'a', ring);
  const rotated = promoteRingKey(addRingKey(ring, 1, systemRandom), 2);
  assert.ok(rotated);
  assert.ok(matchesKeyedHash(stored, '123456', 'a', rotated));
  assert.match(keyedHash('123456', 'a', rotated), /^k1\.2\./);
  const retired = retireRingKey(rotated, 1);
  assert.ok(retired && !matchesKeyedHash(stored, '123456', 'a', retired));
});
