/**
 * What a signature refers to and in which form: what the identity provider's own key may have
 * signed, and still must not be taken.
 */
import { createHash } from 'node:crypto';
import { C14N, ENVELOPED, NS } from '../names.ts';
import { signBytes } from '../signature.ts';
import type { HostileCase } from './cases.ts';
import { forgedInformation, signedBy } from './forgery.ts';
import { assertionOf, forged, type Live, unsigned } from './live.ts';
import {
  after,
  appended,
  attributeOf,
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

/** Every attack on references, canonical forms and transforms. */
export const referenceCases: readonly HostileCase[] = [
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
  {
    name: 'a list of thousands of inclusive prefixes',
    make: ({ assertionSigned }) => {
      const list = Array.from({ length: 5000 }, (_, index) => `p${index}`).join(' ');
      const inclusive = `<ec:InclusiveNamespaces xmlns:ec="${NS.exclusive}" PrefixList="${list}"/>`;
      const transform = `<ds:Transform Algorithm="${C14N.exclusive}">${inclusive}</ds:Transform>`;
      const enveloped = `<ds:Transform Algorithm="${ENVELOPED}"/>`;
      return withContent(assertionSigned, 'Transforms', enveloped + transform);
    },
    code: 'SAML-020',
  },
];

function goodAssertion({ idp, now }: Live): string {
  return unsigned(assertionOf(idp.respond(idp.content(now))));
}
