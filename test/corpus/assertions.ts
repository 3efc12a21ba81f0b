import { signingPair } from '../support/saml/keys.ts';
import { metadataOf } from '../support/saml/metadata.ts';
import { NAME_ID, NS } from '../support/saml/names.ts';
import { type CorpusCase, type CorpusWorld, idpOf, type Material, materialOf } from './case.ts';
import { asserting, confirming, saying } from './changes.ts';
import { sealedProvider } from './hostile.ts';
import { refusedWith } from './wire.ts';

const MINUTE = 60_000;
const PLAIN = 'nothing unusual in a response';

function endingAt(world: CorpusWorld, sessionNotOnOrAfter: number): Material {
  return asserting(world, ({ authnStatements }) => ({
    authnStatements: authnStatements.map((statement) => ({ ...statement, sessionNotOnOrAfter })),
  }));
}

function raw(world: CorpusWorld, change: (xml: string) => string): Material {
  const material = materialOf(world);
  const xml = change(Buffer.from(material.response, 'base64').toString());
  return { ...material, response: Buffer.from(xml).toString('base64') };
}

const envelope: readonly CorpusCase[] = [
  { name: PLAIN, build: (world) => materialOf(world), expected: 'accepted' },
  {
    name: 'an assertion in place of a response',
    build: (world) =>
      raw(world, (xml) =>
        xml.slice(xml.indexOf('<saml:Assertion'), xml.indexOf('</samlp:Response')),
      ),
    expected: refusedWith('SAML-005', 'invalid'),
  },
  {
    name: 'a response of SAML 1.1',
    build: (world) => saying(world, (usual) => ({ ...usual, version: '1.1' })),
    expected: refusedWith('SAML-006', 'invalid'),
  },
  {
    name: 'a response without a status',
    build: (world) => saying(world, (usual) => ({ ...usual, status: [] })),
    expected: refusedWith('SAML-007', 'invalid'),
  },
  {
    name: 'no assertion',
    build: (world) => saying(world, (usual) => ({ ...usual, assertions: [] })),
    expected: refusedWith('SAML-009', 'signature'),
  },
  {
    name: 'a Destination of somebody else',
    build: (world) =>
      saying(world, (usual) => ({ ...usual, destination: 'https://other.example.test/saml' })),
    expected: refusedWith('SAML-040', 'audience'),
  },
  {
    name: 'no Destination',
    build: (world) => saying(world, (usual) => ({ ...usual, destination: undefined })),
    expected: 'accepted',
  },
  {
    name: 'an Issuer of the response that differs from the Issuer of the assertion',
    build: (world) => saying(world, (usual) => ({ ...usual, issuer: 'urn:other' })),
    expected: refusedWith('SAML-015', 'issuer'),
  },
  {
    name: 'no Issuer of the response',
    build: (world) => saying(world, (usual) => ({ ...usual, issuer: undefined })),
    expected: 'accepted',
  },
  {
    name: 'comments between elements, added on the way',
    build: (world) =>
      raw(world, (xml) => xml.replace('<samlp:Status>', '<!-- a proxy --><samlp:Status>')),
    expected: 'accepted',
  },
  {
    name: 'a value in a CDATA section and in character references',
    build: (world) =>
      raw(world, (xml) =>
        xml.replace(
          '>alice@example.test</saml:NameID>',
          '>&#97;lice<![CDATA[@example.test]]></saml:NameID>',
        ),
      ),
    expected: 'accepted',
  },
  {
    name: 'a byte order mark before the response',
    build: (world) => raw(world, (xml) => `\uFEFF${xml}`),
    expected: 'accepted',
  },
];

const encryption: readonly CorpusCase[] = [
  {
    name: 'an encrypted assertion for a provider without a private key',
    build: (world) => {
      const idp = idpOf(world);
      const { publicKey } = signingPair('rsa-2048', 'receiver');
      const xml = idp.respond(idp.content(world.now), {
        signAssertion: idp.signing(),
        encrypt: { publicKey },
      });
      return materialOf(world, { response: Buffer.from(xml).toString('base64') });
    },
    expected: refusedWith('SAML-011', 'signature'),
  },
  {
    name: 'a plain assertion for a provider that requires encryption',
    build: (world) =>
      materialOf(world, { provider: { ...sealedProvider(world), encryptionMode: 'Required' } }),
    expected: refusedWith('SAML-024', 'invalid'),
  },
  {
    name: 'metadata that was valid until yesterday',
    build: (world) => {
      const { entityId, pair } = idpOf(world);
      const validUntil = new Date(world.now - 24 * 60 * MINUTE).toISOString();
      return materialOf(world, {
        provider: { metadata: metadataOf({ entityId, keys: [pair], validUntil }) },
      });
    },
    expected: refusedWith('SAML-023', 'issuer'),
  },
];

