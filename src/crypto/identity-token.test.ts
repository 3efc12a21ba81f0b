import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  decodeProtectedHeader,
  type JWK,
  jwtVerify,
} from 'jose';
import { identityKeys, signIdentityToken } from './identity-token.ts';
import { addRingKey, createKeyRing, promoteRingKey, retireRingKey } from './keyring.ts';

const bytes = (fill: number) => (size: number) => Buffer.alloc(size, fill);
const CLAIMS = {
  iss: 'https://here.test',
  sub: 'arn:aws:iam::111122223333:root',
  iat: 1,
  exp: 901,
};

const published = (ring: Parameters<typeof identityKeys>[0]) =>
  createLocalJWKSet({ keys: [...identityKeys(ring)] as unknown as JWK[] });

describe('identity tokens', () => {
  const ring = createKeyRing(0, bytes(7));

  it('are verified with the keys that are published', async () => {
    const token = signIdentityToken(CLAIMS, ring);
    const options = { issuer: CLAIMS.iss, currentDate: new Date(2000), typ: 'JWT' };
    const { payload } = await jwtVerify(token, published(ring), options);
    assert.deepEqual(payload, CLAIMS);
    const other = createKeyRing(0, bytes(8));
    await assert.rejects(jwtVerify(token, published(other), options));
  });

  it('are signed with the same key wherever the ring is', async () => {
    const again = createKeyRing(5, bytes(7));
    const [token, second] = [signIdentityToken(CLAIMS, ring), signIdentityToken(CLAIMS, again)];
    assert.deepEqual(decodeProtectedHeader(token), decodeProtectedHeader(second));
    const [key] = identityKeys(ring);
    assert.ok(key);
    assert.equal(await calculateJwkThumbprint({ ...key }), decodeProtectedHeader(token).kid);
  });

  it('outlive a rotation until their key is retired', async () => {
    const token = signIdentityToken(CLAIMS, ring);
    const rotated = promoteRingKey(addRingKey(ring, 1, bytes(9)), 2);
    assert.ok(rotated);
    assert.notEqual(
      decodeProtectedHeader(signIdentityToken(CLAIMS, rotated)).kid,
      decodeProtectedHeader(token).kid,
    );
    assert.equal(identityKeys(rotated).length, 2);
    await jwtVerify(token, published(rotated), { currentDate: new Date(2000) });
    const retired = retireRingKey(rotated, 1);
    assert.ok(retired);
    await assert.rejects(jwtVerify(token, published(retired), { currentDate: new Date(2000) }));
  });

  it('give nothing private away', () => {
    for (const key of identityKeys(ring)) {
      assert.deepEqual(Object.keys(key).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    }
  });
});
