/** Attacks on the signature itself: its key, its algorithms, its references, its own markup. */
import { createHash } from 'node:crypto';
import { pemOf } from '../certificates.ts';
import { withAssertion } from '../content.ts';
import { plainLayout } from '../layout.ts';
import { C14N, ENVELOPED, NS } from '../names.ts';
import { type Signing, signBytes } from '../signature.ts';
import type { HostileCase } from './cases.ts';
import { assertionOf, digestOf, forged, type Live, unsigned, VICTIM } from './live.ts';
import {
  after,
  appended,
  attributeOf,
  before,
  contentOf,
  prepended,
  replaced,
  textOf,
  withAttributeOf,
  withContent,
  without,
} from './markup.ts';

const EMPTY_DIGEST = createHash('sha256').digest('base64');
const XSLT = 'http://www.w3.org/TR/1999/REC-xslt-19991116';
const XPATH = 'http://www.w3.org/TR/1999/REC-xpath-19991116';
const XPATH_FILTER = 'http://www.w3.org/2002/06/xmldsig-filter2';

/** A response about the victim, signed as `change` says. */
function signedBy(live: Live, change: Partial<Signing>, keyInfo = plainLayout.keyInfo): string {
  const { idp, now } = live;
  const content = withAssertion(idp.content(now), ({ subject }) => ({
    subject: subject && { ...subject, nameId: { value: VICTIM } },
  }));
  return idp.respond(content, {
    signAssertion: idp.signing(change),
    layout: { ...plainLayout, keyInfo },
  });
}

function flipped(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[10] = (bytes[10] ?? 0) ^ 1;
  return bytes.toString('base64');
}

/** The SignedInfo of a live response with the digest of a forged assertion. */
function forgedInformation({ assertionSigned }: Live): string {
  const digest = digestOf(forged(assertionOf(assertionSigned)));
  return withContent(textOf(assertionSigned, 'SignedInfo'), 'DigestValue', digest);
}