const assertion: readonly CorpusCase[] = [
  {
    name: 'an assertion of SAML 1.1',
    build: (world) => asserting(world, () => ({ version: '1.1' })),
    expected: refusedWith('SAML-025', 'invalid'),
  },
  {
    name: 'an assertion without an Issuer',
    build: (world) => asserting(world, () => ({ issuer: undefined })),
    expected: refusedWith('SAML-025', 'invalid'),
  },
  {
    name: 'a time that is none',
    build: (world) => asserting(world, () => ({ issueInstant: 'just now' })),
    expected: refusedWith('SAML-027', 'invalid'),
  },
  {
    name: 'no IssueInstant',
    build: (world) => asserting(world, () => ({ issueInstant: undefined })),
    expected: refusedWith('SAML-027', 'invalid'),
  },
  {
    name: 'a condition that nobody understands',
    build: (world) =>
      asserting(world, ({ conditions }) => ({
        conditions: conditions && {
          ...conditions,
          further: [{ raw: `<x:Only xmlns:x="urn:x" xmlns:saml="${NS.assertion}"/>` }],
        },
      })),
    expected: refusedWith('SAML-032', 'invalid'),
  },
  {
    name: 'OneTimeUse before the first use, and ProxyRestriction',
    build: (world) =>
      asserting(world, ({ conditions }) => ({
        conditions: conditions && {
          ...conditions,
          further: [{ raw: '<saml:OneTimeUse/>' }, { raw: '<saml:ProxyRestriction Count="0"/>' }],
        },
      })),
    expected: 'accepted',
  },
  {
    name: 'a NameID of a format that AWS does not take',
    build: (world) =>
      asserting(world, ({ subject }) => ({
        subject: subject && { ...subject, nameId: { value: 'alice', format: 'urn:corp:badge' } },
      })),
    expected: refusedWith('SAML-034', 'invalid'),
  },
  {
    name: 'a NameID without a format',
    build: (world) =>
      asserting(world, ({ subject }) => ({
        subject: subject && { ...subject, nameId: { value: 'alice' } },
      })),
    expected: 'accepted',
  },
  {
    name: 'a NameID of an e-mail address with qualifiers',
    build: (world) =>
      asserting(world, ({ subject }) => ({
        subject: subject && {
          ...subject,
          nameId: {
            value: 'alice@example.test',
            format: NAME_ID.emailAddress,
            nameQualifier: 'https://idp.example.test',
            spNameQualifier: world.audience,
          },
        },
      })),
    expected: 'accepted',
  },
  {
    name: 'a confirmation without a Recipient',
    build: (world) => confirming(world, { recipient: undefined }),
    expected: {
      code: 'SAML-036',
      wire: {
        code: 'InvalidIdentityToken',
        text: 'Responses must contain SubjectConfirmatonData with a Recipient and NotOnOrAfter',
      },
    },
  },
  {
    name: 'a confirmation without an end',
    build: (world) => confirming(world, { notOnOrAfter: undefined }),
    expected: {
      code: 'SAML-036',
      wire: {
        code: 'InvalidIdentityToken',
        text: 'Responses must contain SubjectConfirmatonData with a Recipient and NotOnOrAfter',
      },
    },
  },
  {
    name: 'a session at the identity provider that ended',
    build: (world) => endingAt(world, world.now - 5 * MINUTE),
    expected: refusedWith('SAML-043', 'late'),
  },
  {
    name: 'a session at the identity provider that ends in twenty minutes',
    build: (world) => endingAt(world, world.now + 20 * MINUTE),
    expected: 'accepted',
  },
];

/** The cases about assertions. */
export const assertionCases: readonly CorpusCase[] = [...envelope, ...encryption, ...assertion];
