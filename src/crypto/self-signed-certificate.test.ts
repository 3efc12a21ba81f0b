import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { systemRandom } from '../base/bytes.ts';
import { makeCertifiedKey } from './self-signed-certificate.ts';

test('the certificate is of the key, signed by it, and valid for as long as it was asked for', async () => {
  const from = Date.UTC(2026, 0, 2, 3, 4, 5);
  const until = Date.UTC(2126, 0, 2, 3, 4, 5);
  const made = await makeCertifiedKey({ commonName: 'ssoins-1', from, until }, systemRandom);
  const certificate = new X509Certificate(Buffer.from(made.certificate, 'base64'));
  assert.ok(certificate.checkPrivateKey(createPrivateKey(made.privateKey)));
  assert.ok(certificate.verify(certificate.publicKey));
  assert.equal(certificate.subject, 'CN=ssoins-1');
  assert.equal(certificate.issuer, 'CN=ssoins-1');
  assert.equal(Date.parse(certificate.validFrom), from);
  assert.equal(Date.parse(certificate.validTo), until);
  assert.match(certificate.serialNumber, /^[4-7][0-9A-F]{31}$/);
});
