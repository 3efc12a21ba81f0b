import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { readRsaPrivateKey } from './private-key.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

const refused = (problem: string) => ({ ok: false, problem });

test('a key in PKCS #8 and the same in PKCS #1 are one key, kept as PKCS #8', () => {
  for (const pem of [pkcs8, pkcs1, `\n${pkcs8}\n`, pkcs8.replaceAll('\n', '\r\n')]) {
    const read = readRsaPrivateKey(pem);
    assert.ok(read.ok);
    assert.ok(read.key.equals(privateKey));
    assert.equal(read.pem, pkcs8);
  }
});

test('keys under a password are refused without asking for it', () => {
  for (const type of ['pkcs8', 'pkcs1'] as const) {
    const cipher = { cipher: 'aes-256-cbc', passphrase: '' };
    const pem = privateKey.export({ type, format: 'pem', ...cipher }).toString();
    assert.match(pem, /ENCRYPTED/);
    assert.deepEqual(readRsaPrivateKey(pem), refused('a password protects it'));
  }
});

test('keys of other algorithms and other lengths are refused', () => {
  const others = {
    'it is of the kind ec': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    'it is of the kind ed25519': generateKeyPairSync('ed25519'),
    'it is of the kind rsa-pss': generateKeyPairSync('rsa-pss', { modulusLength: 2048 }),
    'it has 1024 bits': generateKeyPairSync('rsa', { modulusLength: 1024 }),
    'it has 2040 bits': generateKeyPairSync('rsa', { modulusLength: 2040 }),
  };
  for (const [problem, other] of Object.entries(others)) {
    const pem = other.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    assert.deepEqual(readRsaPrivateKey(pem), refused(problem));
  }
});

test('what is not one key alone is refused', () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const half = Math.floor(pkcs8.length / 2);
  for (const text of [
    '',
    'secret',
    publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    pkcs8 + pkcs8,
    `Key:\n${pkcs8}`,
    pkcs8.slice(0, half),
    pkcs8.replace('-----BEGIN PRIVATE', '-----BEGIN RSA PRIVATE'),
  ]) {
    assert.deepEqual(readRsaPrivateKey(text), refused('it is not one private key in PEM'));
  }
  const torn = pkcs8.slice(0, 200) + pkcs8.slice(264);
  assert.deepEqual(readRsaPrivateKey(torn), refused('it cannot be read'));
});

test('a key whose numbers do not belong together is refused', () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const mixed = createPrivateKey({
    key: { ...privateKey.export({ format: 'jwk' }), n: other.export({ format: 'jwk' }).n ?? '' },
    format: 'jwk',
  });
  const pem = mixed.export({ type: 'pkcs8', format: 'pem' }).toString();
  assert.deepEqual(readRsaPrivateKey(pem), refused('its numbers do not belong together'));
});
