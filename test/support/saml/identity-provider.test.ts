/** The signing test identity provider against other implementations: what it makes is sound. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SAML } from '@node-saml/node-saml';
import { SignedXml } from 'xml-crypto';
import { needs } from '../../../tools/programs.ts';
import { pemOf } from './certificates.ts';
import { type Destination, openIdp, sampleOf } from './identity-provider.ts';
import { type KeyKind, signingPair } from './keys.ts';
import { C14N, ENVELOPED } from './names.ts';
import { products } from './products.ts';
import { toFormField } from './response.ts';
import type { SignatureMethod } from './signature.ts';
import { ASSERTION_PATH, RESPONSE_PATH, xmlsecProblem } from './xmlsec1.ts';

const DESTINATION: Destination = {
  recipient: 'https://gate.example.test/saml',
  audience: 'https://gate.example.test/static/saml-metadata.xml',
  roleArn: 'arn:aws:iam::123456789012:role/developer',
  providerArn: 'arn:aws:iam::123456789012:saml-provider/corp',
};
const NOW = Date.now();

describe('the signing test identity provider', () => {
  for (const product of products) {
    it(`signs in the form of ${product.name} so that xmlsec1 verifies it`, needs('xmlsec1'), () => {
      const { idp, xml } = sampleOf(product, DESTINATION, NOW);
      const paths = { response: [RESPONSE_PATH], assertion: [ASSERTION_PATH] };
      const both = [RESPONSE_PATH, ASSERTION_PATH];
      for (const path of product.signs === 'both' ? both : paths[product.signs]) {
        assert.equal(xmlsecProblem(xml, path, idp.pair), undefined, xml);
      }
    });
  }

  it(
    'signs with every algorithm and canonical form so that xmlsec1 verifies it',
    needs('xmlsec1'),
    () => {
      const kinds: [KeyKind, SignatureMethod][] = [
        ['rsa-2048', 'rsa-sha1'],
        ['rsa-2048', 'rsa-sha384'],
        ['rsa-2048', 'rsa-sha512'],
        ['p256', 'ecdsa-sha256'],
        ['p384', 'ecdsa-sha384'],
        ['p521', 'ecdsa-sha512'],
      ];
      for (const [key, method] of kinds) {
        const idp = openIdp(DESTINATION, { key });
        for (const canonicalization of [C14N.exclusive, C14N.inclusive]) {
          const signing = idp.signing({
            method,
            canonicalization,
            digest: 'sha512',
            transforms: [ENVELOPED, canonicalization],
          });
          const xml = idp.respond(idp.content(NOW), {
            signAssertion: signing,
            signResponse: signing,
          });
          assert.equal(xmlsecProblem(xml, ASSERTION_PATH, idp.pair), undefined, xml);
          assert.equal(xmlsecProblem(xml, RESPONSE_PATH, idp.pair), undefined, xml);
        }
      }
    },
  );

  it('signs so that xml-crypto verifies it', () => {
    const idp = openIdp(DESTINATION);
    const xml = idp.respond(idp.content(NOW));
    const [signature = ''] = /<ds:Signature.*<\/ds:Signature>/s.exec(xml) ?? [];
    const verifier = new SignedXml({ publicCert: pemOf(idp.pair.certificate) });
    verifier.loadSignature(signature);
    assert.ok(verifier.checkSignature(xml));
  });

  it('makes responses that node-saml accepts, encrypted ones included', async () => {
    const idp = openIdp(DESTINATION);
    const receiver = signingPair('rsa-2048', 'receiver');
    const saml = new SAML({
      callbackUrl: DESTINATION.recipient,
      issuer: DESTINATION.audience,
      audience: DESTINATION.audience,
      idpCert: pemOf(idp.pair.certificate),
      wantAuthnResponseSigned: false,
      decryptionPvk: String(receiver.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    });
    const { publicKey } = receiver;
    for (const encrypt of [
      undefined,
      { publicKey },
      { publicKey, content: 'aes128-cbc' },
      { publicKey, content: 'aes256-cbc' },
      { publicKey, content: 'aes128-gcm' },
    ] as const) {
      const xml = idp.respond(idp.content(NOW), { signAssertion: idp.signing(), encrypt });
      const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: toFormField(xml) });
      assert.equal(profile?.nameID, 'alice@example.test');
    }
  });

  it('makes signatures that others refuse when the signed text changes', needs('xmlsec1'), () => {
    const idp = openIdp(DESTINATION);
    const xml = idp.respond(idp.content(NOW)).replace('alice@', 'mallory@');
    assert.match(xmlsecProblem(xml, ASSERTION_PATH, idp.pair) ?? '', /FAIL/);
  });
});
