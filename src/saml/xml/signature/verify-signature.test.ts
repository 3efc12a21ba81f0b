import assert from 'node:assert/strict';
import {
  createSecretKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign as signOctets,
} from 'node:crypto';
import { test } from 'node:test';
import { canonicalize } from '../c14n/canonicalize.ts';
import { DSIG, DSIG_MORE, DSIG_MORE_2007, EXCLUSIVE_C14N, XMLENC } from '../names.ts';
import { textOf } from '../navigate.ts';
import { documentOf, sign, signatureTemplate, type TemplateOptions } from '../testing.ts';
import { digestMethods, signatureMethods } from './algorithms.ts';
import { readSignature } from './read-signature.ts';
import { verifySignature } from './verify-signature.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curves = {
  p256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  p384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  p521: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
};

function signed(options: Partial<TemplateOptions> = {}, key: KeyObject = rsa.privateKey): string {
  const template = signatureTemplate({ uri: '#a', ...options });
  return sign(`<r ID="a">${template}<name>user</name></r>`, key);
}

function verify(text: string, keys: readonly KeyObject[] = [rsa.publicKey], allowSha1 = false) {
  const reading = readSignature(documentOf(text).root);
  if (!reading.ok) assert.fail(reading.problem.detail);
  return verifySignature(reading.signature, keys, { allowSha1 });
}

function outcome(text: string, keys?: readonly KeyObject[], allowSha1?: boolean): string {
  const verdict = verify(text, keys, allowSha1);
  return verdict.ok ? 'verified' : `${verdict.problem.kind}: ${verdict.problem.detail}`;
}

const MISMATCH = 'signature-mismatch: the value fits none of 1 keys';

for (const [uri, { key }] of signatureMethods) {
  const pairs = key === 'rsa' ? { rsa } : curves;
  for (const [name, pair] of Object.entries(pairs)) {
    test(`${uri.replace(/.*#/, '')} with ${name} is verified by its key alone`, () => {
      const text = signed({ signatureMethod: uri }, pair.privateKey);
      assert.equal(outcome(text, [pair.publicKey], true), 'verified');
      const other = key === 'rsa' ? otherRsa : generateKeyPairSync('ec', { namedCurve: 'P-256' });
      assert.equal(outcome(text, [other.publicKey], true), MISMATCH);
    });
  }
}

for (const uri of digestMethods.keys()) {
  test(`the digest ${uri.replace(/.*#/, '')} is verified`, () => {
    const text = signed({ digestMethod: uri });
    assert.equal(outcome(text, undefined, true), 'verified');
    const changed = text.replace('user', 'root');
    const detail = 'digest-mismatch: the element is not the one that was signed';
    assert.equal(outcome(changed, undefined, true), detail);
  });
}

test('the verdict names the element and the key', () => {
  const document = documentOf(signed());
  const reading = readSignature(document.root);
  assert.ok(reading.ok);
  const keys = [otherRsa.publicKey, rsa.publicKey];
  const verdict = verifySignature(reading.signature, keys, { allowSha1: false });
  assert.ok(verdict.ok);
  assert.equal(verdict.covers, document.root);
  assert.equal(verdict.key, rsa.publicKey);
});

test('SHA-1 is refused in either place unless it is allowed', () => {
  for (const options of [{ signatureMethod: `${DSIG}rsa-sha1` }, { digestMethod: `${DSIG}sha1` }]) {
    assert.equal(outcome(signed(options)), 'weak-algorithm: SHA-1 is used');
    assert.equal(outcome(signed(options), undefined, true), 'verified');
  }
});

test('only public keys of the family are tried', () => {
  const secret = createSecretKey(
    Buffer.from(rsa.publicKey.export({ type: 'spki', format: 'der' })),
  );
  const unfitting = [curves.p256.publicKey, secret, rsa.privateKey];
  const text = signed();
  assert.equal(outcome(text, unfitting), 'no-key: none of 3 keys fits the signature method');
  assert.equal(outcome(text, []), 'no-key: none of 0 keys fits the signature method');
  assert.equal(outcome(text, [...unfitting, rsa.publicKey]), 'verified');
  const elliptic = signed({ signatureMethod: `${DSIG_MORE}ecdsa-sha256` }, curves.p256.privateKey);
  const koblitz = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey;
  const edwards = generateKeyPairSync('ed25519').publicKey;
  assert.equal(
    outcome(elliptic, [rsa.publicKey, koblitz, edwards]),
    'no-key: none of 3 keys fits the signature method',
  );
});

