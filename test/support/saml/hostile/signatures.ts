import type { HostileCase } from './cases.ts';
import { forgedInformation, signedBy } from './forgery.ts';
import { assertionOf, digestOf, forged } from './live.ts';
import {
  after,
  appended,
  before,
  contentOf,
  prepended,
  replaced,
  textOf,
  withContent,
} from './markup.ts';

function flipped(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[10] = (bytes[10] ?? 0) ^ 1;
  return bytes.toString('base64');
}

/** Every attack on the markup of signatures. */
export const signatureCases: readonly HostileCase[] = [
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
  {
    name: 'a digest of one byte',
    make: ({ assertionSigned }) => withContent(forged(assertionSigned), 'DigestValue', 'AA=='),
    code: 'SAML-018',
  },
  {
    name: 'a digest of the right length and then some',
    make: ({ assertionSigned }) =>
      appended(assertionSigned, 'DigestValue', Buffer.alloc(30_000).toString('base64')),
    code: 'SAML-018',
  },
  {
    name: 'an Object in a signature, whatever it holds',
    make: ({ assertionSigned }) => appended(assertionSigned, 'Signature', '<ds:Object/>'),
    code: 'SAML-018',
  },
  {
    name: 'an element of somebody else in SignedInfo',
    make: ({ assertionSigned }) => prepended(assertionSigned, 'SignedInfo', '<x xmlns="urn:x"/>'),
    code: 'SAML-018',
  },
];