const keys: readonly HostileCase[] = [
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

const values: readonly HostileCase[] = [
  {
    name: 'an empty SignatureValue',
    make: ({ assertionSigned }) => withContent(forged(assertionSigned), 'SignatureValue', ''),
    code: 'SAML-018',
  },
  {
    name: 'a SignatureValue of white space',
    make: ({ assertionSigned }) => withContent(forged(assertionSigned), 'SignatureValue', ' \n '),
    code: 'SAML-018',
  },
  {
    name: 'a SignatureValue that is no base64',
    make: ({ assertionSigned }) => withContent(assertionSigned, 'SignatureValue', '(none)'),
    code: 'SAML-018',
  },
  {
    name: 'a SignatureValue of zeros',
    make: ({ assertionSigned }) =>
      withContent(assertionSigned, 'SignatureValue', Buffer.alloc(256).toString('base64')),
    code: 'SAML-021',
  },
  {
    name: 'a SignatureValue with one bit changed',
    make: ({ assertionSigned }) =>
      withContent(
        assertionSigned,
        'SignatureValue',
        flipped(contentOf(assertionSigned, 'SignatureValue')),
      ),
    code: 'SAML-021',
  },
  {
    name: 'two SignatureValues, the first of which is empty',
    make: ({ assertionSigned }) =>
      before(assertionSigned, 'SignatureValue', '<ds:SignatureValue></ds:SignatureValue>'),
    code: 'SAML-018',
  },
  {
    name: 'the digest of a forged assertion in place of the signed one',
    make: (live) =>
      withContent(
        forged(live.assertionSigned),
        'DigestValue',
        digestOf(forged(assertionOf(live.assertionSigned))),
      ),
    code: 'SAML-021',
  },
  {
    name: 'CVE-2025-29775: the digest of a forged assertion in a comment before the signed digest',
    make: (live) => {
      const evil = digestOf(forged(assertionOf(live.assertionSigned)));
      return prepended(forged(live.assertionSigned), 'DigestValue', `<!--${evil}-->`);
    },
    code: 'SAML-014',
  },
  {
    name: 'CVE-2025-29775: the digest of a forged assertion after a comment, the signed one before it',
    make: (live) => {
      const signed = contentOf(live.assertionSigned, 'DigestValue');
      const evil = digestOf(forged(assertionOf(live.assertionSigned)));
      return withContent(forged(live.assertionSigned), 'DigestValue', `${signed}<!-- -->${evil}`);
    },
    code: 'SAML-014',
  },
  {
    name: 'a comment inside SignatureValue',
    make: ({ assertionSigned }) => prepended(assertionSigned, 'SignatureValue', '<!-- comment -->'),
    code: 'SAML-014',
  },
  {
    name: 'CVE-2025-29774: a forged SignedInfo before the signed one',
    make: (live) => before(forged(live.assertionSigned), 'SignedInfo', forgedInformation(live)),
    code: 'SAML-018',
  },
  {
    name: 'CVE-2025-29774: a forged SignedInfo after the signed one',
    make: (live) => after(forged(live.assertionSigned), 'SignedInfo', forgedInformation(live)),
    code: 'SAML-018',
  },
  {
    name: 'CVE-2025-29774: a forged SignedInfo inside KeyInfo',
    make: (live) => prepended(forged(live.assertionSigned), 'KeyInfo', forgedInformation(live)),
    code: 'SAML-018',
  },
  {
    name: 'the signed SignedInfo inside an Object, a forged one in its place',
    make: (live) => {
      const signed = textOf(live.assertionSigned, 'SignedInfo');
      const evil = replaced(forged(live.assertionSigned), 'SignedInfo', forgedInformation(live));
      return appended(evil, 'Signature', `<ds:Object>${signed}</ds:Object>`);
    },
    code: 'SAML-018',
  },
  {
    name: 'two signatures in one assertion, the forged one first',
    make: (live) => {
      const evil = textOf(signedBy(live, { pair: live.attacker }), 'Signature');
      return before(live.assertionSigned, 'Signature', evil);
    },
    code: 'SAML-018',
  },
  {
    name: 'two signatures in one assertion, the forged one last',
    make: (live) => {
      const evil = textOf(signedBy(live, { pair: live.attacker }), 'Signature');
      return after(live.assertionSigned, 'Signature', evil);
    },
    code: 'SAML-018',
  },
  {
    name: 'a signed assertion inside a response that the attacker signed',
    make: (live) => {
      const { idp, now, attacker } = live;
      const content = { ...idp.content(now), assertions: [] };
      const outer = idp.respond(content, { signResponse: idp.signing({ pair: attacker }) });
      return after(outer, 'Status', assertionOf(live.assertionSigned));
    },
    code: 'SAML-021',
  },
  {
    name: 'an assertion that the attacker signed inside a response that was signed',
    make: (live) => {
      const evil = assertionOf(signedBy(live, { pair: live.attacker }));
      return replaced(live.responseSigned, 'Assertion', evil);
    },
    code: 'SAML-022',
  },
];

/** What the identity provider's own key may have signed, and still must not be taken. */
const references: readonly HostileCase[] = [
  ...[
    { name: 'XSLT', transforms: [ENVELOPED, XSLT] },
    { name: 'XPath', transforms: [ENVELOPED, XPATH, C14N.exclusive] },
    { name: 'the XPath filter', transforms: [ENVELOPED, XPATH_FILTER] },
    { name: 'base64', transforms: [ENVELOPED, `${NS.signature}base64`] },
    { name: 'an unknown URI', transforms: [ENVELOPED, 'urn:unknown'] },
    { name: 'the enveloped signature twice', transforms: [ENVELOPED, ENVELOPED, C14N.exclusive] },
    { name: 'two canonical forms', transforms: [ENVELOPED, C14N.exclusive, C14N.exclusive] },
    { name: 'the canonical form first', transforms: [C14N.exclusive, ENVELOPED] },
    { name: 'no enveloped signature', transforms: [C14N.exclusive] },
    { name: 'no transform at all', transforms: [] },
  ].map(
    ({ name, transforms }): HostileCase => ({
      name: `transforms outside the list: ${name}`,
      make: (live) => signedBy(live, { transforms }),
      code: 'SAML-020',
    }),
  ),
  ...[
    { name: 'an XPointer of the whole document', uri: '#xpointer(/)' },
    { name: 'an XPointer with an id', uri: "#xpointer(id('x'))" },
    { name: 'another document by http', uri: 'http://127.0.0.1/signed.xml' },
    { name: 'a file', uri: 'file:///etc/hostname' },
    { name: 'an id that nothing has', uri: '#_nothing' },
    { name: 'the whole document from inside the assertion', uri: '' },
  ].map(
    ({ name, uri }): HostileCase => ({
      name: `a reference to ${name}`,
      make: (live) => signedBy(live, { uri }),
      code: 'SAML-020',
    }),
  ),
  {
    name: 'no URI in the reference',
    make: ({ assertionSigned }) => withAttributeOf(assertionSigned, 'Reference', 'URI', undefined),
    code: 'SAML-020',
  },
  {
    name: 'a signature over the response that stands in the assertion',
    make: (live) => {
      const id = attributeOf(live.responseSigned, 'Response', 'ID');
      return signedBy(live, { uri: `#${id}` });
    },
    code: 'SAML-020',
  },
  {
    name: 'two references, the second one to nothing',
    make: (live) => {
      const second = withAttributeOf(
        textOf(live.assertionSigned, 'Reference'),
        'Reference',
        'URI',
        '#_nothing',
      );
      return after(live.assertionSigned, 'Reference', second);
    },
    code: 'SAML-020',
  },
  {
    name: 'two references to the same element',
    make: (live) =>
      after(live.assertionSigned, 'Reference', textOf(live.assertionSigned, 'Reference')),
    code: 'SAML-020',
  },
  {
    name: 'a Manifest that holds the reference',
    make: (live) => {
      const reference = textOf(live.assertionSigned, 'Reference');
      const object = `<ds:Object><ds:Manifest>${reference}</ds:Manifest></ds:Object>`;
      return appended(without(live.assertionSigned, 'Reference'), 'Signature', object);
    },
    code: 'SAML-018',
  },
  {
    name: 'void canonicalisation: the digest of nothing, signed by nobody',
    make: ({ assertionSigned }) =>
      withContent(forged(assertionSigned), 'DigestValue', EMPTY_DIGEST),
    code: 'SAML-021',
  },
  {
    name: 'void canonicalisation: a signature of the identity provider over nothing',
    make: (live) => {
      const nothing = signBytes(Buffer.alloc(0), live.idp.signing()).toString('base64');
      const evil = replaced(forged(live.assertionSigned), 'SignedInfo', forgedInformation(live));
      return withContent(evil, 'SignatureValue', nothing);
    },
    code: 'SAML-021',
  },
  {
    name: 'void canonicalisation: a relative namespace in SignedInfo, which has no canonical form',
    make: (live) => {
      const nothing = signBytes(Buffer.alloc(0), live.idp.signing()).toString('base64');
      const evil = replaced(forged(live.assertionSigned), 'SignedInfo', forgedInformation(live));
      const broken = withAttributeOf(evil, 'SignedInfo', 'xmlns:x', '1');
      return withContent(broken, 'SignatureValue', nothing);
    },
    code: 'SAML-004',
  },
  {
    name: 'void canonicalisation: a relative namespace in the assertion and the digest of nothing',
    make: (live) => {
      const evil = withAttributeOf(forged(live.assertionSigned), 'Assertion', 'xmlns:x', '1');
      return withContent(evil, 'DigestValue', EMPTY_DIGEST);
    },
    code: 'SAML-004',
  },
  {
    name: 'an assertion of another response with the same signature',
    make: (live) => {
      const other = goodAssertion(live);
      const signature = textOf(live.assertionSigned, 'Signature');
      return replaced(live.assertionSigned, 'Assertion', after(other, 'Issuer', signature));
    },
    code: 'SAML-020',
  },
];

function goodAssertion({ idp, now }: Live): string {
  return unsigned(assertionOf(idp.respond(idp.content(now))));
}

/** Every attack on signatures. */
export const signatureCases: readonly HostileCase[] = [...keys, ...values, ...references];