test("an attacker's key in KeyInfo is no key", () => {
  const jwk = otherRsa.publicKey.export({ format: 'jwk' });
  const standard = (text = ''): string => Buffer.from(text, 'base64url').toString('base64');
  const keyInfo =
    `<ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${standard(jwk.n)}</ds:Modulus>` +
    `<ds:Exponent>${standard(jwk.e)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo>`;
  assert.equal(outcome(signed({ keyInfo }, otherRsa.privateKey)), MISMATCH);
  assert.equal(outcome(signed({ keyInfo })), 'verified');
});

test('what is changed in SignedInfo breaks the signature', () => {
  const text = signed({ transform: EXCLUSIVE_C14N });
  for (const [from, to] of [
    [EXCLUSIVE_C14N, `${EXCLUSIVE_C14N}WithComments`],
    [`${XMLENC}sha256`, `${XMLENC}sha512`],
    ['<ds:DigestMethod', ' <ds:DigestMethod'],
  ] as const) {
    const at = text.lastIndexOf(from);
    const changed = text.slice(0, at) + text.slice(at).replace(from, to);
    const reading = readSignature(documentOf(changed).root);
    if (reading.ok) assert.equal(outcome(changed), MISMATCH);
    else assert.equal(reading.problem.kind, 'digest-value-malformed');
  }
});

test('an exchanged digest breaks the signature, so that no changed content is accepted', () => {
  const changed = documentOf(signed().replace('user', 'root'));
  const reading = readSignature(changed.root);
  assert.ok(reading.ok);
  const { element, reference } = reading.signature;
  const octets = canonicalize(changed.root, reference.transform, element);
  const digest = hash('sha256', octets, 'base64');
  const forged = signed()
    .replace('user', 'root')
    .replace(/<ds:DigestValue>[^<]*/, `<ds:DigestValue>${digest}`);
  assert.equal(outcome(forged), MISMATCH);
});

test('values of ECDSA are r and s, not DER', () => {
  const method = `${DSIG_MORE}ecdsa-sha256`;
  const { privateKey, publicKey } = curves.p256;
  const text = signed({ signatureMethod: method }, privateKey);
  const reading = readSignature(documentOf(text).root);
  assert.ok(reading.ok);
  const octets = Buffer.from(canonicalize(reading.signature.signedInfo));
  const der = signOctets('sha256', octets, privateKey).toString('base64');
  const changed = text.replace(/<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${der}`);
  assert.equal(outcome(changed, [publicKey]), MISMATCH);
});

test('RSASSA-PSS has a salt as long as the hash', () => {
  const method = `${DSIG_MORE_2007}sha256-rsa-MGF1`;
  const text = signed({ signatureMethod: method });
  const reading = readSignature(documentOf(text).root);
  assert.ok(reading.ok);
  const octets = Buffer.from(canonicalize(reading.signature.signedInfo));
  const withSalt = (saltLength: number): string => {
    const value = signOctets('sha256', octets, { key: rsa.privateKey, padding: 6, saltLength });
    const base64 = value.toString('base64');
    return text.replace(/<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${base64}`);
  };
  assert.equal(outcome(withSalt(32)), 'verified');
  assert.equal(outcome(withSalt(20)), MISMATCH);
  assert.equal(outcome(withSalt(0)), MISMATCH);
});

test('comments may be added anywhere, and values stay what was signed', () => {
  const text = signed().replace('user', 'us<!-- -->er');
  const verdict = verify(text);
  assert.ok(verdict.ok);
  assert.equal(textOf(verdict.covers).slice(-4), 'user');
  assert.equal(outcome(signed().replace('user', 'us<?x?>er')).split(':')[0], 'digest-mismatch');
});

test('an empty reference covers what stands beside the root, comments apart', () => {
  const text = signed({ uri: '' });
  assert.equal(outcome(text), 'verified');
  assert.equal(outcome(`<!-- a -->${text}<!-- b -->`), 'verified');
  assert.equal(outcome(`<?a?>${text}`).split(':')[0], 'digest-mismatch');
  assert.equal(outcome(`<?a?>${signed()}`), 'verified');
});

test('keys that are too small for the hash fit nothing', () => {
  const tiny = generateKeyPairSync('rsa', { modulusLength: 512 });
  for (const method of [`${DSIG_MORE}rsa-sha512`, `${DSIG_MORE_2007}sha512-rsa-MGF1`]) {
    const text = signed({ signatureMethod: method });
    assert.equal(outcome(text, [tiny.publicKey]), MISMATCH);
    assert.equal(outcome(text, [tiny.publicKey, rsa.publicKey]), 'verified');
  }
});
