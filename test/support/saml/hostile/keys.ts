import { pemOf } from '../certificates.ts';
import { NS } from '../names.ts';
import type { HostileCase } from './cases.ts';
import { signedBy } from './forgery.ts';
import { forged } from './live.ts';
import { replaced, textOf, withAttributeOf, withContent, without } from './markup.ts';

/** Every attack on keys. */
export const keyCases: readonly HostileCase[] = [
  {
    name: 'no signature at all',
    make: ({ assertionSigned }) => without(forged(assertionSigned), 'Signature'),
    code: 'SAML-016',
  },
  {
    name: "the attacker's key, with the attacker's certificate in KeyInfo",
    make: (live) => signedBy(live, { pair: live.attacker }),
    code: 'SAML-021',
  },
  {
    name: "the attacker's key, with the identity provider's certificate in KeyInfo",
    make: (live) => signedBy(live, { pair: live.attacker, shows: live.idp.pair }),
    code: 'SAML-021',
  },
  {
    name: "the attacker's key as a KeyValue",
    make: (live) => signedBy(live, { pair: live.attacker }, 'key-value'),
    code: 'SAML-021',
  },
  {
    name: 'HMAC with the PEM of the certificate as its key',
    make: (live) =>
      signedBy(live, {
        method: 'hmac-sha256',
        secret: Buffer.from(pemOf(live.idp.pair.certificate)),
      }),
    code: 'SAML-019',
  },
  {
    name: 'HMAC with the bytes of the certificate as its key',
    make: (live) => signedBy(live, { method: 'hmac-sha256', secret: live.idp.pair.certificate }),
    code: 'SAML-019',
  },
  {
    name: 'HMAC-SHA1 with the public key as its key',
    make: (live) => {
      const secret = live.idp.pair.publicKey.export({ type: 'spki', format: 'der' });
      return signedBy(live, { method: 'hmac-sha1', secret });
    },
    code: 'SAML-019',
  },
  {
    name: 'HMAC with an empty key and an output of no bits',
    make: (live) => {
      const secret = Buffer.alloc(0);
      const xml = signedBy(live, { method: 'hmac-sha256', secret });
      const length = `<ds:HMACOutputLength xmlns:ds="${NS.signature}">0</ds:HMACOutputLength>`;
      const method = textOf(xml, 'SignatureMethod').replace(
        '/>',
        `>${length}</ds:SignatureMethod>`,
      );
      return replaced(xml, 'SignatureMethod', method);
    },
    code: 'SAML-019',
  },
  {
    name: 'an RSA signature that calls itself ECDSA',
    make: ({ assertionSigned }) =>
      withAttributeOf(
        assertionSigned,
        'SignatureMethod',
        'Algorithm',
        'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
      ),
    code: 'SAML-021',
  },
  {
    name: 'an unknown signature method',
    make: ({ assertionSigned }) =>
      withAttributeOf(assertionSigned, 'SignatureMethod', 'Algorithm', 'urn:none'),
    code: 'SAML-019',
  },
  {
    name: 'a digest by MD5',
    make: (live) => signedBy(live, { digest: 'md5' }),
    code: 'SAML-019',
  },
  {
    name: 'a key that RetrievalMethod fetches from elsewhere',
    make: (live) =>
      withContent(
        signedBy(live, { pair: live.attacker }),
        'KeyInfo',
        `<ds:RetrievalMethod URI="http://169.254.169.254/key" Type="${NS.signature}X509Data"/>`,
      ),
    code: 'SAML-021',
  },
];
