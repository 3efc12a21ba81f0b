import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { rootCertificates } from 'node:tls';
import { certificateFacts, metadataFacts } from './certificate.ts';

const base64 = (pem: string) => pem.replace(/-----[A-Z ]+-----|\s/g, '');

test('validity of certificates is read as OpenSSL reads it', () => {
  for (const pem of rootCertificates.slice(0, 60)) {
    const { validFrom, validTo } = new X509Certificate(pem);
    const facts = certificateFacts(base64(pem));
    assert.equal(facts?.notBefore, Date.parse(validFrom) / 1000);
    assert.equal(facts.notAfter, Date.parse(validTo) / 1000);
  }
});

test('metadata tells its entity and each certificate once', () => {
  const certificate = base64(rootCertificates[0] ?? '');
  const key = `<ds:X509Certificate>\n${certificate}\n</ds:X509Certificate>`;
  const facts = metadataFacts(`<EntityDescriptor entityID="https://idp.example">${key}${key}`);
  assert.equal(facts.entityId, 'https://idp.example');
  assert.equal(facts.certificates.length, 1);
  assert.match(facts.certificates[0]?.subject ?? '', /=/);
});

test('what is no certificate is passed over', () => {
  for (const text of ['', '!', 'AAAA', 'MIIB', base64(rootCertificates[0] ?? '').slice(0, 200)]) {
    assert.equal(certificateFacts(text), undefined, text);
  }
});
